"""The cells that nothing filled: which unit did not treat which area in which week, for every store alike."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product

from domain.dated import week_of
from domain.plan import Plan
from domain.unit import Registry, Unit
from index.questions import Axis, Cell, CoverageAnswer


def weeks_between(since: date, until: date) -> tuple[str, ...]:
    """Every ISO week that has a day between these, both included."""
    monday = since - timedelta(days=since.weekday())
    count = (until - monday).days // 7 + 1
    return tuple(week_of(monday + timedelta(weeks=n)) for n in range(count))


def days_of(week: str) -> tuple[date, date]:
    """Monday and Sunday of `2023-W34`. Raises ValueError."""
    year, number = week.split("-W")
    monday = date.fromisocalendar(int(year), int(number), 1)
    return monday, monday + timedelta(days=6)


def stood(unit: Unit, week: str) -> bool:
    """Whether the unit existed on any day of the week."""
    monday, sunday = days_of(week)
    return (unit.valid_from is None or unit.valid_from <= sunday) and (
        unit.valid_to is None or monday <= unit.valid_to)


def filled(
    answer: CoverageAnswer, registry: Registry, plan: Plan, weeks: Sequence[str], units: Iterable[str] | None = None
) -> Iterator[Cell]:
    """Every cell of units × areas × weeks, empty ones as zeros, then what was counted outside of that grid.

    `units`: the rows; by default whom the plan binds. A unit has cells only for weeks in which it stood. Cells of other
    units, of areas that the plan does not have and of weeks outside come last, so that nothing is dropped unseen.
    """
    counted = {cell.key: cell for cell in answer.cells}
    for key in _keys(answer.by, registry, plan, weeks, units):
        yield counted.pop(key) if key in counted else Cell(key, 0, 0, 0, 0)
    yield from counted.values()


def _keys(
    by: tuple[Axis, ...], registry: Registry, plan: Plan, weeks: Sequence[str], units: Iterable[str] | None
) -> Iterator[tuple[str, ...]]:
    if others := [axis.value for axis in by if axis not in (Axis.UNIT, Axis.AREA, Axis.WEEK)]:
        raise ValueError(f"no grid by {', '.join(others)}")
    rows = [registry.units[one] for one in units] if units is not None else list(_bound(registry, weeks))
    values = {
        Axis.UNIT: [unit.id for unit in rows if any(stood(unit, week) for week in weeks)],
        Axis.AREA: [area.id for area in plan.areas],
        Axis.WEEK: list(weeks),
    }
    exists = {(unit.id, week) for unit in rows for week in weeks if stood(unit, week)}
    for key in product(*(values[axis] for axis in by)):
        at = dict(zip(by, key, strict=True))
        if Axis.UNIT not in at or Axis.WEEK not in at or (at[Axis.UNIT], at[Axis.WEEK]) in exists:
            yield key


def _bound(registry: Registry, weeks: Sequence[str]) -> Iterator[Unit]:
    """Units that the plan binds in any of these weeks, in the registry's order."""
    return (unit for unit in registry.obligated(None) if any(stood(unit, week) for week in weeks))
