"""Whole copies of a ledger: an SQLite file while others write to it, and every row from one database to another."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Table, func, insert, select, text

from domain.errors import StoreError
from store.engine import connected, told
from store.figures import TABLES
from store.ledger import Ledger
from store.tables import metadata
from store.tables_shared import lease

SOME: Final = 1000  # rows in one round trip
LEFT_OUT: Final = frozenset({lease.name})  # who holds what is true of running processes only


def copy_file(source: Path, target: Path) -> dict[str, int]:
    """A consistent copy of an SQLite ledger while others write to it. Returns its rows. Raises StoreError."""
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as held:
            with closing(sqlite3.connect(target)) as made:
                held.backup(made, pages=-1)  # one step: page by page it would begin again with every write
                made.execute("PRAGMA journal_mode=DELETE")
                [(said,)] = made.execute("PRAGMA quick_check(1)").fetchall()
                counts = {one.name: made.execute(f'SELECT count(*) FROM "{one.name}"').fetchone()[0] for one in TABLES}
    except sqlite3.Error as error:
        raise StoreError(f"Không chép được sổ cái {source}: {error}") from error
    if said != "ok":
        raise StoreError(f"Bản chép của sổ cái {source} bị hỏng ({said}): khôi phục từ bản sao lưu trước")
    with target.open("rb") as file:
        os.fsync(file.fileno())
    return counts


def move_rows(
    source: Ledger, target: Ledger, say: Callable[[str, int], None] | None = None
) -> dict[str, tuple[int, int]]:
    """Every row of `source` into an empty `target`, in one transaction. Returns table -> (there, here).

    Raises StoreError where the target holds anything or the counts differ; then nothing of it is kept.
    """
    tables = [one for one in metadata.sorted_tables if one.name not in LEFT_OUT]
    counts: dict[str, tuple[int, int]] = {}
    with told(), connected(source.engine, reads=True) as reading, target.begin() as writing:
        if writing.dialect.name != "sqlite":
            writing.execute(text("SET LOCAL statement_timeout = 0"))
        for table in tables:
            if _count(writing, table):
                raise StoreError(f"Sổ cái đích không trống (bảng {table.name}): hãy dùng một cơ sở dữ liệu mới")
        for table in tables:
            _move(reading, writing, table)
            counts[table.name] = (_count(reading, table), _count(writing, table))
            if say:
                say(table.name, counts[table.name][1])
        wrong = [name for name, (there, here) in counts.items() if there != here]
        if wrong:
            raise StoreError(f"Số dòng không khớp ở {', '.join(wrong)}: chưa chuyển gì cả")
    return counts


def _move(reading: Connection, writing: Connection, table: Table) -> None:
    keys = list(table.primary_key.columns)
    rows = reading.execution_options(yield_per=SOME).execute(select(table).order_by(*keys)).mappings()
    for part in rows.partitions(SOME):
        writing.execute(insert(table), [dict(row) for row in part])
    numbered = [one for one in keys if one.autoincrement is True]
    if numbered and writing.dialect.name == "postgresql":
        key = numbered[0]
        sequence = func.pg_get_serial_sequence(f'"{table.name}"', key.name)
        writing.execute(select(func.setval(sequence, func.max(key))).having(func.max(key).is_not(None)))


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
