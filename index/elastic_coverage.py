"""Coverage and denominators from the Elasticsearch index, by composite aggregations: exact, whatever their number.

An article with several areas or units stands in a cell of each; as a mere filter they are asked as terms, so no
article is counted twice.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from index.elastic_match import Compiler, dated, either, every, units_field, within
from index.elastic_search import View
from index.filters import filter_nodes
from index.mapping import CELL, CELL_SETS, Json
from index.questions import Axis, Cell, CoverageAnswer, CoverageQuestion
from index.row import BITS
from index.tree import Label

FIELDS = {
    Axis.AREA: "areas", Axis.WEEK: "week", Axis.MONTH: "month", Axis.SOURCE: "source", Axis.KIND: "kind",
    Axis.FORMAT: "format",
}
TIME = (Axis.WEEK, Axis.MONTH)
MAY_LACK = (Axis.KIND, Axis.FORMAT)
BUCKETS = 20_000  # of one page, for which everything is walked through: the server's limit is 65,536
MATRIX = {Axis.UNIT, Axis.AREA, Axis.WEEK}
MOST_CELLS = 65_000  # of the server's 65,536: two years of 62 units and twelve areas


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
    cells = _cells(view, question, placed, question.by)
    if not timed:
        return CoverageAnswer(question.by, cells, ())
    known = tuple(axis for axis in question.by if axis not in TIME)
    return CoverageAnswer(question.by, cells, _cells(view, question, every([limits, _loose(question)]), known))


def _cells(view: View, question: CoverageQuestion, query: Json, axes: tuple[Axis, ...]) -> tuple[Cell, ...]:
    """Every cell by these axes; the question's other axes are None."""
    bits = sum(BITS[role] for role in set(question.roles))
    if set(axes) == MATRIX and bits in CELL_SETS and (ready := _matrix(view, question, query, bits)) is not None:
        return ready
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


def _matrix(view: View, question: CoverageQuestion, query: Json, bits: int) -> tuple[Cell, ...] | None:
    """The ready-made cells of what the query finds; None where they are more than one answer of the server holds."""
    articles = _ready(view, question, query, f"cells_{bits}")
    if articles is None:
        return None
    review = _ready(view, question, query, f"review_{bits}") or {}  # some of the same cells, so never too many
    cells = (Cell(key, sum(both), sum(both), both[0], both[1], sum(review.get(key, ())))
             for key, both in articles.items() if _wanted(question, question.by, key))
    return tuple(sorted(cells, key=_order))


def _ready(
    view: View, question: CoverageQuestion, query: Json, field: str
) -> dict[tuple[str, ...], list[int]] | None:
    """Cell -> [originals, reposts] of one field of ready-made cells."""
    found = view.ask(query, aggs={"cells": {"terms": {"field": field, "size": MOST_CELLS}}})["aggregations"]["cells"]
    if found["sum_other_doc_count"]:
        return None
    counted: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    for bucket in found["buckets"]:
        unit, area, week, repost = bucket["key"].split(CELL)
        at = {Axis.UNIT: unit, Axis.AREA: area, Axis.WEEK: week}
        counted[tuple(at[axis] for axis in question.by)][int(repost)] += bucket["doc_count"]
    return counted


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
    """Articles that may lie in the asked time or not: no date, or a month that is not wholly inside or has no week."""
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
    return either([dated(False), every(touching)])
