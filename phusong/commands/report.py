"""`phusong report`: the HTML report of a period."""

from datetime import date
from pathlib import Path

import click

from audit.completeness import Period
from flows.reporting import last_weeks, write_report
from phusong.options import in_order, opened, since, until
from phusong.show import note_clock, note_unread
from phusong.words import COMMANDS, say


@click.command("report", help=say(COMMANDS["report"][1]))
@since
@until
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=say("out"))
def command(since: date | None, until: date | None, out: Path | None) -> None:
    """The last four weeks unless a period is given."""
    with opened() as house:
        note_clock(house.clock)
        note_unread(house.unread)
        usual = last_weeks(until or house.clock.today())
        period = Period(since or usual.first, until or usual.last)
        in_order(period.first, period.last)
        click.echo(write_report(house, period, out))
