"""`phusong restore`: a backup back into the home."""

import sys
from pathlib import Path

import click

from domain.settings import load
from flows.upkeep.restoring import restore
from phusong.show import note_clock, table
from phusong.words import COMMANDS, say


@click.command("restore", help=say(COMMANDS["restore"][1]))
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path, file_okay=False))
@click.option("--replace", metavar="NAME", default="", help=say((
    "Tên thư mục dữ liệu hiện có, gõ lại để xác nhận; dữ liệu cũ được để sang bên, không xóa",
    "Name of the home to be replaced, typed to confirm; the old one is put aside, not deleted")))
def command(source: Path, replace: str) -> None:
    """Verifies every checksum first; exit code 1 when the counts differ."""
    settings = load()
    note_clock(settings.clock)
    done = restore(settings, source, replace)
    head = say(("Bảng|Trong bản sao lưu|Sau khôi phục", "Table|In the backup|Restored")).split("|")
    table(head, [(name, there, here) for name, (there, here) in done.counts.items()], right=(1, 2))
    if done.aside:
        click.echo(say(("Dữ liệu cũ ở {aside}", "The former data is in {aside}"), aside=done.aside))
    if not done.equal:
        click.echo(say(("Số dòng KHÔNG khớp", "The counts differ")), err=True)
        sys.exit(1)
    click.echo(say(("Số dòng khớp", "All counts are equal")))
