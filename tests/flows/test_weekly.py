"""The week's report: which week, when, and once."""

from datetime import UTC, date, datetime

import pytest

from audit.completeness import Period
from domain.clock import Clock
from flows.house import House
from flows.weekly import SENT, due_at, file_of, last_week, made, week_report
from flows.weekly import written as written_weeks

WEEK = Period(date(2023, 8, 21), date(2023, 8, 27))


@pytest.mark.parametrize(("now", "first"), [
    (datetime(2023, 8, 27, 16, 59, tzinfo=UTC), date(2023, 8, 14)),  # Sunday, one minute to midnight in Vietnam
    (datetime(2023, 8, 27, 17, 0, tzinfo=UTC), date(2023, 8, 21)),
    (datetime(2024, 1, 1, 1, 0, tzinfo=UTC), date(2023, 12, 25)),
])
def test_the_last_whole_week_in_vietnam(now: datetime, first: date) -> None:
    assert last_week(now).first == first


def test_it_is_due_on_monday_at_seven() -> None:
    assert due_at(WEEK).astimezone(UTC) == datetime(2023, 8, 28, 0, 0, tzinfo=UTC)


def test_it_is_written_once_and_noted(house: House) -> None:
    assert week_report(house, WEEK, "me") and made(house, WEEK.first)
    assert not week_report(house, WEEK, "other")
    [written] = (house.settings.home / "reports").glob("*.html")
    assert written.name == "bao-cao-20230821-20230827.html"
    assert file_of(house, "2023-W34") == written and written_weeks(house) == {"2023-W34"}
    assert not house.store.ledger.events(SENT)  # that is the next step's word
    assert not house.store.ledger.leases(Clock().now())


def test_a_second_process_leaves_it_to_the_first(house: House) -> None:
    assert house.store.ledger.claim("report:2023-W34", "other", Clock().now(), 60)
    assert not week_report(house, WEEK, "me") and not made(house, WEEK.first)
