"""`phusong run`: the main job in one command: crawl, audit, coverage, report."""

from collections.abc import Sequence

import click

from audit.completeness import Period
from domain.article import Role
from domain.source import Source
from flows.auditing import audit_sources
from flows.covering import cover
from flows.house import House
from flows.reporting import last_weeks, write_report
from flows.silence import watch
from flows.wave import crawl_sources
from index.questions import Axis
from phusong.commands import audit, coverage, crawl
from phusong.options import chosen, ids, opened
from phusong.progress import Progress
from phusong.show import note_clock, note_unread
from phusong.words import COMMANDS, say


@click.command("run", help=say(COMMANDS["run"][1]))
@ids
@click.option("--weeks", type=click.IntRange(1, 104), default=4, show_default=True,
              help=say(("Số tuần của báo cáo", "Weeks in the report")))
def command(ids: tuple[str, ...], weeks: int) -> None:
    """Everything that `crawl`, `coverage`, `audit` and `report` say, in that order."""
    with opened() as house:
        note_clock(house.clock)
        note_unread(house.unread)
        answer(house, chosen(house, ids), weeks)


def answer(house: House, sources: Sequence[Source], weeks: int) -> None:
    """Crawl and print the answers."""
    with Progress() as progress:
        tallies = crawl_sources(house, sources, progress.source)
    period = last_weeks(house.clock.today(), weeks)
    _head(say(("1. Thu thập", "1. Crawl")))
    crawl.show(tallies)
    _head(say(("2. Độ phủ {a} – {b}: số tin, bài theo đơn vị, nội dung và tuần", "2. Coverage {a} – {b}"),
              a=f"{period.first:%d/%m/%Y}", b=f"{period.last:%d/%m/%Y}"))
    _coverage(house, period)
    _head(say(("3. Việc cập nhật trang thông tin điện tử", "3. Are the sites kept up to date?")))
    findings = audit_sources(house, sources)
    if not house.clock.simulated:  # what a clock set by hand brings up is no news of a real site
        watch(house, findings)
    audit.show(one for one in findings if one.section is None)
    _head(say(("4. Báo cáo", "4. Report")))
    click.echo(write_report(house, period))


def _coverage(house: House, period: Period) -> None:
    """By area, by week, and how much of the whole grid is empty."""
    units = Axis.UNIT
    by_area = cover(house, (units, Axis.AREA), (Role.PUBLISHER,), period.first, period.last)
    coverage.show(house, by_area)
    if by_area.rows:
        click.echo()
        coverage.show_weeks(house, cover(house, (units, Axis.WEEK), (Role.PUBLISHER,), period.first, period.last))
        every = cover(house, (units, Axis.AREA, Axis.WEEK), (Role.PUBLISHER,), period.first, period.last)
        click.echo(f"\n{coverage.cells(house, every)}")


def _head(text: str) -> None:
    click.echo("\n" + click.style(text, bold=True))
