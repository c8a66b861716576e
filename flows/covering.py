"""Coverage by any axes: zero cells where the unit stood, the denominator, and what each number's zero is worth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from audit.completeness import Completeness, Period, completeness
from audit.gather import gather
from audit.seen import day_at
from domain.article import Role
from flows.house import House
from index.grid import filled, months_between, weeks_between
from index.questions import Axis, Cell, CoverageAnswer, CoverageQuestion, Filters


@dataclass(frozen=True)
class Checks:
    """What was looked at of a unit's sites in the period; not `assessable`: a zero says nothing about the unit."""

    done: int
    made_up: int  # read later, back to that day
    expected: int
    assessable: bool


@dataclass(frozen=True)
class Row:
    """One cell; `total` counts all articles of the place whatever they are about; None checks: of no unit or source."""

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
    totals = _totals(house, CoverageQuestion(bases, question.filters, roles))
    place = next((axis for axis in (Axis.SOURCE, Axis.UNIT) if axis in by), None)
    checks = _checks(house, period, place) if period and place else {}
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
    return Row(cell.key, cell, total, undated, checks.get(at.get(Axis.SOURCE) or at.get(Axis.UNIT) or ""))


def _totals(house: House, question: CoverageQuestion) -> CoverageAnswer:
    """The denominators; of a table by area alone the sum over sources, as an article has one source."""
    if question.by:
        return house.index.totals(question)
    apart = house.index.totals(replace(question, by=(Axis.SOURCE,)))
    cells, undated = ((Cell((), *(sum(parts) for parts in zip(*(one[1:] for one in cells), strict=True))),)
                      if cells else () for cells in (apart.cells, apart.undated))
    return CoverageAnswer((), cells, undated)


def _with_zeros(house: House, answer: CoverageAnswer, period: Period | None) -> Iterable[Cell]:
    if period is None:
        return answer.cells
    sources = {source.id: source.unit for source in house.sources.values()}
    rows = [unit for unit in house.registry.units if unit in sources.values()]
    weeks, months = weeks_between(period.first, period.last), months_between(period.first, period.last)
    return filled(answer, house.registry, house.plan, weeks, rows, sources, months)


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


def _checks(house: House, period: Period, place: Axis) -> dict[str, Checks]:
    """The checks of every source, or of every unit over its sources."""
    clock = house.clock
    found: dict[str, Checks] = {}
    for source in house.sources.values():
        seen = gather(house.store, source, clock.now(), clock.simulated, house.registry.get(source.unit))
        one: Completeness = completeness(seen, period, day_at(clock.now()), house.calendar)
        name = source.id if place is Axis.SOURCE else source.unit
        other = found.get(name, Checks(0, 0, 0, True))
        found[name] = Checks(
            other.done + one.done, other.made_up + one.made_up, other.expected + one.expected,
            other.assessable and one.assessable,
        )
    return found
