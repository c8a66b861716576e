"""`phusong doctor`: what is well, what is not, what to do."""

import sys
from typing import Final

import click

from domain.clock import Clock
from domain.errors import SettingsError
from domain.settings import load
from flows.doctor.examine import examine, healthy
from flows.doctor.line import Line, State, fail
from phusong.options import as_json
from phusong.show import lines
from phusong.words import COMMANDS, say

MARKS: Final = {State.OK: ("✓", "green"), State.WARN: ("!", "yellow"), State.FAIL: ("✗", "red")}


@click.command("doctor", help=say(COMMANDS["doctor"][1]))
@as_json
def command(as_json: bool) -> None:
    """Exit code 1 when something does not work; warnings do not count."""
    try:
        settings = load()
        found, clock = examine(settings), settings.clock
    except SettingsError as error:
        advice = say(("sửa biến môi trường hoặc phusong.toml", "mend the environment or phusong.toml"))
        found, clock = [fail(say(("cài đặt", "settings")), str(error), advice)], Clock()
    if as_json:
        lines(({**vars(one), "state": one.state.value} for one in found), clock)
    else:
        for one in found:
            _show(one)
    if not healthy(found):
        sys.exit(1)


def _show(one: Line) -> None:
    mark, color = MARKS[one.state]
    click.echo(f"{click.style(mark, fg=color)} {one.name}: {one.text}")
    if one.advice:
        click.echo(f"    → {one.advice}")
