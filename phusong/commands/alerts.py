"""`phusong alerts`: searches that are asked again and again, and tell each new article once."""

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from flows.searches import alerts
from index.questions import Hit
from phusong.commands.search import hit_row
from phusong.options import as_json, opened
from phusong.show import day, lines, note_clock, table
from phusong.words import COMMANDS, say

if TYPE_CHECKING:
    from store.saved import SavedSearch

STATES = {
    "shown": ("tin, bài mới", "new articles"), "sent": ("thư đã gửi", "letters sent"),
    "failed": ("thư chưa gửi được, sẽ gửi lại", "letters failed, kept"),
    "nobody": ("thư chờ vì chưa có đường gửi (đặt PHUSONG_SMTP_HOST và PHUSONG_MAIL_FROM, hoặc PHUSONG_WEBHOOK)",
               "letters without a way to send them (set PHUSONG_SMTP_HOST and PHUSONG_MAIL_FROM, or PHUSONG_WEBHOOK)"),
    "busy": ("một tiến trình khác đang báo", "another process is telling"),
}


@click.group("alerts", help=say(COMMANDS["alerts"][1]))
def command() -> None:
    """Save, list, run and drop."""


@command.command("save", help=say(("Lưu một tìm kiếm; tin, bài đang có không phải là mới",
                                   "Keep a search; what is there now is no news")))
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@click.option("--to", "recipients", multiple=True, metavar="ADDRESS",
              help=say(("Địa chỉ thư nhận, hoặc “webhook”; bỏ trống thì chỉ in ra",
                        "Mail address, or `webhook`; printed only when there is none")))
def save(name: str, query: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    """Over the search of that name, if there is one."""
    with opened() as house:
        kept = alerts.save(house, name, " ".join(query), recipients=recipients)
    click.echo(say(("Đã lưu “{name}”: {text}", "Saved “{name}”: {text}"), name=kept.name, text=kept.text))


@command.command("list", help=say(("Các tìm kiếm đã lưu", "All saved searches")))
@as_json
def listed(as_json: bool) -> None:
    """By name."""
    with opened() as house:
        found = [(one, alerts.unsent(house, one)) for one in house.store.ledger.saved_searches()]
        if as_json:
            lines(({"name": one.name, "text": one.text, "recipient": list(alerts.recipients(one)),
                    "created": one.created, "watermark": one.watermark, "waiting": number}
                   for one, number in found), house.clock)
            return
    if not found:
        click.echo(say(("Chưa lưu tìm kiếm nào.", "No search is saved.")))
        return
    head = say(("Tên|Tìm kiếm|Gửi cho|Thư chờ gửi", "Name|Search|For|Letters waiting")).split("|")
    table(head, [(one.name, one.text, one.recipient or None, number) for one, number in found], right=(3,))


@command.command("drop", help=say(("Bỏ một tìm kiếm đã lưu", "Forget a saved search")))
@click.argument("name")
def drop(name: str) -> None:
    """With what it has still to tell."""
    with opened() as house:
        alerts.drop(house, name)
    click.echo(say(("Đã bỏ “{name}”", "Dropped “{name}”"), name=name))


@command.command("run", help=say(("Báo tin, bài mới của các tìm kiếm đã lưu (bỏ trống tên là tất cả)",
                                  "Tell what is new (all searches when none is named)")))
@click.argument("names", nargs=-1)
@as_json
def run(names: tuple[str, ...], as_json: bool) -> None:
    """Each article once; exit code 1 when something could not be sent."""
    with opened() as house:
        if not as_json:
            note_clock(house.clock)

        def show(search: "SavedSearch", hits: Sequence[Hit]) -> None:
            if as_json:
                lines(({**hit_row(hit), "search": search.name} for hit in hits), house.clock)
            else:
                _print(search, hits)
            sys.stdout.flush()  # before the search's mark moves

        counts = alerts.tell(house, names, show)
        if as_json:
            lines([{"type": "result", **{state: counts[state] for state in STATES}}], house.clock)
    if not as_json:
        _summary(counts)
    if counts["failed"] or counts["nobody"]:
        sys.exit(1)


def _print(search: "SavedSearch", hits: Sequence[Hit]) -> None:
    click.echo(click.style(f"{search.name}: {search.text}", bold=True))
    for hit in hits:
        click.echo(f"  {hit.title}\n    {day(hit.day)} · {hit.unit or hit.source}\n    {hit.url}")


def _summary(counts: Counter[str]) -> None:
    for state in STATES:
        if counts[state]:
            click.echo(f"{say(STATES[state])}: {counts[state]}")
    if not counts:
        click.echo(say(("Không có tin, bài mới", "Nothing new")))
