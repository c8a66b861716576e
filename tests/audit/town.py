"""An invented town's site, crawled day by day in memory: what the audit's tests judge."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from audit.freshness import judge
from audit.seen import Activity, Seen
from domain.calendar import Calendar
from domain.outcome import OK
from domain.record import Fetch, Kind, Listing, Tally
from domain.settings import SHIPPED_DATA
from domain.source import Section, Source
from domain.verdict import Finding

URL = "https://thitran.example/"
TODAY = date(2023, 8, 22)  # a Tuesday
CALENDAR = Calendar.load(SHIPPED_DATA / "holidays.yml")


def at(day: date, hour: int = 1, minute: int = 0) -> datetime:
    """08:00 in Vietnam by default."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def back(days: int, day: date = TODAY) -> date:
    """That many calendar days earlier."""
    return day - timedelta(days=days)


def source(*sections: str, **given: object) -> Source:
    """A site with these sections; late after 7 working days, silent after 30."""
    parts = tuple(Section(id=name, name=name.title(), url=f"/{name}") for name in sections)
    return Source(id="thi-tran", title="UBND thị trấn", unit="thi-tran", url=URL, sections=parts, **given)  # type: ignore[arg-type]


@dataclass
class Town:
    """Grows by one crawl at a time; `judge` answers for TODAY."""

    source: Source = field(default_factory=lambda: source("tin"))
    listings: list[Listing] = field(default_factory=list)
    fetches: list[Fetch] = field(default_factory=list)
    crawls: list[Tally] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    skews: list[tuple[str, timedelta]] = field(default_factory=list)
    unchanged: list[Listing] = field(default_factory=list)
    born: date | None = None
    ended: date | None = None

    def crawl(self, day: date = TODAY, outcome: str = "ok", hour: int = 1) -> "Town":
        """Open a crawl that ends in `outcome`."""
        number = len(self.crawls) + 1
        started = at(day, hour)
        self.crawls.append(Tally("thi-tran", outcome, started=started, finished=started + timedelta(minutes=5),
                                 crawl=number))
        return self

    def read(self, newest: date | None, section: str | None = "tin", items: int = 10, dated: int | None = None,
             outcome: str = "ok", **given: object) -> "Town":
        """One reading of a list in the open crawl."""
        crawl = self.crawls[-1]
        assert crawl.started
        url = f"{URL}{section or ''}"
        dated = dated if dated is not None else items if newest else 0
        oldest = newest - timedelta(days=60) if newest else None
        row = Listing("thi-tran", section, url, crawl.started + timedelta(minutes=1), outcome, items, dated, newest,
                      f"{url}/moi-nhat" if newest else "", oldest, "listing", record=f"r{len(self.listings)}",
                      crawl=crawl.crawl)
        self.listings.append(replace(row, **given))  # type: ignore[arg-type]
        return self

    def fail(self, word: str, section: str | None = "tin", kind: Kind = Kind.LISTING) -> "Town":
        """One request of the open crawl that brought no list."""
        crawl = self.crawls[-1]
        assert crawl.started and word not in OK
        url = f"{URL}{section or ''}"
        moment = crawl.started + timedelta(minutes=1)
        self.fetches.append(Fetch("thi-tran", url, kind, moment, word, crawl=crawl.crawl))
        self.listings.append(Listing("thi-tran", section, url, moment, word, crawl=crawl.crawl))
        return self

    def offer(self, name: str, day: date | None, seen: date | None = None, *sections: str, **given: object) -> "Town":
        """One address that the site offered, first seen on `seen` (the last crawl's day by default)."""
        moment = at(seen) if seen else self.crawls[-1].started
        assert moment
        places = sections or ("tin",)
        row = Activity(name, f"{URL}bai/{name}", moment + timedelta(minutes=2), day, day, places, name,
                       f"{URL}{places[0]}")
        self.activities.append(replace(row, **given))  # type: ignore[arg-type]
        return self

    def same_since(self, day: date, section: str) -> "Town":
        """The section's page has shown the same since its reading of that day, if there is one."""
        row = next((one for one in self.listings if one.section == section and one.at.date() == day), None)
        made = Listing("thi-tran", section, f"{URL}{section}", at(day), "ok", record=row.record if row else "")
        self.unchanged.append(made)
        return self

    def judge(self, today: date = TODAY) -> tuple[Finding, ...]:
        """The findings at 10:00 of that day, the site's first."""
        seen = Seen(self.source, self.listings, self.fetches, self.crawls, self.activities, self.skews,
                    self.unchanged, (), self.born, self.ended)
        return judge(seen, at(today, 3), CALENDAR)


def daily(town: Town, newest: date | None, days: int, until: date = TODAY, **given: object) -> Town:
    """A crawl every day for `days` days up to `until`, each finding the same list."""
    for step in range(days - 1, -1, -1):
        town.crawl(back(step, until)).read(newest, **given)  # type: ignore[arg-type]
    return town
