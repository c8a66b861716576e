"""`phusong backup`: ledger, archive and reports into another folder."""

from pathlib import Path

import click

from domain.settings import load
from flows.upkeep.backup import back_up
from flows.upkeep.manifest import damaged
from phusong.show import note_clock
from phusong.words import COMMANDS, say


@click.command("backup", help=say(COMMANDS["backup"][1]))
@click.argument("to", type=click.Path(path_type=Path, file_okay=False))
@click.option("--verify", is_flag=True, help=say(("Đọc lại toàn bộ và so mã kiểm tra", "Read everything back")))
def command(to: Path, verify: bool) -> None:
    """May run while everything else runs; only what is new is copied."""
    settings = load()
    note_clock(settings.clock)
    done = back_up(settings, to)
    said = ("Đã sao lưu vào {to}: {new} tệp mới, {old} tệp đã có", "Backed up to {to}: {new} new files, {old} kept")
    click.echo(say(said, to=to, new=done.copied, old=done.reused))
    for name, rows in done.manifest.counts.items():
        click.echo(f"  {name}: {rows}")
    if verify:
        wrong = damaged(to.expanduser().resolve(), done.manifest)
        if wrong:
            raise click.ClickException(say(("Tệp hỏng: {names}", "Damaged: {names}"), names=", ".join(wrong[:5])))
        click.echo(say(("Mọi tệp đúng mã kiểm tra", "Every checksum is right")))
