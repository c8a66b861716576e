"""`phusong audit`: is each site, and each of its sections, kept up to date?"""

from collections.abc import Iterable
from typing import Any

import click

from domain.verdict import VIETNAMESE, Finding
from flows.auditing import audit_sources
from phusong.options import as_json, chosen, ids, opened
from phusong.show import day, lines, note_clock, table
from phusong.words import COMMANDS, say


@click.command("audit", help=say(COMMANDS["audit"][1]))
@ids
@click.option("--sections/--no-sections", default=False, help=say(("Cả từng chuyên mục", "Each section too")))
@as_json
def command(ids: tuple[str, ...], sections: bool, as_json: bool) -> None:
    """A verdict accuses only on positive proof; everything else is another word."""
    with opened() as house:
        findings = audit_sources(house, chosen(house, ids))
        if as_json:
            lines(map(row, findings), house.clock)
            return
        note_clock(house.clock)
        show(one for one in findings if sections or one.section is None)


def row(finding: Finding) -> dict[str, Any]:
    """One finding in the form people script against."""
    return {**vars(finding), "verdict": finding.verdict.value, "rule": vars(finding.rule) if finding.rule else None}


def show(findings: Iterable[Finding]) -> None:
    """The verdicts as a table, then the reason of each that is not up to date."""
    kept = list(findings)
    head = say(("Nguồn|Chuyên mục|Kết luận|Tin mới nhất|Từ ngày|Kiểm tra lúc",
                "Source|Section|Verdict|Newest item|Since|Checked at")).split("|")
    table(head, [
        (one.source, one.section or "", VIETNAMESE[one.verdict] if say(("vi", "en")) == "vi" else one.verdict.value,
         day(one.newest), day(one.since), moment(one)) for one in kept
    ])
    for one in kept:
        if one.verdict != "up_to_date":
            click.echo(f"\n• {one.reason}")


def moment(finding: Finding) -> str:
    """When the proof was fetched, in Vietnam time."""
    from domain.dated import VIETNAM

    return f"{finding.checked_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}" if finding.checked_at else "—"
