"""Fills the coverage table from the index: computed once for the command line, the report and the web."""

from collections.abc import Mapping, Sequence
from datetime import date

from audit.completeness import Completeness, Period
from audit.obligations import UNWATCHED
from domain.article import Role
from domain.plan import Plan
from domain.unit import Registry, Unit
from index.grid import days_of, weeks_between
from index.port import Index
from index.questions import Axis, Cell, CoverageAnswer, CoverageQuestion, Filters
from reports.groups import GROUPS, group_of
from reports.table import ZERO, AreaRow, Check, Count, Coverage, UnitRow, WeekRow

ROWS = ("role:press", "role:portal", "role:obligated")


def coverage(index: Index, registry: Registry, plan: Plan, checks: Sequence[Completeness], period: Period) -> Coverage:
    """Asks the index for every breakdown apart: distinct articles do not add up over areas. Raises StoreError."""
    asked = _Asked(index, Filters(since=period.first, until=period.last))
    weeks = _weeks(period)
    units = _rows(registry, period, asked.units())
    kinds = _by_kind(asked)
    return Coverage(
        period,
        tuple(_unit_row(unit, name, kind, asked, plan, _check(unit, registry, checks)) for unit, name, kind in units),
        tuple(_area_row(area.id, area.short, area.title, asked, kinds) for area in plan.areas),
        tuple(WeekRow(week, first, last, asked.totals_by_week.get((week,), ZERO).articles,
                      asked.by_week.get((week,), ZERO)) for week, first, last in weeks),
        asked.every, asked.total, asked.undated, asked.undated_total,
        {(unit, area, week): count for (unit, area, week), count in asked.cells.items() if unit and area and week},
        frozenset((unit.id, week) for unit in registry.units.values() for week, first, last in weeks
                  if not _stood(unit, first, last)),
    )


Key = tuple[str | None, ...]


class _Asked:
    """Every answer of the index that the table needs, asked once."""

    def __init__(self, index: Index, filters: Filters) -> None:
        def cover(*by: Axis, role: Role = Role.PUBLISHER) -> CoverageAnswer:
            return index.coverage(CoverageQuestion(by, filters, (role,)))

        def total(*by: Axis) -> CoverageAnswer:
            return index.totals(CoverageQuestion(by, filters))

        every, totals, units = cover(Axis.SOURCE), total(Axis.SOURCE), cover(Axis.UNIT)
        self.every, self.undated = _sum(every.cells), _sum(every.undated)
        self.total, self.undated_total = _sum(totals.cells).articles, _sum(totals.undated).articles
        self.by_unit, self.undated_by_unit = _counts(units.cells), _counts(units.undated)
        by_unit_area = cover(Axis.UNIT, Axis.AREA)
        self.by_unit_area, self.undated_by_unit_area = _counts(by_unit_area.cells), _counts(by_unit_area.undated)
        self.cells = _counts(cover(Axis.UNIT, Axis.AREA, Axis.WEEK).cells)
        self.by_area = _counts(cover(Axis.AREA).cells)
        self.by_kind = _counts(cover(Axis.AREA, Axis.KIND).cells)
        self.by_week = _counts(cover(Axis.WEEK).cells)
        self.actor = _counts(cover(Axis.UNIT, role=Role.ACTOR).cells)
        self.acted = _counts(cover(Axis.UNIT, Axis.AREA, role=Role.ACTOR).cells)
        totals_by_unit = total(Axis.UNIT)
        self.totals_by_unit, self.undated_totals = _counts(totals_by_unit.cells), _counts(totals_by_unit.undated)
        self.totals_by_week = _counts(total(Axis.WEEK).cells)

    def units(self) -> set[str]:
        """Every publisher with at least one article of the period."""
        return {key[0] for key in (*self.by_unit, *self.totals_by_unit) if key[0]}


def _sum(cells: Sequence[Cell]) -> Count:
    """Of cells by source: an article has one source, so they add up to distinct articles."""
    return Count(*(sum(parts) for parts in zip(*(cell[1:] for cell in cells), strict=True))) if cells else ZERO


def _counts(cells: Sequence[Cell]) -> dict[Key, Count]:
    return {cell.key: Count(*cell[1:]) for cell in cells}


def _rows(registry: Registry, period: Period, seen: set[str]) -> list[tuple[str, str, str | None]]:
    """(unit, name, kind): who stands in the table whatever it did, then whoever else published."""
    fixed: dict[str, Unit] = {}
    for who in ROWS:
        members = registry.members(who, None)
        fixed |= {unit.id: unit for unit in members if _stood(unit, period.first, period.last)}
    others = sorted(seen - set(fixed))
    rows = [_named(one, registry.get(one), period.last) for one in (*fixed, *others)]
    order = [group.id for group in GROUPS]
    rows.sort(key=lambda row: order.index(group_of(row[2]).id))
    return rows


def _named(unit: str, known: Unit | None, on: date) -> tuple[str, str, str | None]:
    return (unit, known.short_on(on), known.kind) if known else (unit, unit, None)


def _unit_row(unit: str, name: str, kind: str | None, asked: _Asked, plan: Plan, check: Check) -> UnitRow:
    return UnitRow(
        unit, name, group_of(kind), check, asked.totals_by_unit.get((unit,), ZERO).articles,
        asked.by_unit.get((unit,), ZERO), tuple(asked.by_unit_area.get((unit, area.id), ZERO) for area in plan.areas),
        asked.actor.get((unit,), ZERO), tuple(asked.acted.get((unit, area.id), ZERO) for area in plan.areas),
        asked.undated_by_unit.get((unit,), ZERO).articles,
        tuple(asked.undated_by_unit_area.get((unit, area.id), ZERO).articles for area in plan.areas),
        asked.undated_totals.get((unit,), ZERO).articles,
    )


def _area_row(area: str, short: str, title: str, asked: _Asked, kinds: Mapping[tuple[str, str], Count]) -> AreaRow:
    units = [count for key, count in asked.by_unit_area.items() if key[1] == area and key[0]]
    groups = tuple(kinds.get((area, group.id), ZERO) for group in GROUPS)
    return AreaRow(area, short, title, asked.by_area.get((area,), ZERO), groups,
                   sum(bool(count.sure) for count in units), sum(count.unsettled for count in units))


def _by_kind(asked: _Asked) -> dict[tuple[str, str], Count]:
    """(area, group) sums: an article has one publisher, so kinds may be added up."""
    sums: dict[tuple[str, str], Count] = {}
    for (area, kind), count in asked.by_kind.items():
        if area:
            key = (area, group_of(kind).id)
            sums[key] = Count(*(a + b for a, b in zip(sums.get(key, ZERO), count, strict=True)))
    return sums


def _check(unit: str, registry: Registry, checks: Sequence[Completeness]) -> Check:
    own = [one for one in checks if one.unit == unit]
    known = registry.get(unit)
    if not own:
        return Check(why=UNWATCHED["via" if known and known.via else "no_source"])
    expected, done = sum(one.expected for one in own), sum(one.done for one in own)
    why = "" if all(one.assessable for one in own) else "chưa đọc được trang trong kỳ"
    return Check(expected, done, why, not all(one.complete for one in own), sum(one.made_up for one in own))


def _weeks(period: Period) -> list[tuple[str, date, date]]:
    """(ISO week, its first and last day inside the period)."""
    spans = [(week, *days_of(week)) for week in weeks_between(period.first, period.last)]
    return [(week, max(monday, period.first), min(sunday, period.last)) for week, monday, sunday in spans]


def _stood(unit: Unit, first: date, last: date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= last) and (unit.valid_to is None or first <= unit.valid_to)
