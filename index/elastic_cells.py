"""The matrix of unit × area × week from the cells that every article brings ready-made.

Asked in pieces of time: the server counts them side by side, and none is longer than an answer of it may be.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from operator import itemgetter

from domain.dated import week_of
from domain.errors import StoreError
from index.elastic_match import EVERYTHING, every
from index.elastic_search import View
from index.mapping import CELL, CELL_SETS, REPOST, REVIEW, Json, week_number
from index.questions import Axis, Cell, CoverageAnswer, CoverageQuestion
from index.row import BITS

AXES = (Axis.UNIT, Axis.AREA, Axis.WEEK)
WEEKS = 13  # of a piece: 62 units and twelve areas make 10,000 cells of it, the server's limit is 65,536
PAIRS = 60_000  # units × areas × what is told of the article
MOST_WEEKS = 10_000
Counted = dict[tuple[str | None, ...], list[int]]  # key -> articles, reposts, in review


def ready(question: CoverageQuestion) -> bool:
    """Whether the ready-made cells answer this question."""
    return set(question.by) == set(AXES) and len(question.by) == len(AXES) and _bits(question) in CELL_SETS


def matrix(view: View, question: CoverageQuestion, placed: Json, loose: Json) -> CoverageAnswer:
    """Cells of what `placed` finds and, without a week, of what `loose` finds."""
    at = tuple(AXES.index(axis) for axis in question.by)
    order = itemgetter(*at)
    found: tuple[Counted, Counted] = _empty(), _empty()
    for is_placed, pair in _pairs(view, question, placed, loose):
        unit, area, told = pair["key"].split(CELL)
        if unit not in (question.filters.units or (unit,)) or area not in (question.filters.areas or (area,)):
            continue  # an article that was asked for by one unit or area has others too
        reposts, review = bool(int(told) & REPOST), bool(int(told) & REVIEW)
        for week in pair["weeks"]["buckets"] if is_placed else ({"key": None, "doc_count": pair["doc_count"]},):
            counted = found[not is_placed][order((unit, area, _week(week["key"])))]
            count = week["doc_count"]
            counted[0] += count
            counted[1] += count * reposts
            counted[2] += count * review
    return CoverageAnswer(question.by, _cells(found[0]), _cells(found[1]))


def _empty() -> Counted:
    return defaultdict(lambda: [0, 0, 0])


def _cells(found: Counted) -> tuple[Cell, ...]:
    return tuple(
        Cell(key, articles, articles, articles - reposts, reposts, review)
        for key, (articles, reposts, review) in sorted(found.items(), key=itemgetter(0)))


def _pairs(view: View, question: CoverageQuestion, placed: Json, loose: Json) -> Iterator[tuple[bool, Json]]:
    """Buckets of pairs of unit and area, those with weeks marked; a piece that is too much is asked in halves."""
    field = f"cells_{_bits(question)}"
    counts: Json = {"terms": {"field": field, "size": PAIRS}}
    weeks = {"weeks": {"terms": {"field": "week_number", "size": MOST_WEEKS}}}
    waiting: list[tuple[int, int] | None] = [*_pieces(view, question), None]
    while waiting:
        searches: list[tuple[Json, Json]] = [
            (_of(placed, piece), {"pairs": {**counts, "aggs": weeks}}) if piece else (loose, {"pairs": counts})
            for piece in waiting]
        halves: list[tuple[int, int] | None] = []
        for piece, answer in zip(waiting, view.ask_all(searches), strict=True):
            if answer is not None:
                yield from ((piece is not None, pair) for pair in answer["aggregations"]["pairs"]["buckets"])
            elif piece is None or piece[0] == piece[1]:
                raise StoreError("Bảng có quá nhiều ô cho một tuần; hãy lọc bớt đơn vị hoặc nội dung")
            else:
                middle = sum(piece) // 2
                halves += [(piece[0], middle), (middle + 1, piece[1])]
        waiting = halves


def _of(query: Json, piece: tuple[int, int]) -> Json:
    return every([query, {"range": {"week_number": {"gte": piece[0], "lte": piece[1]}}}])


def _pieces(view: View, question: CoverageQuestion) -> Iterator[tuple[int, int]]:
    """First and last week of each, of the weeks in which anything stands."""
    ends = {end: {end: {"field": "week_number"}} for end in ("min", "max")}
    found = view.ask(EVERYTHING, aggs=ends)["aggregations"]
    if found["min"]["value"] is None:
        return
    first, last = int(found["min"]["value"]), int(found["max"]["value"])
    if question.filters.since:
        first = max(first, week_number(question.filters.since))
    if question.filters.until:
        last = min(last, week_number(question.filters.until))
    for start in range(first, last + 1, WEEKS):
        yield start, min(last, start + WEEKS - 1)


@cache
def _week(number: int | None) -> str | None:
    return None if number is None else week_of(date.fromordinal(7 * number - 6))


def _bits(question: CoverageQuestion) -> int:
    return sum(BITS[role] for role in set(question.roles))
