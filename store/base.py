"""What every part of the ledger stands on: an engine, and transactions that can be shared."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, Executable, RowMapping, Table, text
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from domain.errors import LedgerLost
from store.engine import connected, told

T = TypeVar("T")
TIMES: Final = 3
# A holder that says nothing for a minute (a stopped process) is thrown out, or every other writer would wait for it.
IN_ORDER: Final = text(
    "SELECT pg_advisory_xact_lock(1885893999), set_config('idle_in_transaction_session_timeout', '60s', true)"
)


class Base:
    """Methods take a `connection` where they may join a transaction that is already open."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def begin(self, connection: Connection | None = None) -> Iterator[Connection]:
        """A writing transaction, or the one that is given. Raises LedgerBusy, LedgerLost, StoreError."""
        if connection is not None:
            yield connection
            return
        with told(), connected(self.engine) as opened, opened.begin():
            yield opened

    @contextmanager
    def reading(self, connection: Connection | None = None) -> Iterator[Connection]:
        """A reading transaction (one consistent view, no lock that a writer waits for), or the one that is given."""
        if connection is not None:
            yield connection
            return
        with told(), connected(self.engine, reads=True) as opened:
            yield opened

    def attempt(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction; again where the server undid it before its end. Raises as `begin` does.

        A connection lost while it was being committed is told: nobody knows whether the rows are there.
        """
        for last in (False,) * (TIMES - 1) + (True,):
            inside = True
            try:
                with self.begin() as connection:
                    result = work(connection)
                    inside = False
                return result
            except LedgerLost:
                if last or not inside:
                    raise
        raise AssertionError("the last time returns or raises")

    def in_order(self, connection: Connection) -> None:
        """From here to the end of the transaction no other writes numbered rows: their ids come in commit order.

        SQLite has one writer at a time anyway.
        """
        if self.engine.dialect.name != "sqlite":
            transaction = connection.get_transaction()
            if connection.info.get("in order") is not transaction:
                connection.execute(IN_ORDER)
                connection.info["in order"] = transaction

    @staticmethod
    def did(connection: Connection, statement: Executable) -> bool:
        """Run a statement that changes one row or none. Returns whether it did."""
        result = connection.execute(statement, execution_options={"preserve_rowcount": True})
        return result.rowcount == 1

    def insert(self, table: Table) -> SqliteInsert:
        """An insert with `on_conflict_…`: both dialects have the same, SQLAlchemy gives them no common type."""
        if self.engine.dialect.name == "sqlite":
            return sqlite_insert(table)
        from sqlalchemy.dialects.postgresql import insert as postgres_insert  # 0.1 s that a ledger in a file saves

        make: Any = postgres_insert
        return make(table)  # type: ignore[no-any-return]


def plain(record: Any, /, **changed: Any) -> dict[str, Any]:
    """A frozen record as column values, without its id."""
    return {k: v for k, v in {**vars(record), **changed}.items() if k != "id"}


def build(kind: type[T], row: RowMapping, /, **changed: Any) -> T:
    """A frozen record from a row; columns that the record does not have are left out."""
    names = kind.__dataclass_fields__  # type: ignore[attr-defined]
    return kind(**{k: v for k, v in {**row, **changed}.items() if k in names})
