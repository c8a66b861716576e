"""Opening the ledger's database and bringing it to the newest schema."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain.errors import LedgerBusy, StoreError
from store import postgres
from store.jsontext import to_json

WAIT_MS = 30_000  # two writers of 100-row transactions waited at most 1.5 s (measured); 30 s is a stuck process
AWAY = 30.0  # seconds: a PostgreSQL that restarts is back after one to five
MIGRATIONS: Final = Path(__file__).resolve().parent / "migrations"


def open_engine(url: str, password: str = "") -> Engine:
    """An engine whose every transaction takes SQLite's write lock at its start, so that none fails half-way."""
    if not url.startswith("sqlite"):
        return postgres.open_engine(url, password, WAIT_MS)
    engine = create_engine(url, json_serializer=to_json)
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
def connected(engine: Engine, reads: bool = False) -> Iterator[Connection]:
    """A connection; a server that is away for a moment is waited for. `reads`: one consistent view."""
    until = time.monotonic() + AWAY
    while True:
        try:
            opened = engine.connect()
            break
        except OperationalError as error:
            if engine.dialect.name == "sqlite" or not postgres.away(error) or time.monotonic() > until:
                raise
            time.sleep(0.2)
    options: dict[str, Any] = {"reads": True} if reads else {}
    if reads and engine.dialect.name != "sqlite":
        options["isolation_level"] = "REPEATABLE READ"
    with opened.execution_options(**options):
        yield opened


@contextmanager
def told() -> Iterator[None]:
    """Database errors as ours. Raises LedgerBusy, LedgerLost, StoreError."""
    try:
        yield
    except PoolTimeout as error:
        raise LedgerBusy("Mọi kết nối tới sổ cái đều đang bận quá 30 giây; thử lại sau") from error
    except DBAPIError as error:
        ours = postgres.ours(error) if postgres.is_postgres(error) else _ours(error)
        if ours is None:
            raise  # our own mistake, not the ledger's
        raise ours from error


def _ours(error: DBAPIError) -> StoreError | None:
    text = str(error.orig)
    if isinstance(error, IntegrityError | ProgrammingError):
        return None
    if "locked" in text or "busy" in text:
        return LedgerBusy("Sổ cái đang bị một tiến trình khác giữ quá 30 giây; thử lại sau")
    return StoreError(f"Không đọc ghi được sổ cái: {text}")


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest version; a no-op when it is there. Raises StoreError."""
    with told(), engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            postgres.check(connection)
        current = version_of(connection)
    if current == head():
        return
    if current > head():
        raise StoreError(f"Sổ cái ở phiên bản {current}, mới hơn chương trình ({head()}): hãy cập nhật chương trình")
    _upgrade(engine)


def version_of(connection: Connection) -> str:
    """The schema version of an open ledger; "" for one without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def head() -> str:
    """The newest migration, by its file name: importing Alembic costs 0.2 s that most commands need not pay."""
    return max(path.stem for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with told(), engine.begin() as connection:
        if engine.dialect.name != "sqlite":
            postgres.alone(connection)
            if version_of(connection) == head():
                return  # another worker started at the same time
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
