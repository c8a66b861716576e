"""The coverage table as data: unit × content area × week, every number with what its zero is worth.

A zero is a number only where the unit's sites were read; elsewhere it is shown as “không đánh giá được”.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from audit.completeness import Period
from reports.groups import Group


class Count(NamedTuple):
    """Distinct articles, article–area pairs, and how many of the articles are originals, reposts, or in review.

    In review: they stand there only by labels that a person should look at.
    """

    articles: int = 0
    pairs: int = 0
    originals: int = 0
    reposts: int = 0
    in_review: int = 0

    @property
    def sure(self) -> int:
        """Articles that need nobody's look: only they show that something was published."""
        return self.articles - self.in_review

    @property
    def unsettled(self) -> bool:
        """Whether there are articles and every one waits for a person: neither a zero nor coverage."""
        return bool(self.articles) and not self.sure


ZERO = Count()


@dataclass(frozen=True)
class Check:
    """What a unit's zeros are worth. `why` is empty when they mean something."""

    expected: int = 0
    done: int = 0
    why: str = ""
    partial: bool = False
    made_up: int = 0  # days that only a later reading covers

    @property
    def assessable(self) -> bool:
        """Whether a zero is a finding and not a hole."""
        return not self.why


@dataclass(frozen=True)
class UnitRow:
    """One unit: `areas` and `acted` in the order of the plan; `total` counts everything it published in the period."""

    unit: str
    name: str
    group: Group
    check: Check
    total: int
    covered: Count
    areas: tuple[Count, ...]
    actor: Count  # articles of any publisher in which the unit acts
    acted: tuple[Count, ...]
    undated: int  # of its articles that count, without a day
    unsure: tuple[int, ...]  # the same by area: with any of them the area's count is a lower bound
    undated_total: int  # of all its articles

    def certain(self, place: int) -> bool:
        """Whether the count of the area at that place is exact, a zero included."""
        return self.check.assessable and not self.unsure[place]


@dataclass(frozen=True)
class AreaRow:
    """One area: articles by group of publisher in the order of GROUPS; `units` is how many rows published on it.

    `unsettled`: how many more have only articles that wait for a person.
    """

    area: str
    short: str
    title: str
    count: Count
    groups: tuple[Count, ...]
    units: int
    unsettled: int


@dataclass(frozen=True)
class WeekRow:
    """One ISO week as far as the period reaches into it."""

    week: str
    first: date
    last: date
    total: int
    count: Count


class GridCell(NamedTuple):
    """One cell of the full grid; `number` is None where nothing was seen and nothing can be said."""

    unit: str
    area: str
    week: str
    number: Count | None


@dataclass(frozen=True)
class Coverage:
    """The table with its denominators. Undated articles stand apart and in no week."""

    period: Period
    units: tuple[UnitRow, ...]
    areas: tuple[AreaRow, ...]
    weeks: tuple[WeekRow, ...]
    all: Count  # dated articles of the period on any area
    total: int  # all dated articles of the period, whatever they are about: the denominator
    undated: Count  # on any area, that may lie in the period or not: no day, or a month that is only partly inside
    undated_total: int
    cells: Mapping[tuple[str, str, str], Count] = field(default_factory=dict)  # (unit, area, week), non-empty
    absent: frozenset[tuple[str, str]] = frozenset()  # (unit, week) in which the unit did not exist

    @property
    def expected(self) -> int:
        """Checks that had to be done."""
        return sum(row.check.expected for row in self.units)

    @property
    def done(self) -> int:
        """Checks that were done."""
        return sum(row.check.done for row in self.units)

    @property
    def made_up(self) -> int:
        """Checks that a later reading made up for."""
        return sum(row.check.made_up for row in self.units)

    @property
    def holes(self) -> tuple[UnitRow, ...]:
        """Units whose zeros say nothing."""
        return tuple(row for row in self.units if not row.check.assessable)

    @property
    def covering(self) -> int:
        """Units that published on at least one area."""
        return sum(bool(row.covered.sure) for row in self.units)

    @property
    def unsettled(self) -> tuple[UnitRow, ...]:
        """Units whose every article on the plan waits for a person."""
        return tuple(row for row in self.units if row.covered.unsettled)

    def grid(self) -> Iterator[GridCell]:
        """Every unit × area × week in which the unit existed, zero cells included, in the order of the tables."""
        for row in self.units:
            for place, area in enumerate(self.areas):
                nothing = ZERO if row.certain(place) else None
                for week in self.weeks:
                    found = self.cells.get((row.unit, area.area, week.week))
                    if found or (row.unit, week.week) not in self.absent:
                        yield GridCell(row.unit, area.area, week.week, found or nothing)
