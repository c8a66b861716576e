"""Tables for people, JSON lines for programs."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import click

from domain.clock import Clock
from domain.dated import VIETNAM
from phusong.words import say


def lines(rows: Iterable[dict[str, Any]], clock: Clock) -> int:
    """One JSON object a line; made under a clock set by hand, each says so. Returns how many there were."""
    mark = {"simulated_now": clock.now().astimezone(VIETNAM).isoformat()} if clock.simulated else {}
    number = 0
    for row in rows:
        sys.stdout.write(json.dumps({**row, **mark}, ensure_ascii=False, default=_plain) + "\n")
        number += 1
    return number


def table(head: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = ()) -> None:
    """Aligned columns; `right` are the columns of numbers."""
    body = [[_cell(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in [list(head), *body]) for i in range(len(head))]
    for number, row in enumerate([list(head), ["─" * width for width in widths], *body]):
        pad = str.rjust if number != 1 else str.ljust
        cells = [pad(cell, widths[i]) if i in right else cell.ljust(widths[i]) for i, cell in enumerate(row)]
        click.echo("  ".join(cells).rstrip())


def note_clock(clock: Clock) -> None:
    """Tell a person that the clock was set by hand."""
    if clock.simulated:
        click.echo(say("simulated", now=f"{clock.now().astimezone(VIETNAM):%d/%m/%Y %H:%M}"), err=True)


def note_unread(areas: Sequence[str]) -> None:
    """Tell a person for which areas of the plan there are no rules: nothing is ever found there."""
    if areas:
        click.echo(say("unread", areas=", ".join(areas)), err=True)


def day(value: date | None) -> str:
    """dd/mm/yyyy, or a dash."""
    return f"{value:%d/%m/%Y}" if value else "—"


def _cell(value: object) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return day(value)
    return "—" if value is None else str(value)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    return str(value)
