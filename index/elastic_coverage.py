"""Coverage and denominators from the Elasticsearch index, by composite aggregations: exact, whatever their number.

An article with several areas or units stands in a cell of each; as a mere filter they are asked as terms, so no
article is counted twice.
"""

from collections.abc import Iterator
from typing import Any

from index.elastic_cells import matrix, ready
from index.elastic_match import Compiler, dated, either, every, units_field, within
from index.elastic_search import View
from index.filters import filter_nodes
from index.mapping import Json
from index.questions import Axis, Cell, CoverageAnswer, CoverageQuestion
from index.tree import Label

FIELDS = {
    Axis.AREA: "areas", Axis.WEEK: "week", Axis.MONTH: "month", Axis.SOURCE: "source", Axis.KIND: "kind",
    Axis.FORMAT: "format",
}
TIME = (Axis.WEEK, Axis.MONTH)
MAY_LACK = (Axis.KIND, Axis.FORMAT)
BUCKETS = 20_000  # of one page, for which everything is walked through: the server's limit is 65,536


def coverage(view: View, question: CoverageQuestion, counting: bool = True) -> CoverageAnswer:
    """Cells of what can be placed in time, and apart what cannot; `counting`: only what has an area that counts."""
    if not question.by:
        raise ValueError("coverage needs at least one axis")
    filters = question.filters
    if filters.mentions or filters.every_area:
        raise ValueError("coverage counts each area that counts: `mentions` and `every_area` are for searching")
    timed = any(axis in TIME for axis in question.by) or bool(filters.since or filters.until)
    limits = _limits(question, counting)
    placed = every([limits, _placed(question)]) if timed else limits
    if ready(question):
        return matrix(view, question, placed, every([limits, _loose(question)]))
    cells = _cells(view, question, placed, question.by)
    if not timed:
        return CoverageAnswer(question.by, cells, ())
    known = tuple(axis for axis in question.by if axis not in TIME)
    return CoverageAnswer(question.by, cells, _cells(view, question, every([limits, _loose(question)]), known))


def _cells(view: View, question: CoverageQuestion, query: Json, axes: tuple[Axis, ...]) -> tuple[Cell, ...]:
    """Every cell by these axes; the question's other axes are None."""
    review: dict[tuple[Any, ...], int] = {}
    if Axis.AREA in axes:  # which of an article's areas wait for a person differs, so they are counted by themselves
        waiting = buckets(view, query, _sources(question, axes, "review"), {})
        review = {key: bucket["doc_count"] for key, bucket in waiting}
    found = [
        _cell(question, axes, key, bucket, review)
        for key, bucket in buckets(view, query, _sources(question, axes), _counts(question))
        if _wanted(question, axes, key)
    ]
    return tuple(sorted(found, key=_order))


def _order(cell: Cell) -> list[tuple[bool, str]]:
    return [(part is not None, part or "") for part in cell.key]


def buckets(view: View, query: Json, sources: list[Json], counts: Json) -> Iterator[tuple[tuple[Any, ...], Json]]:
    """(key, bucket) of each combination of values; without sources, of everything at once."""
    if not sources:
        answer = view.ask(query, aggs=counts)
        total = answer["hits"]["total"]["value"]
        if total:
            yield (), {"doc_count": total, **answer.get("aggregations", {})}
        return
    after: Json = {}
    while True:
        composite = {"size": BUCKETS, "sources": sources, **after}
        found = view.ask(query, aggs={"cells": {"composite": composite, "aggs": counts}})["aggregations"]["cells"]
        for bucket in found["buckets"]:
            yield tuple(bucket["key"].values()), bucket
        if len(found["buckets"]) < BUCKETS:
            return
        after = {"after": found["after_key"]}


def source(name: str, field: str, may_lack: bool = False) -> Json:
    """One part of the key."""
    return {name: {"terms": {"field": field, **({"missing_bucket": True} if may_lack else {})}}}


def _sources(question: CoverageQuestion, axes: tuple[Axis, ...], areas: str = "areas") -> list[Json]:
    fields = {**FIELDS, Axis.UNIT: units_field(question.roles), Axis.AREA: areas}
    return [source(f"k{at}", fields[axis], axis in MAY_LACK) for at, axis in enumerate(axes)]


def _counts(question: CoverageQuestion) -> Json:
    """What is counted in a cell beside its articles."""
    found: Json = {"reposts": {"filter": {"term": {"repost": True}}}}
    if Axis.AREA in question.by:
        return found
    if areas := tuple(dict.fromkeys(question.filters.areas)):
        sure = [{"bool": {"filter": {"term": {"areas": one}}, "must_not": {"term": {"review": one}}}} for one in areas]
        return found | {"review": {"filter": {"bool": {"must_not": sure}}}} | {
            f"area_{at}": {"filter": {"term": {"areas": area}}} for at, area in enumerate(areas)}
    return found | {"review": {"filter": {"term": {"in_review": True}}}, "pairs": {"sum": {"field": "pairs"}}}


def _cell(
    question: CoverageQuestion, axes: tuple[Axis, ...], key: tuple[Any, ...], bucket: Json,
    review: dict[tuple[Any, ...], int],
) -> Cell:
    """`review`: what waits for a person, where areas are an axis."""
    articles, reposts = bucket["doc_count"], bucket["reposts"]["doc_count"]
    waiting = review.get(key, 0) if Axis.AREA in question.by else bucket["review"]["doc_count"]
    if Axis.AREA in question.by:
        pairs = articles
    elif question.filters.areas:
        pairs = sum(found["doc_count"] for name, found in bucket.items() if name.startswith("area_"))
    else:
        pairs = int(bucket["pairs"]["value"])
    at = dict(zip(axes, key, strict=True))
    return Cell(tuple(at.get(axis) for axis in question.by), articles, pairs, articles - reposts, reposts, waiting)


def _wanted(question: CoverageQuestion, axes: tuple[Axis, ...], key: tuple[Any, ...]) -> bool:
    """An article that was asked for by one area or unit has others too."""
    limits = {Axis.AREA: question.filters.areas, Axis.UNIT: question.filters.units}
    return all(not limits.get(axis) or part in limits[axis] for axis, part in zip(axes, key, strict=True))


def _limits(question: CoverageQuestion, counting: bool) -> Json:
    found = []
    for node in filter_nodes(question.filters):
        if isinstance(node, Label):
            found.append(_label(node, question))
    if counting and not question.filters.areas and Axis.AREA not in question.by:
        found.append({"range": {"pairs": {"gte": 1}}})
    return every(found)


def _label(label: Label, question: CoverageQuestion) -> Json:
    return Compiler(question.roles, mentions=False).query(label)


def _placed(question: CoverageQuestion) -> Json:
    """Articles that surely lie in the asked time; a month is in no week."""
    filters = question.filters
    exact = [{"term": {"vague": False}}] if Axis.WEEK in question.by else []
    return every([within(filters.since, filters.until), *exact])


def _loose(question: CoverageQuestion) -> Json:
    """Articles that may lie in the asked time or not: no date, or a month that is not wholly inside or has no week.

    Nothing was published after its first sight, so what was seen before the asked time lies outside of it.
    """
    since, until = question.filters.since, question.filters.until
    touching: list[Json] = [{"term": {"vague": True}}]
    if since:
        touching.append({"range": {"last": {"gte": since.isoformat()}}})
    if until:
        touching.append({"range": {"first": {"lte": until.isoformat()}}})
    if Axis.WEEK not in question.by:
        partly: list[Json] = [{"range": {"first": {"lt": since.isoformat()}}}] if since else []
        partly += [{"range": {"last": {"gt": until.isoformat()}}}] if until else []
        touching.append(either(partly))
    seen = [{"range": {"seen": {"gte": since.isoformat()}}}] if since else []
    return every([either([dated(False), every(touching)]), *seen])
