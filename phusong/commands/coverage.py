"""`phusong coverage`: who published how much, on which area, in which week."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from domain.article import Role
from flows.covering import Covered, Row, cover
from flows.house import House
from index.questions import Axis
from phusong.options import as_json, in_order, opened, since, until
from phusong.pivot import AXES, SIGNS, UNSEEN, lines_of
from phusong.show import lines, note_clock, note_unread, table
from phusong.words import COMMANDS, say

CELLS = (
    "{all} ô đơn vị × nội dung × tuần: {some} ô có tin, bài; {zero} ô bằng 0; {unknown} ô không đánh giá được. "
    "Từng ô: phusong coverage --by unit,area,week",
    "{all} cells unit × area × week: {some} with articles, {zero} zeros, {unknown} not assessable. "
    "Each: phusong coverage --by unit,area,week",
)
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
    in_order(since, until)
    with opened() as house:
        note_unread(house.unread)
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
    (_pivot if Axis.AREA in covered.by else _flat)(house, covered)


def _flat(house: House, covered: Covered) -> None:
    found = lines_of(house, covered, None)
    head = [say(AXES[axis]) for axis in covered.by]
    numbers = say(("Tin, bài|Cặp tin–nội dung|Bài gốc|Đăng lại|Chờ xem lại",
                   "Articles|Pairs|Originals|Reposts|In review")).split("|")
    rows = [(*key, *line.flat(), *line.last()) for key, line in found.items()]
    _table(head, numbers, rows, ())


def _pivot(house: House, covered: Covered) -> None:
    place = covered.by.index(Axis.AREA)
    areas = [area.id for area in house.plan.areas]
    found = lines_of(house, covered, place)
    head = [say(AXES[axis]) for number, axis in enumerate(covered.by) if number != place]
    rows = [(*key, *(line.cell(area, area not in house.unread) for area in areas), *line.last())
            for key, line in found.items()]
    _table(head, areas, rows, [f"{area.id}  {area.short}" for area in house.plan.areas])


def show_weeks(house: House, covered: Covered) -> None:
    """Weeks as columns, of a table by unit and week; a dash where the unit did not stand."""
    found = lines_of(house, covered, covered.by.index(Axis.WEEK))
    weeks = sorted({week for line in found.values() for week in line.counts if week})
    rows = [(*key, *(line.cell(week) if week in line.counts else "–" for week in weeks), line.counts[None])
            for key, line in found.items()]
    numbers = [say(("T{n}", "W{n}"), n=week[6:]) for week in weeks]
    head = [say(AXES[Axis.UNIT]), *numbers, say(("Chưa rõ ngày", "Undated"))]
    table(head, rows, right=range(1, len(head)))


def cells(house: House, covered: Covered) -> str:
    """How many cells of units × areas × weeks are zeros, and of how many nothing can be said."""
    place = covered.by.index(Axis.AREA)
    shown = [line.cell(area, area not in house.unread) for line in lines_of(house, covered, place).values()
             for area in line.counts if area and line.timed]
    zero, unknown = shown.count("0"), shown.count(UNSEEN)
    return say(CELLS, all=len(shown), some=len(shown) - zero - unknown, zero=zero, unknown=unknown)


def _table(head: Sequence[str], numbers: Sequence[str], rows: Sequence[Sequence[object]], names: Sequence[str]) -> None:
    """The table, what its columns are called, and what the signs in it mean."""
    last = say(("Tổng số tin|Chưa rõ ngày|Lượt kiểm tra (đúng ngày + đọc bù / phải làm)",
                "All articles|Undated|Checks (on time + later / due)")).split("|")
    table([*head, *numbers, *last], rows, right=range(len(head), len(head) + len(numbers) + 3))
    shown = {sign for row in rows for cell in row[len(head):len(head) + len(numbers)] for sign in str(cell)}
    notes = [*names, *(say(words) for sign, words in SIGNS.items() if sign in shown)]
    if notes:
        click.echo("\n" + "\n".join(notes))
