"""What every part of the ledger stands on: an engine, and transactions that can be shared."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, RowMapping

from store.engine import told

T = TypeVar("T")


class Base:
    """Methods take a `connection` where they may join a transaction that is already open."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def begin(self, connection: Connection | None = None) -> Iterator[Connection]:
        """A writing transaction, or the one that is given. Raises LedgerBusy, StoreError."""
        if connection is not None:
            yield connection
            return
        with told(), self.engine.begin() as opened:
            yield opened

    @contextmanager
    def reading(self, connection: Connection | None = None) -> Iterator[Connection]:
        """A reading transaction (one consistent view, no lock that a writer waits for), or the one that is given."""
        if connection is not None:
            yield connection
            return
        with told(), self.engine.connect().execution_options(reads=True) as opened:
            yield opened


def plain(record: Any, /, **changed: Any) -> dict[str, Any]:
    """A frozen record as column values, without its id."""
    return {k: v for k, v in {**vars(record), **changed}.items() if k != "id"}


def build(kind: type[T], row: RowMapping, /, **changed: Any) -> T:
    """A frozen record from a row; columns that the record does not have are left out."""
    names = kind.__dataclass_fields__  # type: ignore[attr-defined]
    return kind(**{k: v for k, v in {**row, **changed}.items() if k in names})
