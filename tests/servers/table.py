"""The closing table of a test run: which real servers took part, and how to get those that did not.

tests/conftest.py takes both hooks from here.
"""

import os
from pathlib import Path

import pytest

from tests.servers import RECORD, begin, parts


def pytest_configure(config: pytest.Config) -> None:
    """The record begins before any worker is started."""
    if not hasattr(config, "workerinput"):
        begin()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """`real servers: …`, printed once, by the process that started the others."""
    if hasattr(terminalreporter.config, "workerinput") or RECORD not in os.environ:
        return
    found = parts()
    there, missing = [one for one in found if not one.missing], [one for one in found if one.missing]
    names = ", ".join(dict.fromkeys(f"{one.name} {one.version}" for one in there))
    terminalreporter.write_sep("=", f"real servers: {names or 'none'}")
    for one in there:
        terminalreporter.write_line(f"{one.name:<28} {one.version:<10} answered after {one.seconds:5.1f} s")
    for one in missing:
        terminalreporter.write_line(f"{one.name:<28} missing    {one.how}")
    Path(os.environ.pop(RECORD)).unlink(missing_ok=True)
