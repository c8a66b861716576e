"""Counting days: what a limit of n means, and what is never counted."""

from datetime import date, timedelta

import pytest

from audit.elapsed import span, working_days
from domain.source import Expect
from tests.audit.town import CALENDAR

WEEK = Expect(late=5, silent=10)
MONDAY = date(2023, 8, 14)


def test_a_limit_of_n_is_passed_on_working_day_n_plus_one() -> None:
    at_limit, past = (span(MONDAY, MONDAY + timedelta(days=n), WEEK, CALENDAR) for n in (7, 8))
    assert (at_limit.days, at_limit.late_from) == (5, None)
    assert (past.days, past.late_from) == (6, date(2023, 8, 22))


def test_silence_comes_after_lateness() -> None:
    found = span(MONDAY, date(2023, 8, 31), WEEK, CALENDAR)
    assert (found.late_from, found.silent_from, found.days) == (date(2023, 8, 22), date(2023, 8, 29), 13)


def test_weekends_count_in_calendar_days_only() -> None:
    found = span(MONDAY, date(2023, 8, 20), Expect(late=5, silent=10, days="calendar"), CALENDAR)
    assert (found.days, found.late_from) == (6, date(2023, 8, 20))


def test_outage_days_are_left_out_and_said() -> None:
    out = {date(2023, 8, 15), date(2023, 8, 16), date(2023, 8, 19)}  # the last is a Saturday
    found = span(MONDAY, date(2023, 8, 22), WEEK, CALENDAR, out)
    assert (found.days, found.excused, found.late_from) == (4, 2, None)


@pytest.mark.parametrize(("newest", "until", "unknown"), [
    (date(2041, 3, 1), date(2041, 3, 4), None),  # too few weekdays to be late in any case
    (date(2041, 3, 1), date(2041, 3, 29), 2041),
    (date(2010, 1, 1), date(2023, 8, 22), None),  # the known years alone are enough
])
def test_years_without_a_calendar_never_count_and_are_reported(newest: date, until: date, unknown: int | None) -> None:
    assert span(newest, until, WEEK, CALENDAR).unknown == unknown


def test_nothing_has_passed_on_the_day_itself_or_before() -> None:
    assert span(MONDAY, MONDAY, WEEK, CALENDAR).days == 0
    assert span(MONDAY, MONDAY - timedelta(days=3), WEEK, CALENDAR).days == 0


def test_working_days_of_a_period_leave_out_the_national_day() -> None:
    assert [day.day for day in working_days(date(2023, 8, 31), date(2023, 9, 6), CALENDAR)] == [31, 5, 6]
