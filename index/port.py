"""The index as everyone else sees it: it is asked questions and knows nothing of SQL or servers outside its stores."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from domain.article import Article
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


class Index(Protocol):
    """One suite, tests/index/test_contract.py, holds every store to what stands here.

    Questions raise QueryError for a text outside the grammar; anything may raise StoreError, LedgerBusy. By relevance
    a word weighs 8 in the title, 3 in the lead, 1 in the body; what else a store weighs is its own.
    """

    joins: bool  # whether `put` takes part in the ledger's transaction; otherwise the index follows the outbox

    @property
    def current(self) -> bool:
        """Whether this program's rules made the index; otherwise only `state` and, embedded, `rebuild` work."""

    def put(
        self, articles: Iterable[Article], *, kinds: Mapping[str, str] | None = None, connection: Any = None
    ) -> int:
        """Show these articles; returns how many were written. An older revision than the shown one is ignored,
        an equal or newer one replaces it, and the same again changes nothing.

        `kinds` says what kind each source is; without it the publisher's kind in the registry. With the ledger's
        `connection` the articles appear when that transaction commits, or not at all.
        """

    def remove(self, ids: Iterable[str], *, connection: Any = None) -> int:
        """Show these articles no more; returns how many were there."""

    def rebuild(self, articles: Iterable[Article], *, kinds: Mapping[str, str] | None = None) -> int:
        """Forget everything but the sequence numbers and show exactly these; readers see the old state until then."""

    def search(self, question: SearchQuestion) -> SearchAnswer:
        """One page of matches. Paging by `next` gives each match once while nothing is written."""

    def count(self, question: SearchQuestion) -> int:
        """How many articles match: `search(question).total`."""

    def facets(self, question: SearchQuestion, axes: tuple[Axis, ...]) -> tuple[Facet, ...]:
        """The matches counted by each axis."""

    def export(self, question: SearchQuestion) -> Iterator[Hit]:
        """Every match, newest first, from one consistent view whatever is written meanwhile."""

    def new(self, question: SearchQuestion, since: int, size: int = 200) -> NewAnswer:
        """For saved searches: matches first seen after the watermark `since`, each exactly once over all calls.

        A correction or a new reading of an article that was seen before is not news.
        """

    def coverage(self, question: CoverageQuestion) -> CoverageAnswer:
        """Non-empty cells of articles with at least one area that counts; zero cells come from index.grid."""

    def totals(self, question: CoverageQuestion) -> CoverageAnswer:
        """The denominators: all articles, whatever they are about. Areas may be neither axis nor filter."""

    def freshness(self, by: str) -> tuple[Newest, ...]:
        """The newest dated article of every `source`, `section` or publishing `unit`."""

    def state(self) -> IndexState:
        """What the index holds and by which versions."""

    def close(self) -> None:
        """Let go of what was opened."""
