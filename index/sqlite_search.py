"""Questions to the SQLite index about articles: totals, and pages by date or by relevance."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice, takewhile
from operator import itemgetter

from sqlalchemy import Connection

from domain.errors import QueryError
from index.cursor import EXPIRED, Cursor, read_cursor
from index.questions import SearchAnswer, SearchQuestion, Sort
from index.row import ALL_TAG
from index.sqlite_hits import hits
from index.sqlite_match import Compiler, Matching
from index.sqlite_rows import rows
from index.sqlite_schema import DAY_BITS, bucket, meta
from index.tree import Node, Words, folded, leaves

WEIGHTS = "8.0, 3.0, 1.0, 0.0"  # title, lead, body, filters: proposal
MOST_RANKED = 5000  # bm25 of 83,000 matches took 125 ms, of 5,000 it takes 10; beyond, the newest 5,000 are weighed
FROM = "FROM ix_fts f CROSS JOIN ix_doc d ON d.rid = f.rowid"


@dataclass(frozen=True)
class Asked:
    """A question's tree as it is run, and its translation."""

    node: Node
    matching: Matching
    folded: bool
    total: int
    rids: tuple[int, ...] | None = None  # all of them, newest day first, where counting had to walk anyway


class Counts:
    """Totals of recent questions, of no use any more as soon as anything is written by any process."""

    def __init__(self, most: int = 256) -> None:
        self.most = most
        self.known: dict[tuple[int, Matching], int] = {}

    def total(self, connection: Connection, matching: Matching) -> tuple[int, tuple[int, ...] | None]:
        """How many articles match, and which, if a second walk for the page would cost as much as the first."""
        generation = meta(connection, "generation")
        count, rids = self.known.get((generation, matching)), None
        if count is None:
            if matching.merged:
                sql, given = matching.condition()
                walk = f"SELECT f.rowid FROM ix_fts f WHERE {sql} ORDER BY f.rowid DESC"
                rids = tuple(rid for rid, in rows(connection, walk, given))
                count = len(rids)
            elif matching.rest:
                every, rest = (replace(matching, match=match) for match in (f'"{ALL_TAG}"', matching.rest))
                count = _count(connection, every) - _count(connection, rest)
            else:
                count = _count(connection, matching)
            if len(self.known) >= self.most:
                self.known = {}
            self.known[generation, matching] = count
        return count, rids


def _count(connection: Connection, matching: Matching) -> int:
    sql, given = matching.condition()
    return int(rows(connection, f"SELECT count(*) FROM ix_fts f WHERE {sql}", given)[0][0])


def asked(connection: Connection, node: Node, question: SearchQuestion, counts: Counts, retry: bool = True) -> Asked:
    """The question, with diacritics ignored when nothing matches otherwise."""
    forced = bool(question.cursor) and read_cursor(question.cursor or "").folded
    for each, is_folded in ((node, False), (folded(node), True)):
        if is_folded < forced:
            continue
        matching = Compiler(connection, question.roles, question.filters.mentions).matching(each, question.filters)
        total, rids = counts.total(connection, matching)
        exact_words = any(isinstance(leaf, Words) and leaf.exact for leaf in leaves(each, negated=True))
        if total or is_folded or not retry or not exact_words:
            break
    return Asked(each, matching, is_folded and total > 0, total, rids)


def page(connection: Connection, asked: Asked, question: SearchQuestion) -> SearchAnswer:
    """One page in the order asked for."""
    after = read_cursor(question.cursor) if question.cursor else None
    size = max(1, question.size)
    if question.sort is Sort.RELEVANCE and asked.matching.ranked:
        rids, cursor = _by_relevance(connection, asked, size, after.offset if after else 0)
    else:
        rids, cursor = _by_date(connection, asked, size, after)
    return SearchAnswer(
        hits(connection, rids, question, asked.node), asked.total, cursor.text() if cursor else None, asked.folded
    )


def _by_date(
    connection: Connection, asked: Asked, size: int, after: Cursor | None
) -> tuple[list[int], Cursor | None]:
    if asked.rids is not None and after is None:
        found = _newest_of(connection, asked.rids, size + 1)
    else:
        found = list(islice(newest_first(connection, asked.matching, after), size + 1))
    if len(found) <= size:
        return [rid for rid, _, _ in found], None
    rid, at, id = found[size - 1]
    return [one[0] for one in found[:size]], Cursor(asked.folded, rid, at, id)


def _newest_of(connection: Connection, rids: tuple[int, ...], most: int) -> list[tuple[int, int | None, str]]:
    """The first of these as `newest_first` gives them: whole days are read, then put in order."""
    day = bucket(rids[most - 1]) if len(rids) > most else None
    these = json.dumps(rids if day is None else list(takewhile(lambda rid: bucket(rid) >= day, rids)))
    sql = "SELECT rid, at, id FROM ix_doc WHERE rid IN (SELECT value FROM json_each(?))"
    found = sorted(rows(connection, sql, (these,)), key=lambda row: (-bucket(row[0]), *_in_day(row)))
    return [(rid, at, id) for rid, at, id in found[:most]]


def _in_day(row: tuple[int, int | None, str]) -> tuple[int, str]:
    return -(row[1] or 0), row[2]


def newest_first(
    connection: Connection, matching: Matching, after: Cursor | None = None
) -> Iterator[tuple[int, int | None, str]]:
    """(row id, instant, id) of every match: days come in order by themselves, each day is put in order here."""
    high = None
    if after is not None:
        if not after.id:
            raise QueryError(EXPIRED)
        high = ((bucket(after.rid) + 1) << DAY_BITS) - 1 if after.rid > 0 else 0
    sql, given = matching.condition(high=high)
    found = connection.exec_driver_sql(f"SELECT d.rid, d.at, d.id {FROM} WHERE {sql} ORDER BY f.rowid DESC", given)
    seen = _in_day((after.rid, after.at, after.id)) if after else (0, "")
    with found:
        for day, group in groupby(map(tuple, found), key=lambda row: bucket(row[0])):
            for row in sorted(group, key=_in_day):
                if after is None or bucket(after.rid) != day or _in_day(row) > seen:
                    yield row


def first_seen_after(
    connection: Connection, matching: Matching, since: int, size: int
) -> list[tuple[int, int]]:
    """(row id, sequence number) of the next matches after a sequence number, in its order.

    Only the rows between the ends of what is newer are looked at, undated ones apart, since their row ids are negative.
    """
    found: list[tuple[int, int]] = []
    for sign in ("<", ">"):
        ends = f"SELECT min(rid), max(rid) FROM ix_doc WHERE seq > ? AND rid {sign} 0"
        low, high = rows(connection, ends, (since,))[0]
        if low is not None:
            sql, given = matching.condition(low, high)
            walk = f"SELECT d.rid, d.seq {FROM} WHERE {sql} AND d.seq > ? ORDER BY d.seq LIMIT ?"
            found += rows(connection, walk, (*given, since, size))
    return sorted(found, key=itemgetter(1))[:size]


def _by_relevance(connection: Connection, asked: Asked, size: int, offset: int) -> tuple[list[int], Cursor | None]:
    low = asked.rids[MOST_RANKED - 1] if asked.rids and len(asked.rids) > MOST_RANKED else None
    if low is None and asked.total > MOST_RANKED:
        sql, given = asked.matching.condition()
        nth = f"SELECT f.rowid FROM ix_fts f WHERE {sql} ORDER BY f.rowid DESC LIMIT 1 OFFSET {MOST_RANKED - 1}"
        low = connection.exec_driver_sql(nth, given).scalar_one()
    sql, given = asked.matching.condition(low=low)
    ranked = f"SELECT f.rowid FROM ix_fts f WHERE {sql} ORDER BY bm25(ix_fts, {WEIGHTS}), f.rowid DESC LIMIT ? OFFSET ?"
    rids = list(connection.exec_driver_sql(ranked, (*given, size + 1, offset)).scalars())
    return rids[:size], Cursor(asked.folded, offset=offset + size) if len(rids) > size else None
