"""Versions: Python, SQLite and the packages whose newer versions are known to break."""

import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from domain.settings import Settings
from flows.doctor.line import Line, fail, ok

# package -> (from, below): outside them the Prefect server does not start or never schedules a run (measured)
PINS: Final = {"prefect": ((3, 8, 8), (3, 9)), "fastapi": ((0, 100), (0, 151)), "sqlalchemy": ((2, 0, 30), (2, 1))}
SQLITE: Final = (3, 35)  # RETURNING and FTS5 as the embedded index uses them


def versions(settings: Settings) -> Iterator[Line]:
    """One line for each program that matters to these settings."""
    yield ok("phusong", f"phiên bản {_installed('phusong') or 'chưa cài thành gói'}, Python {sys.version.split()[0]}")
    yield _sqlite()
    for name, (least, below) in PINS.items():
        found = _installed(name)
        if found and not least <= numbers(found) < below:
            wanted = f"từ {_dots(least)}, dưới {_dots(below)}"
            yield fail(name, f"phiên bản {found}, cần {wanted}",
                       "cài lại theo constraints.txt: pip install -c constraints.txt '.[server]'")
        elif found:
            yield ok(name, f"phiên bản {found}")
    if settings.index:
        yield _needed("elasticsearch", "PHUSONG_INDEX")
    if settings.ledger:
        yield _needed("psycopg", "PHUSONG_LEDGER")


def numbers(text: str) -> tuple[int, ...]:
    """The leading numbers of a version."""
    found = []
    for part in text.split("."):
        digits = part[:len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        found.append(int(digits))
    return tuple(found)


def _sqlite() -> Line:
    with_search = any(row[0] == "ENABLE_FTS5" for row in sqlite3.connect(":memory:").execute("PRAGMA compile_options"))
    if sqlite3.sqlite_version_info < SQLITE or not with_search:
        return fail("sqlite", f"phiên bản {sqlite3.sqlite_version}, FTS5: {'có' if with_search else 'không'}",
                    f"dùng Python có SQLite từ {_dots(SQLITE)} và có FTS5")
    return ok("sqlite", f"phiên bản {sqlite3.sqlite_version}")


def _needed(package: str, setting: str) -> Line:
    found = _installed(package)
    if not found:
        return fail(package, f"chưa cài, mà {setting} cần đến", "pip install 'phusong[server]'")
    return ok(package, f"phiên bản {found}")


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _dots(parts: tuple[int, ...]) -> str:
    return ".".join(map(str, parts))


