"""A moment inside an address: to the minute, in Vietnam, and of no year before such sites existed."""

from datetime import datetime

import pytest

from crawlers.dates.address import from_address
from domain.dated import VIETNAM, Precision


@pytest.mark.parametrize(
    ("digits", "moment"),
    [
        ("20230822081530123", (2023, 8, 22, 8, 15)),
        ("1230822081530", (2023, 8, 22, 8, 15)),  # a section's digit stands before it
        ("230822235959", (2023, 8, 22, 23, 59)),
        ("20050101000059", (2005, 1, 1, 0, 0)),
    ],
)
def test_seconds_and_what_follows_are_left_out(digits: str, moment: tuple[int, int, int, int, int]) -> None:
    found = from_address(f"https://bao.vn/an-binh-mo-diem-{digits}.htm")
    assert found is not None and found.precision is Precision.MINUTE
    assert found.value == datetime(*moment, tzinfo=VIETNAM)


@pytest.mark.parametrize("digits", ["20041231235959", "041231235959"])
def test_a_number_that_would_be_older_is_no_moment(digits: str) -> None:
    assert from_address(f"https://bao.vn/an-binh-mo-diem-{digits}.htm") is None
