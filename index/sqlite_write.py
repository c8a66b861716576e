"""Putting articles into the SQLite index and taking them out, in the caller's transaction."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from domain.errors import StoreError
from index.analysis import tokens
from index.sqlite_row import Row, pack, parts, unpack
from index.sqlite_schema import DAY_BITS, day_end, day_start

FTS = "INSERT INTO ix_fts (rowid, title, lead, body, tags) VALUES (?, ?, ?, ?, ?)"
FTS_OUT = "INSERT INTO ix_fts (ix_fts, rowid, title, lead, body, tags) VALUES ('delete', ?, ?, ?, ?, ?)"
DOC = "INSERT INTO ix_doc VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


# Wiping what is freed took 15 % of the writing, for texts that are public anyway; a checkpoint after every 4 MB, 20 %.
PRAGMAS = ("secure_delete = OFF", "wal_autocheckpoint = 8000")


CELLS = """
INSERT INTO ix_cell
SELECT d.week, u.unit, a.area, :sign * sum(u.roles & 1), :sign * sum(u.roles >> 1 & 1), :sign * count(*),
    :sign * sum(d.repost * (u.roles & 1)), :sign * sum(d.repost * (u.roles >> 1 & 1)), :sign * sum(d.repost)
FROM ix_doc d JOIN ix_unit u USING (rid) JOIN ix_area a USING (rid)
WHERE d.rid IN (SELECT value FROM json_each(:rids)) AND d.week <> '' AND a.counts AND u.roles & 3
GROUP BY 1, 2, 3
ON CONFLICT DO UPDATE SET publisher = publisher + excluded.publisher, actor = actor + excluded.actor,
    either = either + excluded.either, publisher_reposts = publisher_reposts + excluded.publisher_reposts,
    actor_reposts = actor_reposts + excluded.actor_reposts, either_reposts = either_reposts + excluded.either_reposts
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


def write(connection: Connection, rows: Iterable[Row]) -> int:
    """Show these rows unless a newer revision or the very same is shown; returns how many were written."""
    wanted: dict[str, Row] = {}
    for row in rows:
        if row.id not in wanted or row.revision >= wanted[row.id].revision:
            wanted[row.id] = row
    before = shown(connection, list(wanted))
    fresh: list[Fresh] = []
    for row in wanted.values():
        stored, old = row.stored(), before.get(row.id)
        digest = row.digest(stored)
        if old is None or (row.revision >= old.revision and (row.revision, digest) != (old.revision, old.digest)):
            fresh.append(Fresh(row, stored, digest))
    erase(connection, [before[one.row.id] for one in fresh if one.row.id in before])
    numbers = _numbers(connection, [one.row.id for one in fresh])
    if fresh:
        _insert(connection, _placed(connection, fresh, before, numbers), numbers)
    return len(fresh)


def shown(connection: Connection, ids: Sequence[str]) -> dict[str, Shown]:
    """Which of these articles the index shows, and as what."""
    sql = (
        "SELECT d.id, d.rid, d.revision, t.digest FROM ix_doc d JOIN ix_text t USING (rid)"
        " WHERE d.id IN (SELECT value FROM json_each(?))"
    )
    return {row.id: Shown(*row) for row in connection.exec_driver_sql(sql, (json.dumps(ids),))}


def erase(connection: Connection, old: list[Shown]) -> None:
    """Take these out, with exactly the tokens that were put in: FTS5 keeps what it is not told to forget."""
    if not old:
        return
    rids = json.dumps([one.rid for one in old])
    these = "rid IN (SELECT value FROM json_each(?))"
    texts = connection.exec_driver_sql(f"SELECT rid, text FROM ix_text WHERE {these} ORDER BY rid", (rids,)).all()
    connection.exec_driver_sql(FTS_OUT, [(rid, *unpack(text).columns()) for rid, text in texts])
    connection.exec_driver_sql(CELLS, {"sign": -1, "rids": rids})
    sections = [
        (section, rid) for rid, text in texts for section in json.loads(unpack(text).sections)]
    _many(connection, "DELETE FROM ix_section WHERE source = (SELECT source FROM ix_doc WHERE rid = ?2)"
                      " AND section = ?1 AND rid = ?2", sections)
    for table in ("ix_doc", "ix_text", "ix_area", "ix_unit"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {these}", (rids,))


def _numbers(connection: Connection, ids: list[str]) -> dict[str, int]:
    """The sequence number of each article, given at first sight and never again."""
    if ids:
        connection.exec_driver_sql("INSERT OR IGNORE INTO ix_seq (id) VALUES (?)", [(one,) for one in ids])
    sql = "SELECT id, seq FROM ix_seq WHERE id IN (SELECT value FROM json_each(?))"
    return {row.id: row.seq for row in connection.exec_driver_sql(sql, (json.dumps(ids),))}


def _placed(
    connection: Connection, fresh: list[Fresh], before: dict[str, Shown], numbers: dict[str, int]
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
            rid = last[day] = 1 + (last[day] if day in last else _last(connection, day, before))
            if rid > day_end(day):
                raise StoreError(f"Quá {1 << DAY_BITS} bài trong một ngày ({day:%d/%m/%Y})")
        placed.append((rid, one))
    return sorted(placed, key=lambda pair: pair[0])


def _last(connection: Connection, day: date, before: dict[str, Shown]) -> int:
    """The highest row id of a day that is taken, or was until this write."""
    start, end = day_start(day), day_end(day)
    top = connection.exec_driver_sql("SELECT max(rid) FROM ix_doc WHERE rid BETWEEN ? AND ?", (start, end)).scalar()
    return max([start - 1 if top is None else top, *(one.rid for one in before.values() if start <= one.rid <= end)])


def _insert(connection: Connection, placed: list[tuple[int, Fresh]], numbers: dict[str, int]) -> None:
    met: set[str] = set()
    connection.exec_driver_sql(FTS, [(rid, *parts(one.stored).columns(met)) for rid, one in placed])
    connection.exec_driver_sql(
        "INSERT INTO ix_text VALUES (?, ?, ?)", [(rid, one.digest, pack(one.stored)) for rid, one in placed])
    connection.exec_driver_sql(DOC, [_doc(rid, one.row, numbers[one.row.id]) for rid, one in placed])
    rows = [(rid, one.row) for rid, one in placed]
    words = {token[:2] for stretch in met for token in tokens(stretch)}
    _many(connection, "INSERT OR IGNORE INTO ix_word VALUES (?, ?)", sorted(words))
    _many(connection, "INSERT INTO ix_area VALUES (?, ?, ?, ?)", [
        (rid, area.area, area.level.value, int(area.counts)) for rid, row in rows for area in row.areas])
    _many(connection, "INSERT INTO ix_unit VALUES (?, ?, ?)", [
        (rid, unit, bits) for rid, row in rows for unit, bits in row.units.items()])
    _many(connection, "INSERT INTO ix_section VALUES (?, ?, ?)", [
        (row.source, section, rid) for rid, row in rows for section in row.sections])
    connection.exec_driver_sql(CELLS, {"sign": 1, "rids": json.dumps([rid for rid, _ in placed])})


def _many(connection: Connection, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(sql, rows)


def _doc(rid: int, row: Row, seq: int) -> tuple[object, ...]:
    areas = [area.area for area in row.areas if area.counts]
    return (
        rid, row.source, row.kind, row.format, row.week, row.month, ",".join(areas), json.dumps(row.units), len(areas),
        int(row.original is not None), row.at, row.last, row.id, seq, row.revision,
    )
