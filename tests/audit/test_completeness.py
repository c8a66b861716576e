"""k of n expected checks, and what a zero is worth."""

from datetime import date

from audit.completeness import Completeness, Period, completeness
from domain.record import MORE_BY_SCRIPT
from tests.audit.town import CALENDAR, TODAY, Town, back, daily, source

WEEK = Period(date(2023, 8, 14), date(2023, 8, 20))


def check(town: Town, today: date = TODAY, period: Period = WEEK) -> Completeness:
    return completeness(town, period, today, CALENDAR)  # type: ignore[arg-type]


def test_one_check_a_working_day() -> None:
    found = check(daily(Town(), back(20), 30))
    assert (found.done, found.expected) == (5, 5)
    assert found.assessable and found.complete and not found.failed


def test_days_to_come_are_not_expected_yet() -> None:
    assert check(Town(), date(2023, 8, 16)).expected == 3


def test_failed_and_unasked_days_are_told_apart() -> None:
    grown = Town().crawl(date(2023, 8, 14)).read(back(9)).crawl(date(2023, 8, 15)).fail("timeout")
    grown.crawl(date(2023, 8, 16), "interrupted")
    found = check(grown, date(2023, 8, 20))
    assert (found.done, found.expected) == (1, 5)
    assert found.failed == {"": 2, "interrupted": 1, "timeout": 1}
    assert found.assessable and not found.complete


def test_a_list_without_items_is_no_check() -> None:
    assert check(Town().crawl(date(2023, 8, 15)).read(None, items=0)).done == 0


def test_unread_in_the_period_is_not_assessable() -> None:
    found = check(Town().crawl(date(2023, 8, 10)).read(back(15)))
    assert not found.assessable and not found.complete


def test_a_later_reading_that_reaches_back_makes_the_period_complete() -> None:
    found = check(Town().crawl(TODAY).read(back(1)))
    assert (found.done, found.made_up, found.assessable, found.complete) == (0, 5, True, True)


def test_the_shortest_section_says_how_far_a_later_reading_goes_back() -> None:
    grown = Town(source("tin", "cchc")).crawl(TODAY).read(back(1)).read(back(1), "cchc", oldest=date(2023, 8, 16))
    found = check(grown)
    assert (found.reach, found.made_up, found.complete) == (date(2023, 8, 16), 3, False)
    grown.read(back(8), "cchc", oldest=date(2023, 8, 1), page=2)
    assert check(grown).complete


def test_a_later_reading_of_recent_items_only_says_nothing_about_the_period() -> None:
    found = check(Town().crawl(TODAY).read(back(0), oldest=date(2023, 8, 18)))
    assert not found.assessable


def test_no_crawl_at_all() -> None:
    found = check(Town())
    assert (found.done, found.last_read, found.reach, found.assessable) == (0, None, None, False)


def first_page_only(oldest: date) -> Town:
    """Read on 11/8 and on 18/8; a script alone turns the pages, and the second reading goes back to `oldest`."""
    grown = Town().crawl(date(2023, 8, 11)).read(date(2023, 8, 11), oldest=date(2023, 7, 1), detail=MORE_BY_SCRIPT)
    return grown.crawl(date(2023, 8, 18)).read(date(2023, 8, 18), oldest=oldest, detail=MORE_BY_SCRIPT)


def test_what_left_a_first_page_between_two_readings_is_not_made_up_for() -> None:
    found = check(first_page_only(date(2023, 8, 16)))
    assert (found.done, found.made_up, found.complete) == (1, 2, False)
    assert found.failed["needs_browser"] == 2


def test_first_pages_that_overlap_leave_no_gap() -> None:
    found = check(first_page_only(date(2023, 8, 9)))
    assert (found.done, found.made_up, found.complete) == (1, 4, True)


def test_a_period_within_a_gap_is_not_assessable() -> None:
    grown = Town().crawl(date(2023, 8, 1)).read(date(2023, 8, 1), detail=MORE_BY_SCRIPT)
    grown.crawl(TODAY).read(TODAY, oldest=date(2023, 8, 21), detail=MORE_BY_SCRIPT)
    assert not check(grown).assessable
