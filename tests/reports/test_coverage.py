"""The coverage table: right numbers, every zero cell, and no zero where nothing was seen."""

from datetime import date

import pytest

from audit.completeness import Period
from reports.coverage import coverage
from reports.table import Count, Coverage, UnitRow
from tests.reports.office import CHECKS, PERIOD, PLAN, REGISTRY, shelf


@pytest.fixture
def table() -> Coverage:
    return coverage(shelf(), REGISTRY, PLAN, CHECKS, PERIOD)  # type: ignore[arg-type]


def row(table: Coverage, unit: str) -> UnitRow:
    return next(one for one in table.units if one.unit == unit)


def test_rows_are_the_registry_in_order_of_groups_then_whoever_else_published(table: Coverage) -> None:
    assert [one.unit for one in table.units] == ["bao-tinh", "so-a", "so-b", "huyen-c", "la"]


def test_articles_are_counted_once_and_pairs_apart(table: Coverage) -> None:
    assert table.all == Count(articles=4, pairs=5, originals=3, reposts=1, in_review=1)
    assert (table.total, table.undated.articles, table.undated_total) == (6, 1, 2)
    assert row(table, "bao-tinh").covered == Count(2, 3, 2, 0)
    assert [one.articles for one in row(table, "bao-tinh").areas] == [2, 1, 0]


def test_reposts_are_told_from_originals(table: Coverage) -> None:
    assert row(table, "so-a").covered == Count(1, 1, 0, 1)


def test_what_waits_for_a_person_is_neither_a_zero_nor_coverage(table: Coverage) -> None:
    assert [(one.count.in_review, one.units, one.unsettled) for one in table.areas] == [(0, 2, 0), (2, 0, 2), (0, 0, 0)]
    assert [one.count.unsettled for one in table.areas] == [False, True, False]
    assert row(table, "bao-tinh").covered == Count(2, 3, 2, 0, in_review=0)  # one of its two areas is sure
    assert (table.covering, [one.unit for one in table.unsettled]) == (2, ["la"])
    assert [one.count.in_review for one in table.weeks] == [1, 0]
    assert table.cells["la", "A02", "2023-W33"].in_review == 1


def test_denominator_counts_articles_of_no_area(table: Coverage) -> None:
    assert [row(table, unit).total for unit in ("bao-tinh", "so-a", "la")] == [3, 2, 1]


def test_actor_view_counts_whoever_published(table: Coverage) -> None:
    assert [one.articles for one in row(table, "so-b").acted] == [1, 0, 0]
    assert row(table, "so-a").actor.articles == 2


def test_areas_by_group_add_up_to_the_area(table: Coverage) -> None:
    for area in table.areas:
        assert sum(one.articles for one in area.groups) == area.count.articles
    assert [(one.count.articles, one.units) for one in table.areas] == [(3, 2), (2, 0), (0, 0)]


def test_weeks_are_clipped_to_the_period_and_empty_ones_stay() -> None:
    made = coverage(shelf(), REGISTRY, PLAN, CHECKS, Period(date(2023, 8, 16), date(2023, 9, 5)))  # type: ignore[arg-type]
    assert [(one.week, one.first.day, one.last.day) for one in made.weeks] == [
        ("2023-W33", 16, 20), ("2023-W34", 21, 27), ("2023-W35", 28, 3), ("2023-W36", 4, 5)]
    assert [one.count.articles for one in made.weeks] == [1, 2, 0, 0]
    assert [one.total for one in made.weeks] == [2, 3, 0, 0]


def test_grid_has_every_cell_and_zero_only_where_the_unit_was_read(table: Coverage) -> None:
    grid = {(one.unit, one.area, one.week): one.number for one in table.grid()}
    assert len(grid) == 5 * 3 * 2
    assert grid["so-a", "A01", "2023-W34"] == Count(1, 1, 0, 1)
    assert grid["so-a", "A03", "2023-W34"] == Count()
    assert grid["so-a", "A01", "2023-W33"] is None  # it has an article on it without a day
    assert grid["so-b", "A01", "2023-W34"] is None
    assert grid["huyen-c", "A01", "2023-W33"] is None


def test_holes_are_named_with_their_reason(table: Coverage) -> None:
    assert [one.unit for one in table.holes] == ["so-b", "huyen-c", "la"]
    assert row(table, "so-b").check.why == "chưa đọc được trang trong kỳ"
    assert row(table, "huyen-c").check.why == "chưa có nguồn theo dõi"
    assert (table.done, table.expected) == (17, 30)
    assert row(table, "so-a").check.partial and not row(table, "bao-tinh").check.partial


def test_undated_stand_apart_by_unit(table: Coverage) -> None:
    assert row(table, "so-a").undated == 1
    assert (row(table, "so-a").unsure, row(table, "so-a").undated_total) == ((1, 0, 0), 2)
    assert [row(table, "so-a").certain(place) for place in range(3)] == [False, True, True]
    assert sum(one.articles for one in table.cells.values()) == 5
