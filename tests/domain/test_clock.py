"""One clock, which can be frozen and says so."""

from datetime import UTC, date, datetime

import pytest

from domain.clock import Clock, clock, parse_now
from domain.errors import SettingsError


def test_a_frozen_clock_stands_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHUSONG_NOW", "2023-08-28T00:30:00+07:00")
    frozen = clock()
    assert frozen.simulated and frozen.now() == frozen.now() == datetime(2023, 8, 27, 17, 30, tzinfo=UTC)
    assert frozen.today() == date(2023, 8, 28)


def test_the_real_clock_goes_on_in_utc() -> None:
    real = Clock()
    assert not real.simulated and real.now().tzinfo is UTC and real.now() <= real.now()


@pytest.mark.parametrize("text", ["hôm nay", "2023-08-28", "2023-08-28T08:00:00"])
def test_a_moment_without_offset_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="PHUSONG_NOW"):
        parse_now(text)
