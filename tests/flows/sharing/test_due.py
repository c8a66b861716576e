"""How often a source is looked at, and that nothing makes it be looked at too often or never."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.calendar import Calendar
from domain.dated import VIETNAM
from domain.record import Tally
from domain.settings import SHIPPED_DATA
from domain.source import Expect, Source
from flows.sharing.due import BUSY, OFFICE, PRESS, QUIET, TRIES, Group, due, group_of, interval, part, window

CALENDAR = Calendar.load(SHIPPED_DATA / "holidays.yml")
MONDAY = datetime(2023, 8, 28, 9, 0, tzinfo=VIETNAM)


def source(name: str = "so-y-te", **expect: object) -> Source:
    return Source(id=name, title=name, unit=name, url=f"http://{name}.invalid/", expect=Expect(**expect))


def crawled(name: str, at: datetime, outcome: str = "ok") -> dict[str, list[Tally]]:
    return {name: [Tally(name, outcome, started=at.astimezone(UTC))]}


PAPER = source("bao", late=2, silent=7, days="calendar")
AGENCY = source()


def test_groups_follow_from_what_is_normal_for_a_source() -> None:
    assert group_of(PAPER) is Group.PRESS
    assert group_of(AGENCY) is Group.AGENCIES


@pytest.mark.parametrize(("one", "at", "length"), [
    (PAPER, MONDAY, PRESS),
    (PAPER, datetime(2023, 9, 2, 23, 0, tzinfo=VIETNAM), PRESS),
    (source("bao", late=1, silent=3, days="calendar", items=(90, 200)), MONDAY, BUSY),
    (AGENCY, MONDAY, OFFICE),
    (AGENCY, MONDAY.replace(hour=18), QUIET),
    (AGENCY, MONDAY.replace(hour=6, minute=59), QUIET),
    (AGENCY, datetime(2023, 8, 27, 9, 0, tzinfo=VIETNAM), QUIET),  # Sunday
    (AGENCY, datetime(2023, 9, 4, 9, 0, tzinfo=VIETNAM), QUIET),  # a holiday on a Monday
    (AGENCY, datetime(2023, 8, 28, 2, 0, tzinfo=UTC), OFFICE),  # nine in the morning in Vietnam
])
def test_intervals(one: Source, at: datetime, length: timedelta) -> None:
    assert interval(one, at, CALENDAR) == length


def test_a_window_holds_the_moment_and_never_moves() -> None:
    for minutes in range(0, 24 * 60, 7):
        at = MONDAY + timedelta(minutes=minutes)
        for one in (PAPER, AGENCY):
            frame = window(one, at, CALENDAR)
            assert frame.begins <= at < frame.begins + frame.length
            assert window(one, at, CALENDAR) == frame


def test_sources_are_spread_over_the_hour() -> None:
    minutes = {window(source(f"so-{n}"), MONDAY, CALENDAR).begins.astimezone(VIETNAM).minute // 10 for n in range(60)}
    assert len(minutes) == 6


def test_a_source_is_due_once_in_its_window() -> None:
    frame = window(AGENCY, MONDAY, CALENDAR)
    assert due([AGENCY], {}, MONDAY, CALENDAR) == [AGENCY]
    assert due([AGENCY], crawled("so-y-te", frame.begins - timedelta(seconds=1)), MONDAY, CALENDAR) == [AGENCY]
    assert due([AGENCY], crawled("so-y-te", frame.begins), MONDAY, CALENDAR) == []
    assert due([AGENCY], crawled("so-y-te", frame.begins, "forbidden"), MONDAY, CALENDAR) == []


def test_a_crawl_that_was_cut_off_is_repeated_but_not_for_ever() -> None:
    cut = crawled("so-y-te", MONDAY, "interrupted")["so-y-te"]
    for tries in range(TRIES):
        assert due([AGENCY], {"so-y-te": cut * tries}, MONDAY, CALENDAR) == [AGENCY]
    assert due([AGENCY], {"so-y-te": cut * TRIES}, MONDAY, CALENDAR) == []


def test_the_longest_unseen_comes_first() -> None:
    others = [source(f"so-{n}") for n in range(4)]
    crawls = {f"so-{n}": crawled(f"so-{n}", MONDAY - timedelta(days=n))[f"so-{n}"] for n in (1, 3, 2)}
    assert [one.id for one in due(others, crawls, MONDAY, CALENDAR)] == ["so-0", "so-3", "so-2", "so-1"]


def test_a_day_of_looks_at_every_quarter_brings_one_crawl_an_hour() -> None:
    crawls: dict[str, list[Tally]] = {"so-y-te": []}
    start = datetime(2023, 8, 28, 0, 3, tzinfo=VIETNAM)
    for quarter in range(96):
        at = start + timedelta(minutes=15 * quarter)
        if due([AGENCY], crawls, at, CALENDAR):
            crawls["so-y-te"] += crawled("so-y-te", at)["so-y-te"]
    hours = [one.started.astimezone(VIETNAM).hour for one in crawls["so-y-te"] if one.started]
    assert len([hour for hour in hours if 7 <= hour < 18]) in (11, 12)
    assert 2 <= len([hour for hour in hours if not 7 <= hour < 18]) <= 4


def test_parts_share_the_sources_and_keep_a_host_together() -> None:
    twins = [source(f"so-{n}") for n in range(30)] + [
        Source(id=f"chuyen-muc-{n}", title="x", unit="x", url="http://so-1.invalid/khac/") for n in range(3)]
    shares = [part(twins, number, 3) for number in range(3)]
    assert sorted(one.id for share in shares for one in share) == sorted(one.id for one in twins)
    assert sum(any(one.host == "so-1.invalid" for one in share) for share in shares) == 1
    assert all(shares)
