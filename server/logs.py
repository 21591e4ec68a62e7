"""The operator's log: lines of our own beside those of Streamlit and uvicorn, none longer than a person reads."""

import logging
from typing import Final

from streamlit.logger import get_logger

OURS: Final = ("server", "pages")  # packages that write to it
MAX_LINE_CHARS: Final = 500  # a stranger may have written the end of a line


class Shorten(logging.Filter):
    """Filter that lets every record through, its text on one line and cut, a warning without its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten `record`."""
        if record.exc_info and record.levelno < logging.ERROR:
            record.msg, record.args, record.exc_info = f"{record.getMessage()}: {record.exc_info[1]!r}", (), None
        text = record.getMessage()
        shown = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
        record.msg, record.args = cut(shown), ()
        return True


def cut(text: str) -> str:
    """Return `text`, its end left out if it is long."""
    return text if len(text) <= MAX_LINE_CHARS else f"{text[: MAX_LINE_CHARS - 1]}…"


def open_log() -> None:
    """Write our own lines as Streamlit writes its own, and shorten all."""
    for name in OURS:
        get_logger(name)
    loggers = [logging.root, *map(logging.getLogger, logging.root.manager.loggerDict)]
    shorten = Shorten()
    for handler in {handler for logger in loggers for handler in logger.handlers}:
        handler.addFilter(shorten)
