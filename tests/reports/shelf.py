"""An index small enough to be right by reading: it counts a list of articles, one question at a time."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.article import Level, Role, Zone
from domain.dated import week_of
from index.questions import (
    AreaLabel,
    Axis,
    Cell,
    CoverageAnswer,
    CoverageQuestion,
    Filters,
    Hit,
    SearchQuestion,
)


@dataclass(frozen=True)
class Piece:
    """One invented article; `review`: those of its areas that a person should look at."""

    id: str
    unit: str
    day: date | None
    areas: tuple[str, ...] = ()
    kind: str = "so"
    actors: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    original: str | None = None
    title: str = ""
    url: str = ""
    review: tuple[str, ...] = ()


class Shelf:
    """The part of the index's port that reports use."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces

    def coverage(self, question: CoverageQuestion) -> CoverageAnswer:
        """Cells of pieces with an area."""
        return self._answer(question, [one for one in self._limited(question.filters) if one.areas])

    def totals(self, question: CoverageQuestion) -> CoverageAnswer:
        """Cells of every piece."""
        return self._answer(question, self._limited(question.filters))

    def export(self, question: SearchQuestion) -> Iterator[Hit]:
        """Every matching piece."""
        for one in self._limited(question.filters):
            if set(one.areas) & set(question.filters.areas):
                labels = tuple(
                    AreaLabel(area, Level.PRIMARY, True, Zone.REVIEW if area in one.review else Zone.AUTO)
                    for area in one.areas)
                yield Hit(one.id, 1, one.title or one.id, "", (), f"nguon-{one.unit}", one.kind, one.unit, (), labels,
                          "tin", one.day, one.day, one.url, one.original, ())

    def count(self, question: SearchQuestion) -> int:
        """Matching pieces, those that only mention the area included."""
        wanted = set(question.filters.areas)
        return sum(bool(wanted & {*one.areas, *one.mentioned}) and one.unit in question.filters.units
                   for one in self._limited(question.filters))

    def _limited(self, filters: Filters) -> list[Piece]:
        def fits(one: Piece) -> bool:
            if one.day is None:
                return True
            return (filters.since or one.day) <= one.day <= (filters.until or one.day)

        return [one for one in self.pieces if fits(one)]

    def _answer(self, question: CoverageQuestion, pieces: list[Piece]) -> CoverageAnswer:
        dated = [one for one in pieces if one.day]
        undated = [one for one in pieces if not one.day]
        return CoverageAnswer(question.by, self._cells(question, dated), self._cells(question, undated))

    def _cells(self, question: CoverageQuestion, pieces: list[Piece]) -> tuple[Cell, ...]:
        found: dict[tuple[str | None, ...], list[tuple[Piece, tuple[str, ...]]]] = defaultdict(list)
        for one in pieces:
            for key in _keys(one, question):
                areas = (key[question.by.index(Axis.AREA)] or "",) if Axis.AREA in question.by else one.areas
                found[key].append((one, areas))
        return tuple(
            Cell(key, len(own), sum(len(areas) for _, areas in own), sum(one.original is None for one, _ in own),
                 sum(one.original is not None for one, _ in own),
                 sum(bool(areas) and set(areas) <= set(one.review) for one, areas in own))
            for key, own in found.items()
        )


def _keys(one: Piece, question: CoverageQuestion) -> list[tuple[str | None, ...]]:
    keys: list[tuple[str | None, ...]] = [()]
    for axis in question.by:
        keys = [(*key, value) for key in keys for value in _values(one, axis, question.roles)]
    return keys


def _values(one: Piece, axis: Axis, roles: tuple[Role, ...]) -> tuple[str | None, ...]:
    if axis is Axis.UNIT:
        return one.actors if roles == (Role.ACTOR,) else (one.unit,)
    if axis is Axis.AREA:
        return one.areas
    if axis is Axis.WEEK:
        return (week_of(one.day) if one.day else None,)
    return (one.kind,) if axis is Axis.KIND else (f"nguon-{one.unit}",)
