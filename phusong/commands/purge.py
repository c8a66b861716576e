"""`phusong purge`: shows what was kept long enough; removes it with `--yes`."""

import os
import socket

import click

from flows.upkeep.retention import going, purge
from phusong.options import opened
from phusong.show import note_clock
from phusong.words import COMMANDS, say


@click.command("purge", help=say(COMMANDS["purge"][1]))
@click.option("--yes", is_flag=True, help=say(("Xóa thật; không có thì chỉ xem", "Remove; without it only show")))
def command(yes: bool) -> None:
    """Nothing that proves a verdict or an article goes."""
    with opened() as house:
        note_clock(house.clock)
        found = purge(house, f"purge:{socket.gethostname()}:{os.getpid()}") if yes else going(house)
        for name, number in found.rows.items():
            click.echo(f"{name}: {number}")
        click.echo(say(("Tệp lưu trữ: {n} ({mb} MB)", "Archive files: {n} ({mb} MB)"),
                       n=len(found.files), mb=f"{found.bytes / 1e6:.1f}"))
        if yes:
            click.echo(say(("Đã dọn", "Removed")))
        else:
            click.echo(say(("Mới xem, chưa xóa gì. Sao lưu trước, rồi chạy “phusong purge --yes”.",
                            "Nothing was removed. Back up first, then run phusong purge --yes.")))
