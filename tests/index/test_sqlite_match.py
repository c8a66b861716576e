"""Days among other conditions, as tokens."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sqlite_match import day_tags


@pytest.mark.parametrize(("first", "last", "tokens"), [
    (date(2023, 8, 22), date(2023, 8, 22), ["__t_20230822"]),
    (date(2023, 8, 1), date(2023, 8, 31), ["__m_202308"]),
    (date(2024, 2, 1), date(2024, 2, 29), ["__m_202402"]),
    (date(2024, 1, 1), date(2024, 12, 31), ["__y_2024"]),
    (date(2022, 12, 31), date(2024, 2, 1), ["__t_20221231", "__y_2023", "__m_202401", "__t_20240201"]),
    (date(2023, 8, 2), date(2023, 8, 1), []),
])
def test_whole_years_and_months_are_one_token(first: date, last: date, tokens: list[str]) -> None:
    assert list(day_tags(first, last)) == tokens


@settings(max_examples=40, deadline=None)
@given(st.dates(date(2019, 1, 1), date(2026, 1, 1)), st.integers(0, 900))
def test_every_day_is_in_exactly_one_token(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    tokens = set(day_tags(first, last))
    assert len(tokens) <= 2 * 30 + 2 * 11 + 5
    for number in range(-40, more + 41):
        day = first + timedelta(days=number)
        held = tokens & {f"__y_{day:%Y}", f"__m_{day:%Y%m}", f"__t_{day:%Y%m%d}"}
        assert len(held) == (first <= day <= last)
