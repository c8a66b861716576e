"""What tests.index.asked must be answered, by looking at every article: ids where a store gives hits."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from domain.article import Article, Role
from domain.errors import QueryError
from domain.plan import Plan
from domain.unit import Registry
from index.names import Names
from index.query import parse
from index.questions import Axis, Cell, CoverageQuestion, Newest, SearchQuestion
from index.tree import Words, folded, leaves
from tests.index import naive
from tests.index.asked import Asked

TIME = (Axis.WEEK, Axis.MONTH)


def expected(corpus: Sequence[Article], asked: Asked, registry: Registry, plan: Plan) -> Any:
    """The answer of `asked.ask` with `show=lambda hit: hit.id`."""
    if asked.kind in ("coverage", "totals"):
        return _table(corpus, asked.table, counting=asked.kind == "coverage")
    if asked.kind == "freshness":
        return sorted(_newest(corpus, asked.by))
    try:
        ids, is_folded = found(corpus, asked.search, Names(registry, plan), retry=asked.kind != "new")
    except QueryError as error:
        return "refused", error.position
    size, total = asked.search.size, len(ids)
    if asked.kind == "page":
        return total, total, is_folded, total > size, ids[:size]
    if asked.kind == "facets":
        return [(axis, _facet(corpus, set(ids), axis, asked.search.roles)) for axis in asked.axes]
    if asked.kind == "new":
        return [one.id for one in corpus[asked.seen:] if one.id in set(ids)]
    if asked.kind == "export":
        return ids
    starts = range(0, max(1, total), size)
    if asked.kind == "relevance":
        return [(total, is_folded) for _ in starts], sorted(ids)
    return [(total, is_folded, ids[start : start + size]) for start in starts]


def found(
    corpus: Sequence[Article], question: SearchQuestion, names: Names, retry: bool = True
) -> tuple[list[str], bool]:
    """Ids newest first, and whether diacritics had to be ignored."""
    tree = parse(question.text, names)
    ids = naive.found(corpus, tree, question)
    exact = any(isinstance(leaf, Words) and leaf.exact for leaf in leaves(tree, negated=True))
    if ids or not retry or not exact:
        return ids, False
    ids = naive.found(corpus, folded(tree), question)
    return ids, bool(ids)


def _facet(
    corpus: Sequence[Article], ids: set[str], axis: Axis, roles: tuple[Role, ...]
) -> tuple[tuple[str, int], ...]:
    counted = Counter(
        key[0] for one in corpus if one.id in ids for key in naive.keys(one, (axis,), roles, SearchQuestion().filters)
        if key[0])
    return tuple(sorted(((value or "", count) for value, count in counted.items()), key=lambda one: (-one[1], one[0])))


def _table(corpus: Sequence[Article], asked: CoverageQuestion, counting: bool) -> tuple[Any, ...]:
    cells = naive.coverage(corpus, asked.by, asked.roles, asked.filters, counting)
    return asked.by, _cells(cells), _cells(_unplaced(corpus, asked, counting))


def _cells(counts: dict[tuple[str | None, ...], tuple[int, ...]]) -> list[Cell]:
    found = [Cell(key, *numbers) for key, numbers in counts.items()]
    return sorted(found, key=lambda cell: [part or "" for part in cell.key])


def _unplaced(
    corpus: Sequence[Article], asked: CoverageQuestion, counting: bool
) -> dict[tuple[str | None, ...], tuple[int, ...]]:
    """What may or may not lie in the asked time, counted by the axes that say nothing of time."""
    since, until = asked.filters.since, asked.filters.until
    if not (since or until or any(axis in TIME for axis in asked.by)):
        return {}
    loose = []
    for one in corpus:
        days = naive.span(one)
        if since and naive.seen(one) < since:
            continue  # published no later than it was seen
        if days is None:
            loose.append(one)
        elif days[0] != days[1] and (since is None or days[1] >= since) and (until is None or days[0] <= until):
            inside = naive.within(one, since, until)
            if Axis.WEEK in asked.by or not inside:
                loose.append(one)
    timeless = tuple(axis for axis in asked.by if axis not in TIME)
    filters = replace(asked.filters, since=None, until=None)
    counted = naive.coverage(loose, timeless, asked.roles, filters, counting)
    return {_among(asked.by, timeless, key): numbers for key, numbers in counted.items()}


def _among(by: tuple[Axis, ...], timeless: tuple[Axis, ...], key: tuple[str | None, ...]) -> tuple[str | None, ...]:
    values = dict(zip(timeless, key, strict=True))
    return tuple(values.get(axis) for axis in by)


def _newest(corpus: Sequence[Article], by: str) -> list[Newest]:
    places: dict[tuple[str, ...], list[Article]] = {}
    for one in corpus:
        for key in _places(one, by):
            places.setdefault(key, []).append(one)
    return [_latest(key, there) for key, there in places.items()]


def _places(one: Article, by: str) -> list[tuple[str, ...]]:
    assert one.text
    if by == "section":
        return [(one.found.source, section) for section in {*one.found.sections, *one.text.sections}]
    return [(one.found.source,)] if by == "source" else [(unit,) for unit in naive.units(one, (Role.PUBLISHER,))]


def _latest(key: tuple[str, ...], there: list[Article]) -> Newest:
    dated = sorted((one for one in there if naive.span(one)), key=naive.order)
    days = naive.span(dated[0]) if dated else None
    return Newest(
        key, dated[0].id if dated else None, days[0] if days else None, days[1] if days else None,
        len(there), len(there) - len(dated))
