"""Everything one report says, gathered once: the same object gives HTML now and other forms later."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from audit.completeness import Completeness, Period, completeness
from audit.freshness import judge
from audit.gather import gather
from audit.obligations import Held, Row, Status, obligation_rows
from audit.seen import day_at
from domain.article import Role, Zone
from domain.calendar import Calendar
from domain.plan import Plan
from domain.source import Source
from domain.unit import Registry
from domain.verdict import Finding, Verdict
from index.port import Index
from index.questions import Filters, Hit, SearchQuestion
from reports.coverage import coverage
from reports.table import Coverage
from store import Store


@dataclass(frozen=True)
class Versions:
    """By which plan, registry and rules the numbers were made."""

    plan: str
    registry: str
    reader: str
    program: str


@dataclass(frozen=True)
class Item:
    """One article of the list: title, source, day, link and no more (the text is not ours to print)."""

    title: str
    source: str
    unit: str
    day: date | None
    url: str
    areas: tuple[str, ...]
    repost: bool
    in_review: tuple[str, ...] = ()  # those of the areas that a person should look at


@dataclass(frozen=True)
class Duty:
    """One obligation with its answers: `rows` by status."""

    id: str
    whom: str
    must: str
    clause: str
    rows: tuple[Row, ...]

    def count(self, status: Status) -> int:
        """How many units have this answer."""
        return sum(row.status is status for row in self.rows)


@dataclass(frozen=True)
class Report:
    """One period, frozen. `now` and `before` are the tables of the period and of the one before it."""

    title: str
    issuer: str
    parent: str
    period: Period
    cutoff: datetime
    simulated: bool
    versions: Versions
    now: Coverage
    before: Coverage | None
    findings: tuple[Finding, ...]
    checks: tuple[Completeness, ...]
    duties: tuple[Duty, ...]
    items: tuple[Item, ...]  # all of them
    sources: Mapping[str, Source]
    names: Mapping[str, str]  # unit -> name
    unread: tuple[str, ...] = ()  # areas for which there are no rules: a zero there says nothing

    @property
    def sites(self) -> tuple[Finding, ...]:
        """The findings about whole sites."""
        return tuple(one for one in self.findings if one.section is None)

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """How many sites have each verdict, in the order of the list."""
        counts = Counter(one.verdict for one in self.sites)
        return {verdict: counts[verdict] for verdict in Verdict if counts[verdict]}

    @property
    def told(self) -> int:
        """Sites about which something can be said."""
        return sum(one.verdict.accuses or one.verdict is Verdict.UP_TO_DATE for one in self.sites)


@dataclass(frozen=True)
class Desk:
    """What reports are written from."""

    store: Store
    index: Index
    registry: Registry
    plan: Plan
    sources: Sequence[Source]
    calendar: Calendar
    unread: tuple[str, ...] = ()  # areas without rules


def make_report(desk: Desk, period: Period, now: datetime, versions: Versions, simulated: bool = False) -> Report:
    """The report of a period as known at `now` (aware UTC). Raises StoreError."""
    findings: list[Finding] = []
    checks, earlier = [], []
    past = previous(period)
    for source in desk.sources:
        seen = gather(desk.store, source, now, simulated, desk.registry.get(source.unit))
        findings += judge(seen, now, desk.calendar, simulated=simulated)
        checks.append(completeness(seen, period, day_at(now), desk.calendar))
        earlier.append(completeness(seen, past, day_at(now), desk.calendar))
    table = coverage(desk.index, desk.registry, desk.plan, checks, period)
    issuer = desk.registry.get(desk.plan.issuer)
    above = desk.registry.get(issuer.parent) if issuer and issuer.parent else None
    return Report(
        desk.plan.short, issuer.name_on(period.last) if issuer else "", above.name_on(period.last) if above else "",
        period, now, simulated or any(one.simulated for one in findings), versions, table,
        coverage(desk.index, desk.registry, desk.plan, earlier, past), tuple(findings), tuple(checks),
        _duties(desk, table, findings, checks, period), _items(desk, period),
        {source.id: source for source in desk.sources},
        {unit.id: unit.short_on(period.last) for unit in desk.registry.units.values()}, desk.unread,
    )


def previous(period: Period) -> Period:
    """The period of the same length just before."""
    days = period.last - period.first + timedelta(days=1)
    return Period(period.first - days, period.last - days)


def _items(desk: Desk, period: Period) -> tuple[Item, ...]:
    areas = tuple(area.id for area in desk.plan.areas)
    titles = {source.id: source.title for source in desk.sources}
    filters = Filters(areas=areas, since=period.first, until=period.last)
    found = [_item(hit, titles) for hit in desk.index.export(SearchQuestion(filters=filters))]
    return tuple(sorted(found, key=lambda one: (one.day or date.min, one.source, one.title, one.url)))


def _item(hit: Hit, titles: Mapping[str, str]) -> Item:
    counted = sorted(label for label in hit.areas if label.counts)
    return Item(
        hit.title, titles.get(hit.source, hit.source), hit.unit, hit.day, hit.url,
        tuple(label.area for label in counted), hit.repost,
        tuple(label.area for label in counted if label.zone is Zone.REVIEW))


def _duties(desk: Desk, table: Coverage, findings: Sequence[Finding], checks: Sequence[Completeness],
            period: Period) -> tuple[Duty, ...]:
    areas = [area.area for area in table.areas]
    published = {row.unit: dict(zip(areas, (one.articles for one in row.areas), strict=True)) for row in table.units}
    review = {row.unit: dict(zip(areas, (one.in_review for one in row.areas), strict=True)) for row in table.units}
    unsure = {row.unit: dict(zip(areas, row.unsure, strict=True)) for row in table.units}
    held = Held(desk.sources, findings, checks, published, _mentions(desk, table, period), unsure, review)
    rows = obligation_rows(desk.plan, desk.registry, held, period.last)
    return tuple(
        Duty(one.id, one.whom, one.must, one.clause, own)
        for one in desk.plan.obligations if (own := tuple(row for row in rows if row.obligation == one.id))
    )


def _mentions(desk: Desk, table: Coverage, period: Period) -> dict[str, dict[str, int]]:
    """For the zero cells of units that published at all: articles that merely mention the area."""
    found: dict[str, dict[str, int]] = {}
    for row in table.units:
        for area, count in zip(table.areas, row.areas, strict=True):
            if row.total and not count.articles:
                filters = Filters(units=(row.unit,), areas=(area.area,), mentions=True, since=period.first,
                                  until=period.last)
                question = SearchQuestion(filters=filters, roles=(Role.PUBLISHER,))
                found.setdefault(row.unit, {})[area.area] = desk.index.count(question)
    return found
