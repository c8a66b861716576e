"""The coverage table on the terminal: what has no day is no zero and overwrites nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.covering import Checks, Covered, Row
from index.questions import Axis, Cell
from phusong.cli import phusong
from phusong.commands.coverage import row as json_row
from phusong.pivot import Line

READ, UNREAD = Checks(1, 3, 4, True), Checks(0, 0, 4, False)


def row(articles: int, total: int, undated: bool = False, checks: Checks | None = READ, waiting: int = 0) -> Row:
    cell = Cell(("so-a", "A01"), articles, articles, articles, 0, waiting)
    return Row(("so-a", "A01"), cell, total, undated, checks)


def test_an_undated_article_is_neither_counted_nor_lost() -> None:
    line = Line()
    line.add(row(2, 9), "A01", timed=False)
    line.add(row(1, 4, undated=True), "A01", timed=False)
    line.add(row(0, 9), "A02", timed=False)
    assert [line.cell("A01"), line.cell("A02")] == ["≥2", "0"]
    assert (line.total, line.unsure_total, line.checked) == (9, 4, "1 + 3 / 4")


def test_a_zero_is_no_zero_where_only_undated_articles_are_known() -> None:
    line = Line()
    line.add(row(0, 0), "A01", timed=False)
    line.add(row(1, 1, undated=True), "A01", timed=False)
    assert line.cell("A01") == "?"


def test_what_could_not_be_read_is_a_question_or_a_lower_bound() -> None:
    line = Line()
    line.add(row(0, 1, checks=UNREAD), "A01", timed=False)
    line.add(row(1, 1, checks=UNREAD), "A02", timed=False)
    assert [line.cell("A01"), line.cell("A02")] == ["?", "≥1"]


def test_what_waits_for_a_person_is_said_beside_the_number() -> None:
    line = Line()
    line.add(row(12, 20, waiting=3), "A01", timed=False)
    line.add(row(2, 20, waiting=2, checks=UNREAD), "A02", timed=False)
    assert [line.cell("A01"), line.cell("A02")] == ["≥12 (3)", "≥2 (2)"]


def test_every_cell_tells_how_many_wait() -> None:
    covered = Covered((Axis.UNIT, Axis.AREA), None, (row(2, 9, waiting=1),))
    assert json_row(covered, covered.rows[0]) == {
        "unit": "so-a", "area": "A01", "articles": 2, "pairs": 2, "originals": 2, "reposts": 0, "in_review": 1,
        "total": 9, "undated": False, "checks_done": 1, "checks_made_up": 3, "checks_expected": 4, "assessable": True}


def test_by_week_the_undated_have_a_line_of_their_own() -> None:
    line = Line()
    line.add(row(3, 5, undated=True), "A01", timed=True)
    assert (line.cell("A01"), line.total) == ("3", 5)


def test_without_areas_a_zero_is_no_zero_either() -> None:
    unread, undated = Line(), Line()
    unread.add(row(0, 0, checks=UNREAD), None, timed=False)
    undated.add(row(2, 9, waiting=1), None, timed=False)
    undated.add(row(1, 4, undated=True), None, timed=False)
    assert unread.flat() == ("?",) * 5 and unread.last() == (0, 0, "0 + 0 / 4")
    assert undated.flat() == ("≥2", "≥2", "≥2", "?", "≥1") and undated.last() == (9, 4, "1 + 3 / 4")


@pytest.mark.parametrize("command", ["coverage", "articles", "search", "report"])
def test_a_period_that_ends_before_it_begins_is_refused(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(phusong, [command, "--from", "01/09/2023", "--to", "31/08/2023"])
    assert result.exit_code == 2 and "ngày đầu đứng sau ngày cuối" in result.output
