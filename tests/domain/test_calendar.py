"""Working days: the traps of Tết, of compensation days and swapped days, and years that nobody has entered."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.errors import DataError
from domain.settings import SHIPPED_DATA


@cache
def shipped() -> Calendar:
    return Calendar.load(SHIPPED_DATA / "holidays.yml")


@pytest.fixture
def calendar() -> Calendar:
    return shipped()


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("off", "name"),
    [
        ("2016-02-08", "Tết Nguyên đán Bính Thân"),
        ("2017-01-02", "Tết Dương lịch"),  # 1/1 on a Sunday
        ("2018-04-25", "Giỗ Tổ Hùng Vương"),
        ("2019-04-15", "Giỗ Tổ Hùng Vương"),  # 14/4 on a Sunday
        ("2021-05-03", "Ngày Chiến thắng và Quốc tế Lao động"),  # 1/5 on a Saturday
        ("2021-09-03", "Quốc khánh"),  # two days since 2021
        ("2023-01-20", "Tết Nguyên đán Quý Mão"),
        ("2023-01-26", "Tết Nguyên đán Quý Mão"),
        ("2023-05-03", "Ngày Chiến thắng và Quốc tế Lao động"),  # Giỗ Tổ and 30/4 both on a weekend
        ("2023-09-04", "Quốc khánh"),
        ("2024-04-29", "nghỉ hoán đổi với ngày 04/05/2024"),
        ("2025-02-01", "Tết Nguyên đán Ất Tỵ"),
        ("2026-02-17", "Tết Nguyên đán Bính Ngọ"),
    ],
)
def test_holidays_compensation_and_swaps_are_off(calendar: Calendar, off: str, name: str) -> None:
    assert not calendar.is_working(day(off))
    assert calendar.name_of(day(off)) == name


@pytest.mark.parametrize(
    "worked", ["2020-09-01", "2020-09-03", "2023-01-19", "2023-01-27", "2023-05-04", "2023-09-05", "2024-04-26"]
)
def test_the_days_around_a_holiday_are_worked(calendar: Calendar, worked: str) -> None:
    assert calendar.is_working(day(worked))
    assert calendar.name_of(day(worked)) is None


def test_a_weekend_is_off_without_a_name(calendar: Calendar) -> None:
    assert not calendar.is_working(day("2023-08-26"))
    assert calendar.name_of(day("2023-08-26")) is None


def test_a_saturday_worked_for_a_day_off_counts_when_the_decision_is_known(calendar: Calendar) -> None:
    assert calendar.is_working(day("2024-05-04")) and calendar.is_working(day("2019-01-05"))


def test_a_saturday_that_is_only_believed_to_be_worked_does_not_count(calendar: Calendar) -> None:
    assert not calendar.is_working(day("2026-01-10"))
    assert not calendar.is_working(day("2026-01-02"))


def test_the_week_of_tet_2023_leaves_two_working_days(calendar: Calendar) -> None:
    assert calendar.working_days(day("2023-01-18"), day("2023-01-27")) == 2
    assert calendar.working_days(day("2023-01-19"), day("2023-01-26")) == 0


def test_both_ends_count_as_promised(calendar: Calendar) -> None:
    assert calendar.working_days(day("2023-08-21"), day("2023-08-22")) == 1
    assert calendar.working_days(day("2023-08-22"), day("2023-08-22")) == 0
    assert calendar.working_days(day("2023-08-25"), day("2023-08-21")) == 0


@pytest.mark.parametrize(
    ("year", "days"), [(2016, 251), (2018, 250), (2019, 252), (2021, 250), (2023, 249), (2024, 251)]
)
def test_a_year_has_its_number_of_working_days(calendar: Calendar, year: int, days: int) -> None:
    """Counted by hand: 260 to 262 weekdays, less 10 or 11 days off among them, and a swap over New Year."""
    assert calendar.working_days(date(year - 1, 12, 31), date(year, 12, 31)) == days


def test_known_years_are_said(calendar: Calendar) -> None:
    assert calendar.knows(2016) and calendar.knows(2026)
    assert not calendar.knows(2015) and not calendar.knows(2027)
    assert calendar.covers(day("2025-12-31"), day("2026-12-31"))
    assert not calendar.covers(day("2026-12-30"), day("2027-01-02"))


def test_an_expected_year_has_fewer_days_than_any_known_one(calendar: Calendar) -> None:
    known = min(calendar.working_days(date(y - 1, 12, 31), date(y, 12, 31)) for y in range(2016, 2027))
    expected = [calendar.working_days(date(y - 1, 12, 31), date(y, 12, 31)) for y in range(2027, 2036)]
    assert all(200 < days < known for days in expected)


@pytest.mark.parametrize("off", ["2027-02-05", "2027-02-12", "2027-04-16", "2027-04-30", "2027-09-01", "2027-01-04"])
def test_an_expected_year_keeps_the_days_that_a_decision_may_give(calendar: Calendar, off: str) -> None:
    assert not calendar.is_working(day(off))


def test_an_absent_year_has_no_working_day_at_all(calendar: Calendar) -> None:
    assert calendar.working_days(date(2035, 12, 31), date(2040, 12, 31)) == 0
    assert not calendar.is_working(day("2040-06-13"))


@given(st.dates(date(2016, 1, 1), date(2026, 6, 30)), st.integers(0, 60))
def test_the_count_is_that_of_the_single_days(start: date, span: int) -> None:
    calendar = shipped()
    days = [start + timedelta(n + 1) for n in range(span)]
    assert calendar.working_days(start, start + timedelta(span)) == sum(map(calendar.is_working, days))


YEAR = """\
years:
  - year: 2030
    holidays:
      - {name: Tết Dương lịch, from: 2030-01-01}
      - {name: Tết Nguyên đán, from: 2030-01-31, to: 2030-02-06}
      - {name: Giỗ Tổ Hùng Vương, from: 2030-04-12}
      - {name: Ngày Chiến thắng và Quốc tế Lao động, from: 2030-04-30, to: 2030-05-01}
      - {name: Quốc khánh, from: 2030-09-02, to: 2030-09-03}
      - {name: Nghỉ tránh bão, from: 2030-11-05}
    swaps:
      - {off: 2030-04-29, work: 2030-05-04}
"""


def test_the_department_can_add_a_closure_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "holidays.yml"
    file.write_text(YEAR, "utf-8")
    calendar = Calendar.load(file)
    assert calendar.name_of(day("2030-11-05")) == "Nghỉ tránh bão" and not calendar.is_working(day("2030-11-05"))
    assert calendar.is_working(day("2030-05-04"))


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("from: 2030-09-02, to: 2030-09-03", "from: 2031-09-02, to: 2031-09-03", 8, "phải thuộc năm 2030"),
        ("from: 2030-01-31, to: 2030-02-06", "from: 2030-02-06, to: 2030-01-31", 5, "phải thuộc năm 2030"),
        ("from: 2030-01-31, to: 2030-02-06", "from: 2030-01-31, to: 2030-12-06", 5, "không quá 21 ngày"),
        ("      - {name: Giỗ Tổ Hùng Vương, from: 2030-04-12}\n", "", 3, "năm 2030 thiếu: Giỗ Tổ Hùng Vương"),
        ("off: 2030-04-29, work: 2030-05-04", "off: 2030-05-04, work: 2030-04-29", 11, "thứ Bảy hoặc Chủ nhật"),
        ("year: 2030", "year: hai nghìn", 2, "cần một số nguyên"),
        ("from: 2030-11-05", "from: 5/11/2030", 9, "cần ngày dạng YYYY-MM-DD"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, old: str, new: str, line: int, expected: str) -> None:
    file = tmp_path / "holidays.yml"
    file.write_text(YEAR.replace(old, new), "utf-8")
    with pytest.raises(DataError) as caught:
        Calendar.load(file)
    assert caught.value.line == line and expected in caught.value.expected


def test_a_year_stands_once(tmp_path: Path) -> None:
    file = tmp_path / "holidays.yml"
    file.write_text(YEAR + "expected:\n  - {year: 2030, tet: 2030-02-02, hung: 2030-04-12}\n", "utf-8")
    with pytest.raises(DataError, match=r"dòng 13.*expected\.0\.year.*đã có ở trên"):
        Calendar.load(file)
