"""Lines of a table by week: what has no day may belong to any week, so no zero beside it is a zero."""

from types import SimpleNamespace
from typing import Any

from flows.covering import Checks, Covered, Row
from index.questions import Axis, Cell
from phusong.commands.coverage import cells, show_weeks
from phusong.pivot import lines_of

READ, UNREAD = Checks(1, 3, 4, True), Checks(0, 0, 4, False)
HOUSE: Any = SimpleNamespace(registry={}, unread=("A09",))
W1, W2 = "2023-W33", "2023-W34"


def covered(by: tuple[Axis, ...], *rows: tuple[tuple[str | None, ...], int, bool, Checks]) -> Covered:
    return Covered(by, None, tuple(
        Row(key, Cell(key, count, count, count, 0), count, undated, checks) for key, count, undated, checks in rows))


def test_an_undated_article_makes_the_weeks_of_its_place_and_area_lower_bounds() -> None:
    asked = covered(
        (Axis.UNIT, Axis.AREA, Axis.WEEK),
        (("so-a", "A01", W1), 0, False, READ), (("so-a", "A01", W2), 2, False, READ),
        (("so-a", "A02", W1), 0, False, READ), (("so-a", "A01", None), 1, True, READ),
        (("so-b", "A01", W1), 0, False, READ))
    lines = lines_of(HOUSE, asked, 1)
    assert [lines["so-a", week].cell("A01") for week in (W1, W2, "không rõ ngày")] == ["?", "≥2", "1"]
    assert (lines["so-a", W1].cell("A02"), lines["so-b", W1].cell("A01")) == ("0", "0")


def test_weeks_as_columns(capsys: Any) -> None:
    asked = covered(
        (Axis.UNIT, Axis.WEEK), (("so-a", W1), 3, False, READ), (("so-a", W2), 0, False, READ),
        (("so-b", W1), 0, False, READ), (("so-b", W2), 1, False, READ), (("so-b", None), 4, True, READ),
        (("so-c", W2), 0, False, UNREAD))
    show_weeks(HOUSE, asked)
    head, _, *rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert head[2:4] == ["T33", "T34"]
    assert rows == [["so-a", "3", "0", "0"], ["so-b", "?", "≥1", "4"], ["so-c", "–", "?", "0"]]


def test_the_whole_grid_is_told_in_a_sentence() -> None:
    asked = covered(
        (Axis.UNIT, Axis.AREA, Axis.WEEK), (("so-a", "A01", W1), 1, False, READ), (("so-a", "A02", W1), 0, False, READ),
        (("so-a", "A09", W1), 0, False, READ), (("so-b", "A01", W1), 0, False, UNREAD),
        (("so-a", "A02", None), 0, True, READ))
    assert cells(HOUSE, asked).startswith("4 ô đơn vị × nội dung × tuần: 1 ô có tin, bài; 1 ô bằng 0; 2 ô không")
