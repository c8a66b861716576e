"""Making the SQLite index anew beside the old one, in the same file, while others read and write.

Three sorts of tables stand in the file meanwhile: the live ones (`ix_…`), those being made (`ix7_…`, the number is in
ix_meta under `making`), and `ix_touched`, the articles that were put or removed since the making began. Whoever writes
writes to both sets; the maker leaves alone whatever was touched, so nothing must be caught up at the end. The swap only
renames. A killed maker leaves the live tables as they are; the next one clears what it left.

The file needs room for a second index until the old one is dropped, and keeps that room for later writing. Articles
that come from one long query keep the write-ahead log from being emptied: it grows as much again. So they come by page.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from time import monotonic

from sqlalchemy import Connection

from domain.errors import StoreError
from index.row import Row
from index.sqlite_schema import LIVE, NAMES, VERSIONS, Tables, check, make, meta, versions
from index.sqlite_write import Writer, begin
from store.ledger import Ledger

PATIENCE = 2000  # transactions of others without one of the maker, who commits every second: it is taken for dead
TOUCHED = "CREATE TABLE IF NOT EXISTS ix_touched (id TEXT PRIMARY KEY) WITHOUT ROWID"
TAKEN_OVER = "Một lần lập lại chỉ mục khác đã bắt đầu; lần này dừng lại, chỉ mục cũ vẫn dùng được"
LEFT = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'ix[0-9]*' ORDER BY sql NOT LIKE '%VIRTUAL%'"
ROWID = "SELECT 1 FROM sqlite_master WHERE name = ? AND sql NOT LIKE '%WITHOUT ROWID%' AND sql NOT LIKE '%VIRTUAL%'"
TURN = 1.0  # seconds for which a making keeps others from writing, as near as its last transaction tells
LEAST, MOST = 50, 2000  # articles a transaction
PIECE = 4000  # rows of a dropped table a transaction: 16 MB of the largest
HEADS = 10  # the first rows of a full-text table's data, without which it cannot even be dropped
BEAT = "REPLACE INTO ix_meta SELECT 'beat', value FROM ix_meta WHERE key = 'generation'"


@dataclass(frozen=True)
class Making:
    """One making of the index; it ends by itself when a later one has begun."""

    ledger: Ledger
    number: int

    @property
    def tables(self) -> Tables:
        """The set that is being made."""
        return Tables(f"ix{self.number}_")

    def fill(self, rows: Iterable[Row]) -> int:
        """Write these articles in transactions of about a second; returns how many were written."""
        source, size, written = iter(rows), LEAST, 0
        while some := list(islice(source, size)):
            started = monotonic()
            written += self.add(some)
            size = max(LEAST, min(MOST, 2 * size, int(size * TURN / (monotonic() - started + 1e-6))))
        return written

    def add(self, rows: Sequence[Row]) -> int:
        """Write some articles, unless they were touched meanwhile, in a transaction of their own."""
        with self._turn() as connection:
            sql = "SELECT id FROM ix_touched WHERE id IN (SELECT value FROM json_each(?))"
            touched = set(connection.exec_driver_sql(sql, (_list(row.id for row in rows),)).scalars())
            return Writer(self.ledger, connection, self.tables).write(row for row in rows if row.id not in touched)

    def swap(self) -> None:
        """Show what was made: a short transaction, then the old tables go one by one."""
        with self._turn() as connection:
            old = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
            for name in NAMES:
                if name in old:
                    connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {self.tables.prefix}old_{name}")
                connection.exec_driver_sql(f"ALTER TABLE {self.tables.sql(name)} RENAME TO {name}")
            connection.exec_driver_sql("REPLACE INTO ix_meta VALUES (?, ?)", [*VERSIONS.items(), ("making", 0)])
            connection.exec_driver_sql("DROP TABLE ix_touched")
        clear(self.ledger)

    @contextmanager
    def _turn(self) -> Iterator[Connection]:
        with self.ledger.begin() as connection:
            begin(connection)
            if meta(connection, "making") != self.number:
                raise StoreError(TAKEN_OVER)
            connection.exec_driver_sql(BEAT)
            yield connection


def start(ledger: Ledger) -> Making:
    """Begin to make the index anew, clearing what an earlier attempt left; a making under way stops."""
    with ledger.begin() as connection:
        begin(connection)
        number = 1 + max(meta(connection, "made"), meta(connection, "making"))
        for statement in ("DROP TABLE IF EXISTS ix_touched", TOUCHED):
            connection.exec_driver_sql(statement)
        numbers = [("made", number), ("making", number), ("beat", meta(connection, "generation")),
                   *((f"making {key}", value) for key, value in VERSIONS.items())]
        connection.exec_driver_sql("REPLACE INTO ix_meta VALUES (?, ?)", numbers)
        make(connection, Tables(f"ix{number}_"))
    clear(ledger, but=f"ix{number}_")
    return Making(ledger, number)


def clear(ledger: Ledger, but: str = "") -> None:
    """Drop tables that nobody asks any more, large ones piece by piece: others write in between."""
    while True:
        with ledger.begin() as connection:
            begin(connection)  # with its pragmas: what is dropped need not be wiped
            left = [row for row in connection.exec_driver_sql(LEFT) if not but or not row.name.startswith(but)]
            if not left:
                return
            if not _emptied(connection, left[0].name):
                continue
            connection.exec_driver_sql(f"DROP TABLE {left[0].name}")


def _emptied(connection: Connection, table: str) -> bool:
    """Whether no large piece of the table is left; otherwise the first one is taken away."""
    for name in (f"{table}_data", f"{table}_docsize", table):  # a full-text table keeps its rows in tables of its own
        kept = connection.exec_driver_sql(ROWID, (name,)).first()
        if kept is not None:
            some = f"FROM {name} WHERE rowid > {HEADS}"
            nth = connection.exec_driver_sql(f"SELECT rowid {some} ORDER BY rowid LIMIT 1 OFFSET {PIECE}").scalar()
            if nth is not None:
                connection.exec_driver_sql(f"DELETE {some} AND rowid < ?", (nth,))
                return False
    return True


def beside(connection: Connection) -> Tables | None:
    """The tables that are being made by this program's rules, which every write must reach too."""
    number = meta(connection, "making")
    if not number or any(meta(connection, f"making {key}") != value for key, value in VERSIONS.items()):
        return None
    if meta(connection, "generation") - meta(connection, "beat") > PATIENCE:
        connection.exec_driver_sql("UPDATE ix_meta SET value = 0 WHERE key = 'making'")
        return None
    return Tables(f"ix{number}_")


def put(ledger: Ledger, connection: Connection, rows: Sequence[Row]) -> int:
    """Write to every set of tables; returns how many the live one gained. Raises StoreError, see `sets`."""
    live, making = sets(connection)
    written = Writer(ledger, connection, live).write(rows) if live else 0
    if making:
        now = Writer(ledger, connection, live).shown([row.id for row in rows]) if live else {}
        newest = [row for row in rows if row.id not in now or row.revision >= now[row.id].revision]
        _touch(connection, [row.id for row in newest])  # nothing older may come after it
        gained = Writer(ledger, connection, making).write(newest)
        written = written if live else gained
    return written


def remove(ledger: Ledger, connection: Connection, ids: Sequence[str]) -> int:
    """Remove from every set of tables; returns how many were shown."""
    live, making = sets(connection)
    removed = 0
    for tables in filter(None, (making, live)):
        writer = Writer(ledger, connection, tables)
        there = sorted(writer.shown(ids).values(), key=lambda one: one.rid)
        writer.erase(there)
        removed = len(there)
    if making:
        _touch(connection, ids)
    return removed


def sets(connection: Connection) -> tuple[Tables | None, Tables | None]:
    """The live tables, if they are of this program's rules, and those being made. Raises StoreError without either."""
    begin(connection)
    making = beside(connection)
    if making is None:
        check(connection)
    return (LIVE if versions(connection) == VERSIONS else None), making


def _touch(connection: Connection, ids: Iterable[str]) -> None:
    if rows := [(one,) for one in ids]:
        connection.exec_driver_sql("INSERT OR IGNORE INTO ix_touched VALUES (?)", rows)


def _list(values: Iterable[str]) -> str:
    return json.dumps(list(values))
