"""The index on an Elasticsearch server: a projection of the ledger, never the only copy, and the same answers."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from typing import Any

from elasticsearch import Elasticsearch

from domain.article import Article
from domain.plan import Plan
from domain.unit import Registry
from index.analysis import ANALYSIS_VERSION
from index.elastic_bulk import Bulk
from index.elastic_connect import Versions, versions
from index.elastic_coverage import coverage
from index.elastic_facets import facets, freshness
from index.elastic_match import EVERYTHING, dated
from index.elastic_names import Generations
from index.elastic_search import View, asked, everything, news, one_view, page
from index.elastic_write import Writer
from index.mapping import SCHEMA_VERSION, Json
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
from store.ledger import Ledger

LOOKED = 30.0  # seconds until it is looked again whether the server's index was made by our rules
NOTHING: Mapping[str, Any] = {}


class ElasticIndex:
    """Keeps every promise of index.port.Index. Everything may raise StoreError or IndexUnavailable."""

    joins = False

    def __init__(
        self, client: Elasticsearch, ledger: Ledger, registry: Registry, plan: Plan, name: str,
        pause: Callable[[float], None] = time.sleep, settings: Json | None = None,
    ) -> None:
        """`name`: the alias; `settings`: of the indexes it makes, beside those of index.mapping."""
        self.client, self.ledger, self.name, self.pause = client, ledger, name, pause
        self.names, self.origins = Names(registry, plan), Origins(registry)
        self.generations = Generations(client, name, settings or {})
        self.versions: Versions = versions(client)
        self._looked = -LOOKED
        self.generations.first()

    def close(self) -> None:
        """Let the connections go."""
        self.client.close()

    def put(
        self, articles: Iterable[Article], *, kinds: Mapping[str, str] | None = None, connection: Any = None
    ) -> int:
        """Show these articles. Raises ValueError for a `connection`: a server joins no transaction."""
        _apart(connection)
        return self.writer().put(articles, kinds or NOTHING, NOTHING)

    def project(self, articles: Iterable[Article], rows: Mapping[str, int], target: str) -> int:
        """Show articles as the outbox told of them, in one index; `rows`: article id -> outbox row."""
        return self.writer(target).put(articles, NOTHING, rows)

    def remove(self, ids: Iterable[str], *, connection: Any = None) -> int:
        """Show these articles no more."""
        _apart(connection)
        return self.writer().remove(ids)

    def rebuild(self, articles: Iterable[Article], *, kinds: Mapping[str, str] | None = None) -> int:
        """A new index beside the one that serves, then one swap; nobody may project meanwhile."""
        before, name = self.generations.serving(), self.generations.make()
        written = self.writer(name).put(articles, kinds or NOTHING, NOTHING, empty=True)
        if before is not None:
            marks = self.ledger.settled(name), self.ledger.settled(before.name)
            self.ledger.set_settled(name, max(marks))
        self.generations.swap(name)
        if before is not None:
            self.generations.drop(before.name)
        return written

    def search(self, question: SearchQuestion) -> SearchAnswer:
        """One page of matches."""
        return page(self._view(), parse(question.text, self.names), question)

    def count(self, question: SearchQuestion) -> int:
        """How many articles match."""
        return asked(self._view(), parse(question.text, self.names), question).total

    def facets(self, question: SearchQuestion, axes: tuple[Axis, ...]) -> tuple[Facet, ...]:
        """The matches counted by each axis."""
        return facets(self._view(), parse(question.text, self.names), question, axes)

    def export(self, question: SearchQuestion) -> Iterator[Hit]:
        """Every match, newest first, from one view: closing the iterator lets the view go."""
        node = parse(question.text, self.names)
        self._view()
        with one_view(self.client, self.name) as view:
            yield from everything(view, node, question)

    def new(self, question: SearchQuestion, since: int, size: int = 200) -> NewAnswer:
        """Matches first seen after the watermark, up to the number below which everything is surely visible."""
        node = parse(question.text, self.names)
        settled = self.ledger.settled(self.generations.ours().name)
        found = news(self._view(), node, question, since, settled, size)
        return NewAnswer(found, found[-1].seq if len(found) == size else max(since, settled))

    def coverage(self, question: CoverageQuestion) -> CoverageAnswer:
        """Non-empty cells of articles with at least one area that counts."""
        self._view()
        with one_view(self.client, self.name) as view:
            return coverage(view, question)

    def totals(self, question: CoverageQuestion) -> CoverageAnswer:
        """The same cells for all articles, whatever they are about."""
        if Axis.AREA in question.by or question.filters.areas:
            raise ValueError("totals are counted irrespective of areas")
        self._view()
        with one_view(self.client, self.name) as view:
            return coverage(view, question, counting=False)

    def freshness(self, by: str) -> tuple[Newest, ...]:
        """The newest dated article of every source, section or unit."""
        self._view()
        with one_view(self.client, self.name) as view:
            return freshness(view, by)

    def state(self) -> IndexState:
        """What the index holds; it answers for an outdated index too."""
        found = self.generations.serving()
        if found is None:
            return IndexState(0, 0, 0, ANALYSIS_VERSION, SCHEMA_VERSION)
        view = View(self.client, self.name)
        total, undated = (view.ask(query)["hits"]["total"]["value"] for query in (EVERYTHING, dated(False)))
        return IndexState(total, undated, self.ledger.settled(found.name), found.analysis, found.schema)

    @property
    def current(self) -> bool:
        """Whether the index was made by this program's rules; otherwise only `state` works."""
        found = self.generations.serving()
        return found is not None and found.current

    def target(self) -> str:
        """The index that serves, by its own name: each has marks of its own in the ledger."""
        return self.generations.ours().name

    def beside(self, name: str) -> "ElasticIndex":
        """The same questions put to one index of this installation, be it the one that serves or not."""
        other = copy(self)
        other.name, other.generations = name, replace(self.generations, alias=name)
        return other

    def writer(self, target: str = "") -> Writer:
        """For the index that serves, or another of this installation."""
        return Writer(Bulk(self.client, target or self.target(), self.pause), self.ledger, self.origins)

    def _view(self) -> View:
        """What readers see now, looked at now and then whether our rules made it."""
        if time.monotonic() - self._looked >= LOOKED:
            self.generations.ours()
            self._looked = time.monotonic()
        return View(self.client, self.name)


def _apart(connection: Any) -> None:
    if connection is not None:
        raise ValueError("an index on a server joins no transaction of the ledger: it follows the outbox")
