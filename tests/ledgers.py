"""One migrated ledger for everything that a test session opens: migrating takes 60 ms, copying what it made 2.

And every statement compiled once in a session, not once for each ledger.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine.interfaces import CompiledCacheType, Dialect

from store import engine as module

_upgrade: Callable[[Engine], None] = module._upgrade
_prepare: Callable[[Any, Any], None] = module._prepare
_statements: CompiledCacheType = {}
_dialects: dict[str, Dialect] = {}


def copied(engine: Engine) -> None:
    """The newest schema: in a file without any, that of the session's own migrated ledger."""
    with closing(engine.raw_connection()) as held:
        file = held.driver_connection
        if isinstance(file, sqlite3.Connection) and not file.execute("SELECT 1 FROM sqlite_master").fetchone():
            _migrated().backup(file)
            return
    _upgrade(engine)


@cache
def _migrated() -> sqlite3.Connection:
    """What the migrations make of an empty file, in memory."""
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    with TemporaryDirectory() as folder:
        engine = module.open_engine(f"sqlite:///{Path(folder) / 'phusong.db'}")
        _upgrade(engine)
        with closing(engine.raw_connection()) as made:
            made.driver_connection.backup(kept)  # type: ignore[union-attr]
        engine.dispose()
    return kept


def alike(url: str, **given: Any) -> Engine:
    """An engine that finds every statement as another one of the session has compiled it."""
    made = create_engine(url, **given, execution_options={"compiled_cache": _statements})
    made.dialect = _dialects.setdefault(made.dialect.name, made.dialect)  # statements are kept by dialect
    return made


def unsynced(connection: Any, record: Any) -> None:
    """The engine's own preparation, and no wait for the disk: 30 ms a ledger; a killed process loses nothing by it."""
    connection.execute("PRAGMA synchronous=OFF")  # the change to WAL would wait too
    _prepare(connection, record)
    connection.execute("PRAGMA synchronous=OFF")
