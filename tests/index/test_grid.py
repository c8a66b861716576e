"""Zero cells."""

from datetime import date

from index.grid import days_of, filled, months_between, weeks_between
from index.questions import Axis, Cell, CoverageAnswer
from tests.index import made

WEEKS = ("2023-W34", "2023-W35")


def grid(by: tuple[Axis, ...], *cells: Cell) -> list[Cell]:
    return list(filled(CoverageAnswer(by, cells, ()), made.registry(), made.plan(), WEEKS))


def test_weeks_between_days() -> None:
    assert weeks_between(date(2023, 8, 27), date(2023, 8, 28)) == WEEKS
    assert weeks_between(date(2022, 12, 31), date(2023, 1, 2)) == ("2022-W52", "2023-W01")
    assert weeks_between(date(2023, 8, 21), date(2023, 8, 27)) == ("2023-W34",)
    assert days_of("2023-W34") == (date(2023, 8, 21), date(2023, 8, 27))


def test_a_unit_has_cells_only_for_weeks_in_which_it_stood() -> None:
    keys = {cell.key for cell in grid((Axis.UNIT, Axis.WEEK))}
    assert ("so-cu", "2023-W34") in keys and ("so-cu", "2023-W35") not in keys
    assert ("so-moi", "2023-W34") not in keys and ("so-moi", "2023-W35") in keys
    assert len(keys) == 3 * 2 + 2


def test_counted_cells_keep_their_counts_and_their_place() -> None:
    counted = Cell(("so-x", "A05", "2023-W35"), 3, 3, 2, 1)
    cells = grid((Axis.UNIT, Axis.AREA, Axis.WEEK), counted)
    assert len(cells) == (3 * 2 + 2) * 3
    assert cells[3] == counted
    assert sum(cell.articles for cell in cells) == 3


def test_nothing_counted_outside_of_the_grid_is_dropped() -> None:
    late = Cell(("so-cu", "A01", "2023-W35"), 1, 1, 1, 0)
    strange = Cell(("so-la", "A01", "2023-W34"), 2, 2, 2, 0)
    cells = grid((Axis.UNIT, Axis.AREA, Axis.WEEK), late, strange)
    assert cells[-2:] == [late, strange]


def test_a_grid_without_weeks_has_every_unit_of_the_time_once() -> None:
    assert [cell.key[0] for cell in grid((Axis.UNIT,))] == ["so-x", "so-y", "huyen-z", "so-cu", "so-moi"]
    assert [cell.key for cell in grid((Axis.AREA,))] == [("A01",), ("A05",), ("A08",)]


def test_forms_make_no_grid() -> None:
    counted = Cell(("tin",), 3, 3, 3, 0)
    assert grid((Axis.FORMAT,), counted) == [counted]


def test_a_source_without_an_article_is_a_zero_with_its_own_unit_only() -> None:
    answer = CoverageAnswer((Axis.SOURCE, Axis.UNIT, Axis.MONTH), (Cell(("bao", "so-x", "2023-09"), 1, 1, 1, 0),), ())
    sources = {"bao": "so-x", "trang-moi": "so-moi"}
    months = months_between(date(2023, 8, 1), date(2023, 9, 1))
    cells = list(filled(answer, made.registry(), made.plan(), WEEKS, ("so-x", "so-moi"), sources, months))
    assert [(cell.key, cell.articles) for cell in cells if cell.key[0] == "bao"] == [
        (("bao", "so-x", "2023-08"), 0), (("bao", "so-x", "2023-09"), 1)]
    assert {cell.key[:2] for cell in cells} == {("bao", "so-x"), ("trang-moi", "so-moi")}


def test_months_between_days() -> None:
    assert months_between(date(2022, 12, 31), date(2023, 2, 1)) == ("2022-12", "2023-01", "2023-02")
    assert days_of("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))


def test_rows_can_be_chosen() -> None:
    answer = CoverageAnswer((Axis.UNIT,), (), ())
    assert [cell.key for cell in filled(answer, made.registry(), made.plan(), WEEKS, ("so-y",))] == [("so-y",)]
