"""One migrated ledger for everything that a test session opens: migrating takes 60 ms, copying what it made 2."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from store import engine as module

_upgrade: Callable[[Engine], None] = module._upgrade


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
