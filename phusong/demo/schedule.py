"""When each article of a site came out: spread over the twelve weeks, the newest on the day that the site file says."""

from datetime import date, datetime, timedelta
from random import Random

from domain.dated import VIETNAM
from phusong.demo.moment import FIRST_DAY, LATER_NOW, is_working
from phusong.demo.sites import SiteSpec


def moments(site: SiteSpec, count: int) -> list[datetime]:
    """`count` moments, oldest first; the last ones close together, so that every section can have a recent item."""
    rng = Random(f"schedule/{site.id}")
    days = [*_open_days(site, FIRST_DAY, site.newest - timedelta(days=1)), site.newest]
    closing = min(count, max(1, sum(1 for section in site.sections if not section.until and not section.fault)))
    last = days[-closing:]
    spread = days[: -closing] or days
    early = count - closing
    places = [int((number + rng.random() * 0.8) * len(spread) / early) for number in range(early)]
    chosen = [spread[min(len(spread) - 1, place)] for place in places]
    return [_at(day, rng) for day in sorted(chosen)] + [_at(day, rng) for day in last]


def later_moments(site: SiteSpec, count: int) -> list[datetime]:
    """`count` moments after the first look, the last one two working days before the second."""
    rng = Random(f"later/{site.id}")
    days = _open_days(site, date(2023, 8, 29), LATER_NOW.date() - timedelta(days=1))
    if count <= 1:
        return [_at(days[-1], rng)][:count]
    return [_at(days[(len(days) - 1) * number // (count - 1)], rng) for number in range(count)]


def _open_days(site: SiteSpec, first: date, last: date) -> list[date]:
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [day for day in days if site.daily or is_working(day)]


def _at(day: date, rng: Random) -> datetime:
    return datetime(day.year, day.month, day.day, rng.randint(7, 17), rng.randint(1, 59), tzinfo=VIETNAM)
