"""One log line as one JSON object that says which run and which source it belongs to."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import IO, Final

RUN: Final[ContextVar[str]] = ContextVar("run", default="")
SOURCE: Final[ContextVar[str]] = ContextVar("source", default="")


class JsonLines(logging.Formatter):
    """Time in UTC, level, logger, message, run and source where they are known, and the trace of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; line ends inside the message are escaped."""
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(), "logger": record.name, "text": record.getMessage(),
        }
        said |= {name: value for name, value in (("run", RUN.get()), ("source", SOURCE.get())) if value}
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


@contextmanager
def about(run: str = "", source: str = "") -> Iterator[None]:
    """Every line written inside carries these; an empty one keeps what an outer block set."""
    tokens = [(variable, variable.set(value)) for variable, value in ((RUN, run), (SOURCE, source)) if value]
    try:
        yield
    finally:
        for variable, token in reversed(tokens):
            variable.reset(token)


def log_to(form: str, stream: IO[str] | None = None) -> None:
    """Send this process's log to stderr in one form: `json`, or `text` for people."""
    out = logging.StreamHandler(stream or sys.stderr)
    out.setFormatter(JsonLines() if form == "json" else logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    for old in list(root.handlers):
        if getattr(old, "ours", False):
            root.removeHandler(old)
    out.ours = True  # type: ignore[attr-defined]
    root.addHandler(out)
    root.setLevel(logging.INFO if form == "json" else logging.WARNING)
