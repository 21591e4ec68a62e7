# The atlas in one command: make run. Everything is installed into .venv; PORT and ATLAS_DATA may be set.
PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run dev test lint bench browser

run: .venv/run
	$(BIN)/streamlit run app.py --server.port $(PORT)

# Files are watched and the menu of developers is there.
dev: .venv/dev
	$(BIN)/streamlit run app.py --server.port $(PORT) --server.fileWatcherType auto --client.toolbarMode developer \
		--client.showErrorDetails full --server.runOnSave true

test: .venv/dev browser
	$(BIN)/pytest $(ARGS)

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/dev browser
	$(BIN)/python -m bench

.venv/run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev: requirements-dev.txt .venv/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

# A browser for the tests: the machine's, else Debian's by apt where that is allowed, else Playwright's own.
browser: .venv/dev
	@command -v chromium >/dev/null && fc-list :lang=zh-cn 2>/dev/null | grep -q . \
	|| { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	     && apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null; } \
	|| command -v chromium >/dev/null || $(BIN)/playwright install --with-deps chromium
