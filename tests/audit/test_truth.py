"""Random histories with a known truth: whatever goes wrong on the way, an accusation is never false."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.elapsed import span
from domain.source import Expect
from domain.verdict import Verdict
from tests.audit.town import CALENDAR, TODAY, URL, Town, back, source

DAYS = 60
RULE = Expect()
WORDS = ("timeout", "server_error", "forbidden", "soft_404", "empty_template", "site_changed", "needs_browser",
         "cut_short", "redirected_home", "interrupted", "robots_denied")
LESS = ("skip", "unchanged", "undated", "article dates", "stale feed")  # less than the whole truth, or nothing


@dataclass(frozen=True)
class Item:
    """`shown` is the day it appears, `said` the date it carries (earlier when backdated, None when undated)."""

    shown: date
    said: date | None
    name: str


def truth(chance: Random) -> list[Item]:
    """Publications of four months; some carry a wrong date or none."""
    items = []
    for number, ago in enumerate(sorted((chance.randint(0, 120) for _ in range(chance.randint(6, 20))), reverse=True)):
        lag = chance.choice([0] * 12 + [200, None])
        items.append(Item(back(ago), None if lag is None else back(ago + lag), f"tin-{number}"))
    return items


def crawl(town: Town, way: str, day: date, items: list[Item], known: set[str]) -> None:
    if way == "skip":
        return
    town.crawl(day, "ok" if way not in WORDS else way)
    there = [one for one in items if one.shown <= day][-10:]
    if way in WORDS:
        town.fail(way)
        return
    if not there:
        town.fail("empty_template")
        return
    days = [one.said for one in there if one.said]
    shows = way in ("well", "unchanged")
    newest = max(days, default=None)
    address = next((f"{URL}bai/{one.name}" for one in there if one.said == newest), "")
    if way == "stale feed":
        town.read(back(400), items=10, platform="feed", url=f"{URL}rss")
    town.read(newest if shows else None, items=len(there), dated=len(days) if shows else 0, newest_url=address,
              oldest=min(days, default=None) if shows else None)
    for one in there:
        if one.name not in known:
            known.add(one.name)
            town.offer(one.name, one.said if way != "undated" else None)


@pytest.mark.parametrize("trouble", [0.0, 0.15, 0.5])
def test_no_accusation_is_false(trouble: float) -> None:
    accused = 0
    for seed in range(120):
        chance = Random(seed)
        items, town, known = truth(chance), Town(source("tin")), set[str]()
        for step in range(chance.randint(0, DAYS), -1, -1):
            way = chance.choice((*LESS, *WORDS)) if chance.random() < trouble else "well"
            crawl(town, way, back(step), items, known)
        for finding in town.judge():
            if finding.verdict.accuses:
                accused += 1
                assert finding.checked_at
                read = finding.checked_at.date()
                shown = max((one.shown for one in items if one.shown <= read), default=date(2000, 1, 1))
                assert span(shown, read, RULE, CALENDAR).late_from, (seed, finding.reason, shown)
    assert accused > 10  # it does accuse where it may


@settings(max_examples=60, deadline=None, derandomize=True)
@given(quiet=st.integers(1, 90), crawls=st.integers(1, 20))
def test_every_silence_is_found_by_the_first_check_after_its_limit(quiet: int, crawls: int) -> None:
    items = [Item(back(quiet + 3 * n), back(quiet + 3 * n), f"tin-{n}") for n in range(12, -1, -1)]
    town, known = Town(source("tin")), set[str]()
    for step in range(crawls - 1, -1, -1):
        crawl(town, "well", back(step), items, known)
    passed = span(back(quiet), TODAY, RULE, CALENDAR)
    due = Verdict.SILENT if passed.silent_from else Verdict.LATE if passed.late_from else Verdict.UP_TO_DATE
    for finding in town.judge():
        assert finding.verdict is due
        assert finding.since == (passed.silent_from or passed.late_from)


def test_the_simulation_itself_can_tell_truth_from_claim() -> None:
    items = [Item(back(2), back(202), "them"), *(Item(back(n), back(n), f"cu-{n}") for n in (60, 50, 40))]
    town, known = Town(source("tin")), set[str]()
    for step in (30, 20, 10, 1):
        crawl(town, "well", TODAY - timedelta(days=step), sorted(items, key=lambda one: one.shown), known)
    assert town.judge()[1].verdict is Verdict.UP_TO_DATE
