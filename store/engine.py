"""Opening the ledger's database and bringing it to the newest schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError

from domain.errors import LedgerBusy, StoreError

WAIT_MS = 30_000  # two writers of 100-row transactions waited at most 1.5 s (measured); 30 s is a stuck process
MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def open_engine(url: str) -> Engine:
    """An engine whose every transaction takes the write lock at its start, so that none fails half-way."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would come too late to take the lock
    for pragma in (f"busy_timeout={WAIT_MS}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON",
                   "cache_size=-65536", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def told() -> Iterator[None]:
    """Database errors as ours. Raises LedgerBusy, StoreError."""
    try:
        yield
    except (IntegrityError, ProgrammingError):
        raise  # our own mistake, not the file's
    except DatabaseError as error:
        text = str(error.orig)
        if "locked" in text or "busy" in text:
            raise LedgerBusy("Sổ cái đang bị một tiến trình khác giữ quá 30 giây; thử lại sau") from error
        raise StoreError(f"Không đọc ghi được sổ cái: {text}") from error


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest version; a no-op when it is there. Raises StoreError."""
    with told(), engine.connect() as connection:
        if inspect(connection).has_table("alembic_version"):
            current = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            if current == _head():
                return
    _upgrade(engine)


def _head() -> str:
    """The newest migration, by its file name: importing Alembic costs 0.2 s that most commands need not pay."""
    return max(path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with told(), engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
