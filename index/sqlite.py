"""The index in the ledger's own file: full text by FTS5, counts by SQL, nothing to install or to start."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection

from domain.article import Article
from domain.errors import StoreError
from domain.plan import Plan
from domain.unit import Registry
from index.names import Names
from index.query import parse
from index.questions import (
    Axis,
    CoverageAnswer,
    CoverageQuestion,
    Facet,
    Hit,
    IndexState,
    NewAnswer,
    Newest,
    SearchAnswer,
    SearchQuestion,
)
from index.sqlite_coverage import coverage
from index.sqlite_facets import facets
from index.sqlite_freshness import freshness
from index.sqlite_hits import hits
from index.sqlite_row import row_of
from index.sqlite_schema import VERSIONS, check, create, recreate, versions
from index.sqlite_search import FROM, Asked, Counts, asked, newest_first, page
from index.sqlite_write import begin, erase, shown, write
from store.ledger import Ledger

BATCH = 2000  # articles a transaction where many are given: 500 cost 15 % more (measured), other writers wait 2 s
NOTHING: Mapping[str, str] = {}
T = TypeVar("T")


class SqliteIndex:
    """Keeps every promise of index.port.Index; several processes may write."""

    def __init__(self, ledger: Ledger, registry: Registry, plan: Plan) -> None:
        """Raises StoreError where the ledger is not an SQLite file."""
        if ledger.engine.dialect.name != "sqlite":
            raise StoreError("Chỉ mục nhúng cần sổ cái SQLite")
        self.ledger, self.registry, self.names = ledger, registry, Names(registry, plan)
        self.counts = Counts()
        with ledger.reading() as connection:
            there = versions(connection)
        if not there:
            with ledger.begin() as connection:
                create(connection)

    def put(
        self, articles: Iterable[Article], *, kinds: Mapping[str, str] | None = None,
        connection: Connection | None = None,
    ) -> int:
        """Show these articles, in transactions of a few hundred or in the one that is given."""
        written = 0
        for some in _batches(articles, BATCH):
            with self.ledger.begin(connection) as opened:
                check(opened)
                begin(opened)
                written += write(opened, (row_of(one, self.registry, kinds or NOTHING) for one in some))
        return written

    def remove(self, ids: Iterable[str], *, connection: Connection | None = None) -> int:
        """Show these articles no more."""
        removed = 0
        for some in _batches(ids, BATCH):
            with self.ledger.begin(connection) as opened:
                check(opened)
                begin(opened)
                there = sorted(shown(opened, some).values(), key=lambda one: one.rid)
                erase(opened, there)
                removed += len(there)
        return removed

    def rebuild(self, articles: Iterable[Article], *, kinds: Mapping[str, str] | None = None) -> int:
        """All in one transaction, so stop the crawls first: other writers wait (100,000 articles: two minutes)."""
        written = 0
        with self.ledger.begin() as opened:
            recreate(opened)
            begin(opened)
            for some in _batches(articles, BATCH):
                written += write(opened, (row_of(one, self.registry, kinds or NOTHING) for one in some))
        return written

    def search(self, question: SearchQuestion) -> SearchAnswer:
        """One page of matches."""
        node = parse(question.text, self.names)
        with self.ledger.reading() as connection:
            check(connection)
            return page(connection, asked(connection, node, question, self.counts), question)

    def count(self, question: SearchQuestion) -> int:
        """How many articles match."""
        with self.ledger.reading() as connection:
            return self._asked(connection, question).total

    def facets(self, question: SearchQuestion, axes: tuple[Axis, ...]) -> tuple[Facet, ...]:
        """The matches counted by each axis."""
        with self.ledger.reading() as connection:
            return facets(connection, self._asked(connection, question).matching, axes, question.roles)

    def export(self, question: SearchQuestion) -> Iterator[Hit]:
        """Every match, newest first, from one view: closing the iterator lets the view go."""
        with self.ledger.reading() as connection:
            found = self._asked(connection, question)
            rids = [rid for rid, _, _ in newest_first(connection, found.matching)]
            for some in _batches(rids, BATCH):
                yield from hits(connection, some, question, found.node)

    def new(self, question: SearchQuestion, since: int, size: int = 200) -> NewAnswer:
        """Matches first seen after the watermark; diacritics stay as typed, or a later hit would change the search."""
        with self.ledger.reading() as connection:
            check(connection)
            node = parse(question.text, self.names)
            found = asked(connection, node, question, self.counts, retry=False)
            sql, given = found.matching.condition()
            rows = connection.exec_driver_sql(
                f"SELECT d.rid, d.seq {FROM} WHERE {sql} AND d.seq > ? ORDER BY d.seq LIMIT ?", (*given, since, size)
            ).all()
            last = rows[-1].seq if len(rows) == size else max(since, _newest_seq(connection))
            return NewAnswer(hits(connection, [row.rid for row in rows], question, node), last)

    def coverage(self, question: CoverageQuestion) -> CoverageAnswer:
        """Non-empty cells of articles with at least one area that counts."""
        with self.ledger.reading() as connection:
            check(connection)
            return coverage(connection, question)

    def totals(self, question: CoverageQuestion) -> CoverageAnswer:
        """The same cells for all articles, whatever they are about."""
        if Axis.AREA in question.by or question.filters.areas:
            raise ValueError("totals are counted irrespective of areas")
        with self.ledger.reading() as connection:
            check(connection)
            return coverage(connection, question, counting=False)

    def freshness(self, by: str) -> tuple[Newest, ...]:
        """The newest dated article of every source, section or unit."""
        with self.ledger.reading() as connection:
            check(connection)
            return freshness(connection, by)

    def state(self) -> IndexState:
        """What the index holds; it answers for an outdated index too."""
        with self.ledger.reading() as connection:
            made = versions(connection)
            total, undated = connection.exec_driver_sql("SELECT count(*), ifnull(sum(rid < 1), 0) FROM ix_doc").one()
            return IndexState(total, undated, _newest_seq(connection), made["analysis"], made["schema"])

    @property
    def current(self) -> bool:
        """Whether the index was made by this program's rules; otherwise only `state` and `rebuild` work."""
        with self.ledger.reading() as connection:
            return versions(connection) == VERSIONS

    def _asked(self, connection: Connection, question: SearchQuestion) -> Asked:
        check(connection)
        return asked(connection, parse(question.text, self.names), question, self.counts)


def _newest_seq(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT ifnull(max(seq), 0) FROM ix_seq").scalar_one())


def _batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    source = iter(items)
    while some := list(islice(source, size)):
        yield some
