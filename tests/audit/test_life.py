"""Units begin and end: nobody is accused for a time in which it did not exist."""

from datetime import date

from audit.completeness import Period, completeness
from domain.verdict import Verdict
from tests.audit.town import CALENDAR, TODAY, Town, back, daily

OLD, STALE = back(90), back(20)


def town(newest: date, born: date | None = None, ended: date | None = None) -> Town:
    grown = Town(born=born, ended=ended).crawl()
    return grown.read(newest)


def test_after_the_last_day_nothing_is_held_against_the_unit() -> None:
    for one in town(OLD, ended=back(1)).judge():
        assert one.verdict is Verdict.NOT_CHECKED
        assert "đã kết thúc hoạt động sau ngày 21/08/2023" in one.reason


def test_on_the_last_day_it_still_is() -> None:
    assert {one.verdict for one in town(OLD, ended=TODAY).judge()} == {Verdict.SILENT}


def test_a_site_that_goes_on_after_its_unit_is_still_up_to_date() -> None:
    assert {one.verdict for one in town(back(1), ended=back(9)).judge()} == {Verdict.UP_TO_DATE}


def test_days_before_the_first_one_belong_to_the_predecessors() -> None:
    young, grown_up = town(OLD, born=back(7)), town(OLD, born=back(20))
    assert {one.verdict for one in young.judge()} == {Verdict.NOT_CHECKED}
    site = grown_up.judge()[0]
    assert site.verdict is Verdict.LATE
    assert "tính từ ngày 02/08/2023 đơn vị thành lập" in site.reason


def test_a_unit_to_come_is_not_judged() -> None:
    assert {one.verdict for one in town(OLD, born=back(-1)).judge()} == {Verdict.NOT_CHECKED}


def test_checks_are_expected_only_while_the_unit_exists() -> None:
    week = Period(date(2023, 8, 14), date(2023, 8, 20))
    grown = daily(Town(born=date(2023, 8, 16), ended=date(2023, 8, 17)), back(20), 30)
    found = completeness(grown, week, TODAY, CALENDAR)  # type: ignore[arg-type]
    assert (found.done, found.expected) == (2, 2)
