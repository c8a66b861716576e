"""`phusong notify`: mail and webhook for what is due."""

import sys

import click

from flows.notices import notify_due
from flows.notices.reports import send_reports
from flows.notices.tell import pending
from phusong.options import opened
from phusong.show import note_clock, table
from phusong.words import COMMANDS, say

STATES = {
    "due": ("đến hạn gửi", "due"), "sent": ("đã gửi", "sent"), "failed": ("chưa gửi được, sẽ gửi lại", "failed, kept"),
    "waiting": ("chờ đến giờ gửi", "waiting for their hour"), "nobody": ("chưa khai báo người nhận", "no recipient"),
    "busy": ("một tiến trình khác đang gửi", "another process is sending"),
}


@click.command("notify", help=say(COMMANDS["notify"][1]))
@click.option("--dry-run", is_flag=True, help=say(("Chỉ xem, không gửi và không ghi gì", "Show only; send nothing")))
def command(dry_run: bool) -> None:
    """Each incident once at its start and once at its end; exit code 1 when something could not be sent."""
    with opened() as house:
        note_clock(house.clock)
        if dry_run:
            head = say(("Việc|Gửi cho|Nội dung", "Incident|For|Text")).split("|")
            table(head, [(one.incident, one.audience.value, one.sentence) for one in pending(house, house.clock.now())])
        counts = notify_due(house, dry_run) if dry_run else notify_due(house) + send_reports(house)
        for state, number in sorted(counts.items()):
            click.echo(f"{say(STATES[state])}: {number}")
        if not counts:
            click.echo(say(("Không có gì cần báo", "Nothing to tell")))
    if counts["failed"]:
        sys.exit(1)
