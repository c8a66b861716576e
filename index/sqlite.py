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
from index.reposted import Origins
from index.row import Row, row_of
from index.sqlite_coverage import coverage
from index.sqlite_facets import facets
from index.sqlite_freshness import freshness
from index.sqlite_hits import hits
from index.sqlite_numbers import hand_over_numbers, newest_number, not_shown, numbers_of_its_own
from index.sqlite_rebuild import put, remove, start
from index.sqlite_schema import VERSIONS, check, create, versions
from index.sqlite_search import Asked, Counts, asked, first_seen_after, newest_first, page
from store.ledger import Ledger

BATCH = 2000  # articles a transaction where many are given: 500 cost 15 % more (measured), other writers wait 2 s
NOTHING: Mapping[str, str] = {}
T = TypeVar("T")


class SqliteIndex:
    """Keeps every promise of index.port.Index; several processes may write."""

    joins = True

    def __init__(self, ledger: Ledger, registry: Registry, plan: Plan) -> None:
        """Raises StoreError where the ledger is not an SQLite file."""
        if ledger.engine.dialect.name != "sqlite":
            raise StoreError("Chỉ mục nhúng cần sổ cái SQLite")
        self.ledger, self.registry, self.names = ledger, registry, Names(registry, plan)
        self.origins, self.counts = Origins(registry), Counts()
        with ledger.reading() as connection:
            ready = versions(connection) and not numbers_of_its_own(connection)
        if not ready:
            with ledger.begin() as connection:
                create(connection)
                hand_over_numbers(connection)

    def put(
        self, articles: Iterable[Article], *, kinds: Mapping[str, str] | None = None,
        connection: Connection | None = None,
    ) -> int:
        """Show these articles, in transactions of two thousand or in the one that is given."""
        written = 0
        for some in _batches(articles, BATCH):
            rows = self._rows(some, kinds)
            with self.ledger.begin(connection) as opened:
                written += put(self.ledger, opened, rows)
        return written

    def remove(self, ids: Iterable[str], *, connection: Connection | None = None) -> int:
        """Show these articles no more."""
        removed = 0
        for some in _batches(ids, BATCH):
            with self.ledger.begin(connection) as opened:
                removed += remove(self.ledger, opened, some)
        return removed

    def rebuild(self, articles: Iterable[Article], *, kinds: Mapping[str, str] | None = None) -> int:
        """Beside the old index, in short transactions: others read and write meanwhile; see index.sqlite_rebuild.

        The file grows by a second index for that time. Raises StoreError when a later rebuild has begun.
        """
        making = start(self.ledger)
        written = making.fill(row_of(one, self.origins, kinds or NOTHING) for one in articles)
        making.swap()
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
            return facets(connection, self._asked(connection, question), axes, question.roles)

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
            newer = first_seen_after(connection, found.matching, since, size)
            last = newer[-1][1] if len(newer) == size else max(since, newest_number(connection))
            if (missing := not_shown(connection, since, last)) is not None:
                newer, last = [one for one in newer if one[1] < missing], missing - 1
            return NewAnswer(hits(connection, [rid for rid, _ in newer], question, node), last)

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
            return IndexState(total, undated, newest_number(connection), made["analysis"], made["schema"])

    @property
    def current(self) -> bool:
        """Whether the index was made by this program's rules; otherwise only `state` and `rebuild` work."""
        with self.ledger.reading() as connection:
            return versions(connection) == VERSIONS

    def close(self) -> None:
        """Nothing: the file is the ledger's."""

    def _rows(self, articles: Sequence[Article], kinds: Mapping[str, str] | None) -> list[Row]:
        return [row_of(one, self.origins, kinds or NOTHING) for one in articles]

    def _asked(self, connection: Connection, question: SearchQuestion) -> Asked:
        check(connection)
        return asked(connection, parse(question.text, self.names), question, self.counts)


def _batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    source = iter(items)
    while some := list(islice(source, size)):
        yield some
