"""`phusong report`: the HTML report of a period."""

from datetime import date
from pathlib import Path

import click

from audit.completeness import Period
from flows.reporting import last_weeks, write_report
from phusong.options import opened, since, until
from phusong.show import note_clock
from phusong.words import COMMANDS, say


@click.command("report", help=say(COMMANDS["report"][1]))
@since
@until
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=say("out"))
def command(since: date | None, until: date | None, out: Path | None) -> None:
    """The last four weeks unless a period is given."""
    with opened() as house:
        note_clock(house.clock)
        usual = last_weeks(until or house.clock.today())
        period = Period(since or usual.first, until or usual.last)
        if period.first > period.last:
            raise click.UsageError(say(("ngày đầu đứng sau ngày cuối", "the first day is after the last")))
        click.echo(write_report(house, period, out))
