"""Questions of every kind that the port can be asked, generated from a corpus, and how to put one to a store."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from domain.article import Article, Role
from domain.errors import QueryError
from index.port import Index
from index.questions import (
    Axis,
    CoverageAnswer,
    CoverageQuestion,
    Hit,
    SearchQuestion,
    Sort,
)
from tests.index.typed import Vocabulary, some_filters, some_query, vocabulary

ROLES = ((Role.PUBLISHER,), (Role.ACTOR,), (Role.PUBLISHER, Role.ACTOR), (Role.MENTIONED,))
KINDS = ("page",) * 8 + ("pages",) * 3 + ("relevance", "facets", "facets", "export", "new", "new") + (
    ("coverage",) * 5 + ("totals", "totals", "freshness"))
SIZES = (1, 2, 3, 7, 20, 200)
EVERYTHING, BY_UNIT = SearchQuestion(), CoverageQuestion((Axis.UNIT,))
FRESH = ("source", "section", "unit")


@dataclass(frozen=True)
class Asked:
    """One question. `kind` is page | pages | relevance | facets | export | new | coverage | totals | freshness.

    page: the first page and the count; pages and relevance: every page of `search.size`; new: all news in portions of
    `search.size` for somebody who has seen the first `seen` articles; facets by `axes`; freshness `by`.
    """

    kind: str
    search: SearchQuestion = EVERYTHING
    table: CoverageQuestion = BY_UNIT
    axes: tuple[Axis, ...] = ()
    seen: int = 0
    by: str = ""


def questions(corpus: Sequence[Article], count: int, seed: int) -> Iterator[Asked]:
    """So many questions about these articles (all with a text and a publisher); the same seed asks the same.

    Tables go through all 127 sets of axes in turn, so 500 questions ask by each of them at least once.
    """
    rng, words = random.Random(seed), vocabulary(corpus)
    sets = [by for width in range(1, len(Axis) + 1) for by in combinations(Axis, width)]
    tables = turns(rng, sets)
    kinds = turns(rng, KINDS)
    for _ in range(count):
        kind = next(kinds)
        if kind == "coverage":
            yield Asked(kind, table=_table(rng, words, next(tables)))
        elif kind == "totals":
            by = tuple(axis for axis in next(tables) if axis is not Axis.AREA) or (Axis.KIND,)
            table = _table(rng, words, by)
            yield Asked(kind, table=replace(table, filters=replace(table.filters, areas=())))
        elif kind == "freshness":
            yield Asked(kind, by=rng.choice(FRESH))
        else:
            yield _search(rng, words, kind, len(corpus))


def turns(rng: random.Random, values: Sequence[Any]) -> Iterator[Any]:
    """Each of them in turn, every round in another order."""
    while True:
        yield from rng.sample(values, len(values))


def _search(rng: random.Random, words: Vocabulary, kind: str, articles: int) -> Asked:
    asked = SearchQuestion(
        some_query(rng, words), some_filters(rng, words), rng.choice(ROLES),
        Sort.RELEVANCE if kind == "relevance" else Sort.NEWEST, rng.choice(SIZES))
    axes = tuple(rng.sample(tuple(Axis), rng.randint(1, 4))) if kind == "facets" else ()
    return Asked(kind, asked, axes=axes, seen=rng.randrange(articles) if kind == "new" else 0)


def _table(rng: random.Random, words: Vocabulary, by: tuple[Axis, ...]) -> CoverageQuestion:
    filters = replace(some_filters(rng, words), mentions=False, every_area=False)
    return CoverageQuestion(tuple(rng.sample(by, len(by))), filters, rng.choice(ROLES))


# -- putting one to a store


def shown(hit: Hit) -> Hit:
    """All of a hit but its number, which each store gives by itself."""
    return replace(hit, seq=0)


def ask(index: Index, asked: Asked, show: Callable[[Hit], Any] = shown) -> Any:
    """The whole answer as values that two stores can be compared by; `show` says what counts of a hit.

    By relevance only the set of hits, since scores are each store's own. ("refused", position) for a QueryError.
    """
    try:
        return _answer(index, asked, show)
    except QueryError as error:
        return "refused", error.position


def _answer(index: Index, asked: Asked, show: Callable[[Hit], Any]) -> Any:
    search = asked.search
    match asked.kind:
        case "page":
            first = index.search(search)
            more = first.next is not None
            return index.count(search), first.total, first.folded, more, [show(hit) for hit in first.hits]
        case "pages":
            return [(total, folded, [show(hit) for hit in hits]) for total, folded, hits in _pages(index, search)]
        case "relevance":
            pages = list(_pages(index, search))
            hits = sorted((hit for _, _, found in pages for hit in found), key=lambda hit: hit.id)
            return [page[:2] for page in pages], [show(hit) for hit in hits]
        case "facets":
            return [(facet.axis, facet.values) for facet in index.facets(search, asked.axes)]
        case "export":
            return [show(hit) for hit in index.export(search)]
        case "new":
            return [show(hit) for hit in _news(index, search, asked.seen)]
        case "coverage":
            return table(index.coverage(asked.table))
        case "totals":
            return table(index.totals(asked.table))
    return sorted(index.freshness(asked.by))


def _pages(index: Index, question: SearchQuestion) -> Iterator[tuple[int, bool, tuple[Hit, ...]]]:
    cursor: str | None = None
    for _ in range(10_000):
        answer = index.search(replace(question, cursor=cursor))
        yield answer.total, answer.folded, answer.hits
        cursor = answer.next
        if cursor is None:
            return
    raise AssertionError(f"paging never ends: {question}")


def _news(index: Index, question: SearchQuestion, seen: int) -> Iterator[Hit]:
    since = index.new(EVERYTHING, 0, seen).seq if seen else 0
    while (answer := index.new(question, since, question.size)).hits:
        assert answer.seq > since and len(answer.hits) <= question.size
        yield from answer.hits
        since = answer.seq


def table(answer: CoverageAnswer) -> tuple[Any, ...]:
    """Cells in one order, and each of them once."""
    for cells in (answer.cells, answer.undated):
        assert len({cell.key for cell in cells}) == len(cells)
    return answer.by, *(sorted(cells, key=lambda cell: [part or "" for part in cell.key])
                        for cells in (answer.cells, answer.undated))

