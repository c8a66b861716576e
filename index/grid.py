"""The cells that nothing filled: which unit did not treat which area in which week, for every store alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
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


def months_between(since: date, until: date) -> tuple[str, ...]:
    """Every month that has a day between these, both included."""
    first, last = since.year * 12 + since.month - 1, until.year * 12 + until.month - 1
    return tuple(f"{n // 12}-{n % 12 + 1:02d}" for n in range(first, last + 1))


@cache
def days_of(span: str) -> tuple[date, date]:
    """Monday and Sunday of `2023-W34`, first and last day of `2023-08`. Raises ValueError."""
    if "-W" not in span:
        first = date.fromisoformat(f"{span}-01")
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    year, number = span.split("-W")
    monday = date.fromisocalendar(int(year), int(number), 1)
    return monday, monday + timedelta(days=6)


def stood(unit: Unit, span: str) -> bool:
    """Whether the unit existed on any day of the week or month."""
    first, last = days_of(span)
    return (unit.valid_from is None or unit.valid_from <= last) and (
        unit.valid_to is None or first <= unit.valid_to)


def filled(
    answer: CoverageAnswer, registry: Registry, plan: Plan, weeks: Sequence[str], units: Iterable[str] | None = None,
    sources: Mapping[str, str] | None = None, months: Sequence[str] = (),
) -> Iterator[Cell]:
    """Every cell of units × areas × weeks, empty ones as zeros, then what was counted outside of that grid.

    `units`: the rows; by default whom the plan binds. `sources`: source -> unit, for tables by source. A unit has cells
    only for weeks (months) in which it stood. Cells of other units, of areas that the plan does not have and of weeks
    outside come last, so that nothing is dropped unseen. A table by form, or by week and month, is as it was counted.
    """
    counted = {cell.key: cell for cell in answer.cells}
    if Axis.FORMAT not in answer.by and not {Axis.WEEK, Axis.MONTH} <= set(answer.by):
        for key in _keys(answer.by, registry, plan, weeks, units, sources or {}, months):
            yield counted.pop(key) if key in counted else Cell(key, 0, 0, 0, 0)
    yield from counted.values()


def _keys(
    by: tuple[Axis, ...], registry: Registry, plan: Plan, weeks: Sequence[str], units: Iterable[str] | None,
    sources: Mapping[str, str], months: Sequence[str],
) -> Iterator[tuple[str, ...]]:
    rows = [registry.units[one] for one in units] if units is not None else list(_bound(registry, weeks))
    rows = [unit for unit in rows if any(stood(unit, week) for week in weeks)]
    values = {
        Axis.UNIT: [unit.id for unit in rows],
        Axis.SOURCE: list(sources),
        Axis.KIND: list(dict.fromkeys(unit.kind for unit in rows)),
        Axis.AREA: [area.id for area in plan.areas],
        Axis.WEEK: list(weeks),
        Axis.MONTH: list(months),
    }
    for key in product(*(values[axis] for axis in by)):
        if _exists(dict(zip(by, key, strict=True)), registry, sources):
            yield key


def _exists(at: Mapping[Axis, str], registry: Registry, sources: Mapping[str, str]) -> bool:
    """Whether the place is one place, and stood at that time."""
    owners = {sources[at[Axis.SOURCE]]} if Axis.SOURCE in at else set()
    owners |= {at[Axis.UNIT]} if Axis.UNIT in at else set()
    units = [registry.units[one] for one in owners]
    span = at.get(Axis.WEEK) or at.get(Axis.MONTH)
    return len(units) < 2 and all(
        at.get(Axis.KIND, unit.kind) == unit.kind and (span is None or stood(unit, span)) for unit in units)


def _bound(registry: Registry, weeks: Sequence[str]) -> Iterator[Unit]:
    """Units that the plan binds in any of these weeks, in the registry's order."""
    return (unit for unit in registry.obligated(None) if any(stood(unit, week) for week in weeks))
