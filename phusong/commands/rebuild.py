"""`phusong rebuild`: new rules over the same archived pages, no request to anyone."""

import click

from flows.rebuild import rebuild
from phusong.options import chosen, ids, opened
from phusong.progress import Progress
from phusong.show import note_clock, note_unread
from phusong.words import COMMANDS, say


@click.command("rebuild", help=say(COMMANDS["rebuild"][1]))
@ids
def command(ids: tuple[str, ...]) -> None:
    """Extract, read and index again."""
    with opened() as house:
        note_clock(house.clock)
        note_unread(house.unread)
        with Progress() as progress:
            ended = rebuild(house, chosen(house, ids), progress.count)
        for word, number in sorted(ended.items()):
            click.echo(f"{word}: {number}")
        click.echo(say(("Đã làm lại {n} tin, bài", "{n} articles rebuilt"), n=ended.total()))
