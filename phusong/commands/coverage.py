"""`phusong coverage`: who published how much, on which area, in which week."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import click

from domain.article import Role
from flows.covering import Covered, Row, cover
from flows.house import House
from index.questions import Axis
from phusong.options import as_json, opened, since, until
from phusong.show import lines, note_clock, table
from phusong.words import COMMANDS, say

UNSEEN, LEAST = "?", "≥"
AXES = {
    Axis.UNIT: ("Đơn vị", "Unit"), Axis.AREA: ("Nội dung", "Area"), Axis.WEEK: ("Tuần", "Week"),
    Axis.MONTH: ("Tháng", "Month"), Axis.SOURCE: ("Nguồn", "Source"), Axis.KIND: ("Loại cơ quan", "Kind"),
    Axis.FORMAT: ("Thể loại", "Format"),
}
ROLES = {"publisher": (Role.PUBLISHER,), "actor": (Role.ACTOR,), "any": (Role.PUBLISHER, Role.ACTOR)}


class Axes(click.ParamType[tuple[Axis, ...]]):
    """Comma-separated dimensions."""

    name = "unit,area,week"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Axis, ...]:
        """The named axes, each once."""
        try:
            return tuple(dict.fromkeys(Axis(part.strip().lower()) for part in str(value).split(",")))
        except ValueError:
            self.fail(say("by"), param, ctx)


@click.command("coverage", help=say(COMMANDS["coverage"][1]))
@click.option("--by", type=Axes(), default="unit,area", show_default=True, help=say("by"))
@click.option("--role", type=click.Choice(list(ROLES)), default="publisher", show_default=True, help=say("role"))
@since
@until
@as_json
def command(by: tuple[Axis, ...], role: str, since: date | None, until: date | None, as_json: bool) -> None:
    """Distinct articles and article–area pairs are two numbers: pairs are never added up as articles."""
    with opened() as house:
        covered = cover(house, by, ROLES[role], since, until)
        if as_json:
            lines((row(covered, one) for one in covered.rows), house.clock)
            return
        note_clock(house.clock)
        show(house, covered)


def row(covered: Covered, one: Row) -> dict[str, Any]:
    """One cell in the form people script against."""
    checks = {
        "checks_done": one.checks.done, "checks_made_up": one.checks.made_up, "checks_expected": one.checks.expected,
        "assessable": one.checks.assessable,
    } if one.checks else {}
    key = {axis.value: value for axis, value in zip(covered.by, one.key, strict=True)}
    counts = {name: getattr(one.cell, name) for name in ("articles", "pairs", "originals", "reposts", "in_review")}
    return {**key, **counts, "total": one.total, "undated": one.undated, **checks}


def show(house: House, covered: Covered) -> None:
    """Areas as columns where they are asked for, zero cells as 0."""
    if not covered.rows:
        click.echo(say("nothing"))
        return
    if Axis.AREA not in covered.by:
        head = [say(AXES[axis]) for axis in covered.by]
        numbers = say(("Tin, bài|Cặp tin–nội dung|Bài gốc|Đăng lại|Chờ xem lại|Tổng số tin",
                       "Articles|Pairs|Originals|Reposts|In review|All articles")).split("|")
        rows = [(*_names(house, covered, one), *one.cell[1:], one.total) for one in covered.rows]
        table([*head, *numbers], rows, right=range(len(head), len(head) + len(numbers)))
        return
    _pivot(house, covered)


@dataclass
class Line:
    """One line of the pivot: counts by area; articles without a day stand apart and make the counts lower bounds."""

    counts: Counter[str | None] = field(default_factory=Counter)
    waiting: Counter[str | None] = field(default_factory=Counter)  # of the counts, for a person to look at
    unsure: Counter[str | None] = field(default_factory=Counter)
    unseen: bool = False
    total: int = 0
    unsure_total: int = 0
    checked: str = ""

    def add(self, one: Row, area: str | None, timed: bool) -> None:
        """Take in one cell; `timed`: weeks or months are asked for, where the undated have a line of their own."""
        if one.checks:
            self.unseen = not one.checks.assessable
            self.checked = f"{one.checks.done} + {one.checks.made_up} / {one.checks.expected}"
        if one.undated and not timed:
            self.unsure[area] += one.cell.articles
            self.unsure_total = one.total
        else:
            self.counts[area] += one.cell.articles
            self.waiting[area] += one.cell.in_review
            self.total = one.total

    def cell(self, area: str) -> str:
        """The number, or what may be said of it."""
        count, waiting = self.counts[area], self.waiting[area]
        said = f"{count} ({waiting})" if waiting else str(count)
        if self.unseen or self.unsure[area]:
            return f"{LEAST}{said}" if count else UNSEEN
        return said


def _pivot(house: House, covered: Covered) -> None:
    place = covered.by.index(Axis.AREA)
    areas = [area.id for area in house.plan.areas]
    found: dict[tuple[str, ...], Line] = {}
    for one in covered.rows:
        names = _names(house, covered, one)
        line = found.setdefault(tuple(name for number, name in enumerate(names) if number != place), Line())
        line.add(one, one.key[place], timed=bool({Axis.WEEK, Axis.MONTH} & set(covered.by)))
    head = [say(AXES[axis]) for number, axis in enumerate(covered.by) if number != place]
    last = say(("Tổng số tin|Chưa rõ ngày|Lượt kiểm tra (đúng ngày + đọc bù / phải làm)",
                "All articles|Undated|Checks (on time + later / due)")).split("|")
    rows = [(*key, *(line.cell(area) for area in areas), line.total, line.unsure_total, line.checked)
            for key, line in found.items()]
    table([*head, *areas, *last], rows, right=range(len(head), len(head) + len(areas) + 3))
    click.echo("\n" + "\n".join(f"{area.id}  {area.short}" for area in house.plan.areas))
    shown = {sign for row in rows for cell in row[len(head):len(head) + len(areas)] for sign in str(cell)}
    if "(" in shown:
        click.echo(say(("(n)  trong đó n tin, bài chờ người xem lại nội dung; ô nào chỉ có bài chờ xem lại "
                        "thì chưa kết luận là có hay không",
                        "(n)  n of them wait for a person to look at the area; a cell of only such articles "
                        "settles nothing")))
    if UNSEEN in shown:
        click.echo(say(("?    không đánh giá được: chưa đọc được trang trong kỳ, hoặc chỉ có bài chưa rõ ngày đăng",
                        "?    not assessable: the site could not be read in the period, or dates are missing")))
    if LEAST in shown:
        click.echo(say(("≥    ít nhất: chưa đọc được trang trong kỳ, hoặc còn bài chưa rõ ngày đăng",
                        "≥    at least: the site could not be read in the period, or some articles have no date")))


def _names(house: House, covered: Covered, one: Row) -> tuple[str, ...]:
    names = []
    for axis, value in zip(covered.by, one.key, strict=True):
        unit = house.registry.get(value) if axis is Axis.UNIT and value else None
        undated = say(("không rõ ngày", "undated")) if one.undated and axis in (Axis.WEEK, Axis.MONTH) else None
        names.append(undated or (unit.short_on(None) if unit else value or "—"))
    return tuple(names)
