"""Every table that can be asked for, over two agencies and a newspaper of which nothing was ever read."""

from datetime import date
from itertools import permutations

import pytest

from domain.article import Role
from flows.covering import Row, cover
from flows.house import House
from index.questions import Axis
from tests.index import made


@pytest.fixture
def stored(house: House) -> House:
    """Three articles of one agency, one of them undated; the other two published nothing that we know of."""
    day = date(2023, 8, 22)
    house.index.put([
        made.article(1, on=day, areas="A01:P A08:P", unit="so-tttt", source="so-tttt"),
        made.article(2, on=day, unit="so-tttt", source="so-tttt"),
        made.article(3, areas="A08:P", unit="so-tttt", source="so-tttt"),
    ])
    return house


def asked(house: House, *by: Axis, since: date | None = None) -> tuple[Row, ...]:
    return cover(house, by, (Role.PUBLISHER,), since, None).rows


def test_by_area_alone_the_denominator_is_every_article(stored: House) -> None:
    rows = {one.key[0]: one for one in asked(stored, Axis.AREA)}
    assert (len(rows), {one.total for one in rows.values()}) == (12, {3})
    assert [rows[area].cell.articles for area in ("A01", "A08", "A02")] == [1, 2, 0]


def test_axes_come_in_any_number_and_order(stored: House) -> None:
    for by in (by for count in (1, 2, 3) for by in permutations(Axis, count)):
        rows = asked(stored, *by)
        assert sum(one.cell.articles for one in rows) == (3 if Axis.AREA in by else 2), by
        assert all(one.total >= one.cell.articles for one in rows), by


@pytest.mark.parametrize("by", [Axis.UNIT, Axis.SOURCE])
def test_a_zero_of_what_was_never_read_says_so(stored: House, by: Axis) -> None:
    zeros = {one.key[0]: one for one in asked(stored, by, since=date(2023, 8, 1)) if not one.cell.articles}
    assert set(zeros) == {"so-noi-vu", "bao-lac-giang"}
    assert all(one.checks and not one.checks.assessable for one in zeros.values())
