"""Quiet hours run over midnight, and a digest tells what happened up to its own hour."""

from datetime import datetime, time

import pytest

from domain.dated import VIETNAM
from flows.notices.quiet import digest_moment, is_quiet


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(("hour", "quiet"), [(17, False), (18, True), (23, True), (0, True), (6, True), (7, False)])
def test_quiet_hours_run_over_midnight(hour: int, quiet: bool) -> None:
    assert is_quiet(at(hour), time(18), time(7)) is quiet


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    assert is_quiet(at(13), time(12), time(14)) and not is_quiet(at(14), time(12), time(14))
    assert not is_quiet(at(3), time(0), time(0))


def test_the_digest_of_today_and_of_yesterday() -> None:
    assert digest_moment(at(7, 30), time(7, 30)) == at(7, 30)
    assert digest_moment(at(7, 29), time(7, 30)) == at(7, 30).replace(day=22)
    assert digest_moment(at(23), time(7, 30)) == at(7, 30)
