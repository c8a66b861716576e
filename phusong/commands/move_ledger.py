"""`phusong move-ledger`: from the file under the home to PostgreSQL."""

import click

from domain.settings import load
from flows.upkeep.moving import move_ledger
from phusong.show import table
from phusong.words import COMMANDS, say


@click.command("move-ledger", help=say(COMMANDS["move-ledger"][1]))
@click.argument("to", metavar="postgresql://USER@HOST:PORT/NAME")
def command(to: str) -> None:
    """Nothing else may crawl meanwhile; the password comes from PHUSONG_LEDGER_PASSWORD or its file."""
    counts = move_ledger(load(), to)
    head = say(("Bảng|Trong tệp|Trong PostgreSQL", "Table|In the file|In PostgreSQL")).split("|")
    table(head, [(name, there, here) for name, (there, here) in counts.items()], right=(1, 2))
    click.echo(say(("Mọi bảng khớp. Đặt PHUSONG_LEDGER={to} và PHUSONG_INDEX, rồi chạy “phusong index build”.",
                    "All counts are equal. Set PHUSONG_LEDGER={to} and PHUSONG_INDEX, then run phusong index build."),
                   to=to))
