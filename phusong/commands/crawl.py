"""`phusong crawl`: bring sources up to date."""

import sys
from collections.abc import Sequence
from typing import Any

import click

from domain.outcome import OK, vietnamese
from domain.record import Tally
from flows.wave import crawl_sources
from phusong.options import as_json, chosen, ids, opened
from phusong.progress import Progress
from phusong.show import lines, note_clock, note_unread, table
from phusong.words import COMMANDS, say


@click.command("crawl", help=say(COMMANDS["crawl"][1]))
@ids
@as_json
def command(ids: tuple[str, ...], as_json: bool) -> None:
    """Every source ends in a tally; exit code 1 when none could be read."""
    with opened() as house:
        note_clock(house.clock)
        note_unread(house.unread)
        with Progress() as progress:
            tallies = crawl_sources(house, chosen(house, ids), progress.source)
        if as_json:
            lines(map(row, tallies), house.clock)
        else:
            show(tallies)
    if tallies and not any(one.outcome in OK for one in tallies):
        sys.exit(1)


def row(tally: Tally) -> dict[str, Any]:
    """One tally in the form people script against."""
    return {**vars(tally), "failed": dict(tally.failed), "listings": [vars(one) for one in tally.listings]}


def show(tallies: Sequence[Tally]) -> None:
    """The tallies as a table."""
    head = say(("Nguồn|Kết quả|Phải xử lý|Mới thấy|Lưu mới|Sửa đổi|Không đổi|Lỗi|Yêu cầu|MB",
                "Source|Outcome|Expected|Found|Stored|Revised|Unchanged|Failed|Requests|MB")).split("|")
    table(head, [
        (one.source, vietnamese(one.outcome), one.expected, one.found, one.stored, one.revised, one.unchanged,
         sum(one.failed.values()), one.requests, f"{one.bytes / 1e6:.1f}") for one in tallies
    ], right=range(2, 10))
    for one in tallies:
        if one.failed:
            reasons = ", ".join(f"{vietnamese(word)}: {n}" for word, n in sorted(one.failed.items()))
            click.echo(f"• {one.source}: {reasons}")
