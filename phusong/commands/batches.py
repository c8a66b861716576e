"""`phusong batches`: the batches that wait, and those set aside after three tries, with their reason."""

from typing import Any

import click

from domain.clock import Clock
from phusong.options import as_json, opened
from phusong.show import lines, table
from phusong.words import COMMANDS, say
from store.batches import DONE, Batch

WORDS = {
    "staged": ("chờ đọc", "waiting"), "claimed": ("đang đọc", "being read"), "done": ("xong", "done"),
    "quarantined": ("để riêng", "set aside"),
}


@click.group("batches", help=say(COMMANDS["batches"][1]), invoke_without_command=True)
@click.option("--all", "everything", is_flag=True, help=say(("Cả các lô đã xong", "Those that are done, too")))
@as_json
@click.pass_context
def command(ctx: click.Context, everything: bool, as_json: bool) -> None:
    """Without a further word: the list."""
    if ctx.invoked_subcommand:
        return
    with opened() as house:
        kept = [one for one in house.store.ledger.batches() if everything or one.state != DONE]
        if as_json:
            lines((vars(one) for one in kept), house.clock)
            return
    if not kept:
        click.echo(say(("Không có lô nào đang chờ hoặc bị để riêng.", "No batch waits or was set aside.")))
        return
    head = say(("Lô|Nguồn|Tình trạng|Số bài|Lần thử|Lý do", "Batch|Source|State|Articles|Tries|Reason")).split("|")
    table(head, map(row, kept), right=(0, 3, 4))


@command.command("replay", help=say(("Cho đọc lại các lô bị để riêng", "Read batches that were set aside again")))
@click.argument("numbers", nargs=-1, type=int, required=True)
def replay(numbers: tuple[int, ...]) -> None:
    """The server's next look starts them; without a server the next crawl reads them."""
    with opened() as house:
        for number in numbers:
            again = house.store.ledger.replay_batch(number, Clock().now())
            click.echo(say(("Lô {n}: sẽ được đọc lại", "Batch {n}: will be read again") if again else
                           ("Lô {n}: không nằm trong các lô bị để riêng", "Batch {n}: is not set aside"), n=number))


def row(one: Batch) -> tuple[Any, ...]:
    """One batch as people read it."""
    return one.id, one.source, say(WORDS[one.state]), one.articles, one.attempts, one.reason or None
