"""A date says how it is known, and the day is Vietnam's."""

from datetime import UTC, date, datetime

import pytest

from domain.dated import VIETNAM, Confidence, Dated, Precision, week_of


def dated(value: datetime | date, precision: Precision) -> Dated:
    return Dated(value, precision, "visible", Confidence.MEDIUM, "…")


def test_the_day_is_vietnams() -> None:
    late_in_utc = dated(datetime(2023, 8, 20, 17, 30, tzinfo=UTC), Precision.MINUTE)
    assert late_in_utc.day == date(2023, 8, 21)
    assert late_in_utc.as_json()["value"] == "2023-08-21T00:30:00+07:00"


def test_the_earliest_instant_of_a_day_is_midnight_in_vietnam() -> None:
    assert dated(date(2023, 8, 21), Precision.DAY).earliest == datetime(2023, 8, 20, 17, 0, tzinfo=UTC)
    moment = datetime(2023, 8, 21, 9, 5, tzinfo=VIETNAM)
    assert dated(moment, Precision.MINUTE).earliest == moment


@pytest.mark.parametrize(("value", "precision"), [
    (date(2023, 8, 21), Precision.DAY), (date(2023, 8, 1), Precision.MONTH),
    (datetime(2023, 8, 21, 9, 5, tzinfo=VIETNAM), Precision.MINUTE),
])
def test_there_and_back(value: datetime | date, precision: Precision) -> None:
    assert Dated.from_json(dated(value, precision).as_json()) == dated(value, precision)


@pytest.mark.parametrize(("day", "week"), [
    (date(2023, 8, 22), "2023-W34"), (date(2023, 1, 1), "2022-W52"), (date(2024, 12, 30), "2025-W01"),
])
def test_iso_weeks_at_the_turn_of_the_year(day: date, week: str) -> None:
    assert week_of(day) == week
