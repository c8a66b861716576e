"""Putting articles into one set of the SQLite index's tables and taking them out, in the caller's transaction."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, CursorResult

from domain.article import Zone
from domain.errors import StoreError
from index.analysis import tokens
from index.row import Row
from index.sqlite_schema import CELL_COUNTS, DAY_BITS, LIVE, Tables, day_end, day_start
from index.sqlite_stored import pack, parts, unpack
from store.ledger import Ledger

FTS = "INSERT INTO ix_fts (rowid, title, lead, body, tags) VALUES (?, ?, ?, ?, ?)"
FTS_OUT = "INSERT INTO ix_fts (ix_fts, rowid, title, lead, body, tags) VALUES ('delete', ?, ?, ?, ?, ?)"
DOC = "INSERT INTO ix_doc VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # in the order of the columns


# Wiping what is freed took 15 % of the writing, for texts that are public anyway; a checkpoint after every 4 MB, 20 %.
PRAGMAS = ("secure_delete = OFF", "wal_autocheckpoint = 8000")


CELLS = f"""
INSERT INTO ix_cell
SELECT d.week, u.unit, a.area, {", ".join(f":sign * sum({one})" for one in CELL_COUNTS.values())}
FROM ix_doc d JOIN ix_unit u USING (rid) JOIN ix_area a USING (rid)
WHERE d.rid IN (SELECT value FROM json_each(:rids)) AND d.week <> '' AND a.counts AND u.roles & 3
GROUP BY 1, 2, 3
ON CONFLICT DO UPDATE SET {", ".join(f"{count} = {count} + excluded.{count}" for count in CELL_COUNTS)}
"""


@dataclass(frozen=True)
class Shown:
    """What the index shows of an article now."""

    id: str
    rid: int
    revision: int
    digest: bytes


class Fresh(NamedTuple):
    """A row that will be written, as it is stored."""

    row: Row
    stored: str
    digest: bytes


def begin(connection: Connection) -> None:
    """The first statement of a write: it takes the lock and tells every cache that counts may have changed."""
    for pragma in PRAGMAS:
        connection.exec_driver_sql(f"PRAGMA {pragma}")
    connection.exec_driver_sql("UPDATE ix_meta SET value = value + 1 WHERE key = 'generation'")


@dataclass(frozen=True)
class Writer:
    """Writes one set of tables in one transaction; the ledger numbers the articles, for every index alike."""

    ledger: Ledger
    connection: Connection
    tables: Tables = LIVE

    def write(self, items: Iterable[Row]) -> int:
        """Show these rows unless a newer revision or the very same is shown; returns how many were written."""
        wanted: dict[str, Row] = {}
        for row in items:
            if row.id not in wanted or row.revision >= wanted[row.id].revision:
                wanted[row.id] = row
        before = self.shown(list(wanted))
        fresh: list[Fresh] = []
        for row in wanted.values():
            stored, old = row.stored(), before.get(row.id)
            digest = row.digest(stored)
            if old is None or (row.revision >= old.revision and (row.revision, digest) != (old.revision, old.digest)):
                fresh.append(Fresh(row, stored, digest))
        self.erase([before[one.row.id] for one in fresh if one.row.id in before])
        if fresh:
            numbers = self.ledger.numbers([one.row.id for one in fresh], self.connection)
            self._insert(self._placed(fresh, before, numbers), numbers)
        return len(fresh)

    def shown(self, ids: Sequence[str]) -> dict[str, Shown]:
        """Which of these articles the tables have, and as what."""
        sql = (
            "SELECT d.id, d.rid, d.revision, t.digest FROM ix_doc d JOIN ix_text t USING (rid)"
            " WHERE d.id IN (SELECT value FROM json_each(?))"
        )
        return {row.id: Shown(*row) for row in self._run(sql, (json.dumps(ids),))}

    def erase(self, old: Sequence[Shown]) -> None:
        """Take these out, with exactly the tokens that were put in: FTS5 keeps what it is not told to forget."""
        if not old:
            return
        rids = json.dumps([one.rid for one in old])
        these = "rid IN (SELECT value FROM json_each(?))"
        texts = self._run(f"SELECT rid, text FROM ix_text WHERE {these} ORDER BY rid", (rids,)).all()
        self._run(FTS_OUT, [(rid, *unpack(text).columns()) for rid, text in texts])
        self._run(CELLS, {"sign": -1, "rids": rids})
        sections = [(section, rid) for rid, text in texts for section in json.loads(unpack(text).sections)]
        self._many("DELETE FROM ix_section WHERE source = (SELECT source FROM ix_doc WHERE rid = ?2)"
                   " AND section = ?1 AND rid = ?2", sections)
        for table in ("ix_doc", "ix_text", "ix_area", "ix_unit"):
            self._run(f"DELETE FROM {table} WHERE {these}", (rids,))

    def _placed(
        self, fresh: list[Fresh], before: dict[str, Shown], numbers: dict[str, int]
    ) -> list[tuple[int, Fresh]]:
        """Each row with its row id, in their order: FTS5 writes a new segment whenever row ids go backwards."""
        last: dict[date, int] = {}
        placed = []
        for one in fresh:
            day, old = one.row.day, before.get(one.row.id)
            if day is None:
                rid = -numbers[one.row.id]
            elif old is not None and day_start(day) <= old.rid <= day_end(day):
                rid = old.rid
            else:
                rid = last[day] = 1 + (last[day] if day in last else self._last(day, before))
                if rid > day_end(day):
                    raise StoreError(f"Quá {1 << DAY_BITS} bài trong một ngày ({day:%d/%m/%Y})")
            placed.append((rid, one))
        return sorted(placed, key=lambda pair: pair[0])

    def _last(self, day: date, before: dict[str, Shown]) -> int:
        """The highest row id of a day that is taken, or was until this write."""
        start, end = day_start(day), day_end(day)
        top = self._run("SELECT max(rid) FROM ix_doc WHERE rid BETWEEN ? AND ?", (start, end)).scalar()
        known = (one.rid for one in before.values() if start <= one.rid <= end)
        return max([start - 1 if top is None else top, *known])

    def _insert(self, placed: list[tuple[int, Fresh]], numbers: dict[str, int]) -> None:
        met: set[str] = set()
        self._run(FTS, [(rid, *parts(one.stored).columns(met)) for rid, one in placed])
        self._run("INSERT INTO ix_text VALUES (?, ?, ?)", [(rid, one.digest, pack(one.stored)) for rid, one in placed])
        rows = [(rid, one.row) for rid, one in placed]
        labels = self._labels({text for _, row in rows for text in (row.who, row.what)})
        self._run(DOC, [_doc(rid, row, labels, numbers[row.id]) for rid, row in rows])
        words = {token[:2] for stretch in met for token in tokens(stretch)}
        self._many("INSERT OR IGNORE INTO ix_word VALUES (?, ?)", sorted(words))
        self._many("INSERT INTO ix_area VALUES (?, ?, ?, ?, ?)", [
            (rid, area.area, area.level.value, int(area.counts), int(area.zone is Zone.REVIEW))
            for rid, row in rows for area in row.areas])
        self._many("INSERT INTO ix_unit VALUES (?, ?, ?)", [
            (rid, unit, bits) for rid, row in rows for unit, bits in row.units.items()])
        self._many("INSERT INTO ix_section VALUES (?, ?, ?)", [
            (row.source, section, rid) for rid, row in rows for section in row.sections])
        self._run(CELLS, {"sign": 1, "rids": json.dumps([rid for rid, _ in placed])})

    def _labels(self, texts: set[str]) -> dict[str, int]:
        """The number of each combination of labels, given when it is first met."""
        self._many("INSERT OR IGNORE INTO ix_label (text) VALUES (?)", sorted((text,) for text in texts))
        sql = "SELECT text, label FROM ix_label WHERE text IN (SELECT value FROM json_each(?))"
        return {row.text: row.label for row in self._run(sql, (json.dumps(sorted(texts)),))}

    def _many(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            self._run(sql, rows)

    def _run(self, sql: str, given: Any) -> CursorResult[Any]:
        return self.connection.exec_driver_sql(self.tables.sql(sql), given)


def _doc(rid: int, row: Row, labels: dict[str, int], seq: int) -> tuple[object, ...]:
    return (
        rid, labels[row.who], labels[row.what], row.week, row.month, row.source, row.kind, row.format,
        len(row.counted), int(row.repost), int(row.in_review), row.at, row.last, row.seen.toordinal(), row.id, seq,
        row.revision,
    )
