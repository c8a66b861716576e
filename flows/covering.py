"""Coverage by any axes: zero cells where the unit stood, the denominator, and what each number's zero is worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from audit.completeness import Completeness, Period, completeness
from audit.gather import gather
from audit.seen import day_at
from domain.article import Role
from flows.house import House
from index.grid import filled, weeks_between
from index.questions import Axis, Cell, CoverageAnswer, CoverageQuestion, Filters

GRID = (Axis.UNIT, Axis.AREA, Axis.WEEK)


@dataclass(frozen=True)
class Checks:
    """What was looked at of a unit's sites in the period; not `assessable`: a zero says nothing about the unit."""

    done: int
    made_up: int  # read later, back to that day
    expected: int
    assessable: bool


@dataclass(frozen=True)
class Row:
    """One cell; `total` counts all articles of the same place whatever they are about; None checks: not per unit."""

    key: tuple[str | None, ...]
    cell: Cell
    total: int
    undated: bool = False
    checks: Checks | None = None


@dataclass(frozen=True)
class Covered:
    """The cells of one question."""

    by: tuple[Axis, ...]
    period: Period | None
    rows: tuple[Row, ...]


def cover(
    house: House, by: tuple[Axis, ...], roles: tuple[Role, ...], since: date | None, until: date | None
) -> Covered:
    """Ask the index; the period is what is given, or from the oldest to the newest article. Raises StoreError."""
    question = CoverageQuestion(by, Filters(since=since, until=until), roles)
    answer = house.index.coverage(question)
    period = _period(house, since, until)
    bases = tuple(axis for axis in by if axis is not Axis.AREA)
    totals = house.index.totals(CoverageQuestion(bases, question.filters, roles))
    checks = _checks(house, period) if period and Axis.UNIT in by else {}
    cells = _with_zeros(house, answer, period)
    rows = [_row(by, bases, cell, totals.cells, checks, False) for cell in cells]
    rows += [_row(by, bases, cell, totals.undated, checks, True) for cell in answer.undated]
    return Covered(by, period, tuple(rows))


def _row(
    by: tuple[Axis, ...], bases: tuple[Axis, ...], cell: Cell, totals: Sequence[Cell],
    checks: dict[str, Checks], undated: bool,
) -> Row:
    at = dict(zip(by, cell.key, strict=True))
    base = tuple(at[axis] for axis in bases)
    total = next((one.articles for one in totals if one.key == base), 0)
    return Row(cell.key, cell, total, undated, checks.get(at.get(Axis.UNIT) or ""))


def _with_zeros(house: House, answer: CoverageAnswer, period: Period | None) -> Iterator[Cell]:
    if period is None or any(axis not in GRID for axis in answer.by):
        yield from answer.cells
        return
    watched = {source.unit for source in house.sources.values()}
    rows = [unit for unit in house.registry.units if unit in watched]
    yield from filled(answer, house.registry, house.plan, weeks_between(period.first, period.last), rows)


def _period(house: House, since: date | None, until: date | None) -> Period | None:
    weeks = [cell.key[0] for cell in house.index.totals(CoverageQuestion((Axis.WEEK,))).cells if cell.key[0]]
    if not weeks and not (since and until):
        return None
    today = house.clock.today()
    first, last = (_monday(weeks[0]), max(_sunday(weeks[-1]), today)) if weeks else (since, until)
    first, last = since or first, until or last
    return Period(first, last) if first and last and first <= last else None


def _monday(week: str) -> date:
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def _sunday(week: str) -> date:
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 7)


def _checks(house: House, period: Period) -> dict[str, Checks]:
    """The checks of every unit over its sources."""
    clock = house.clock
    found: dict[str, Checks] = {}
    for source in house.sources.values():
        seen = gather(house.store, source, clock.now(), clock.simulated, house.registry.get(source.unit))
        one: Completeness = completeness(seen, period, day_at(clock.now()), house.calendar)
        other = found.get(source.unit, Checks(0, 0, 0, True))
        found[source.unit] = Checks(
            other.done + one.done, other.made_up + one.made_up, other.expected + one.expected,
            other.assessable and one.assessable,
        )
    return found
