"""`phusong search`: find and count articles."""

from datetime import date
from typing import Any

import click

from domain.article import Zone
from index.questions import Filters, Hit, SearchAnswer, SearchQuestion, Sort
from phusong.options import as_json, in_order, opened, since, until
from phusong.show import day, lines, note_clock
from phusong.words import COMMANDS, say

GRAMMAR = (
    "Ví dụ: phusong search '\"một cửa\" noi-dung:A08 don-vi:\"Sở Nội vụ\" tu:01/08/2023'. "
    "Gõ không dấu: tìm mọi chữ cùng vần, bất kể dấu; gõ có dấu: tìm đúng chữ đã gõ.",
    "Example: phusong search '\"một cửa\" noi-dung:A08 tu:01/08/2023'. Words without diacritics match any, "
    "words with diacritics match exactly.",
)


@click.command("search", help=say(COMMANDS["search"][1]) + "\n\n" + say(GRAMMAR))
@click.argument("query", nargs=-1)
@since
@until
@click.option("--size", type=click.IntRange(1, 1000), default=20, help=say(("Số kết quả", "Number of hits")))
@click.option("--after", "cursor", help=say(("Trang tiếp theo (giá trị “next”)", "Next page (the value of `next`)")))
@click.option("--sort", type=click.Choice([one.value for one in Sort]), default=Sort.NEWEST.value)
@as_json
def command(
    query: tuple[str, ...], since: date | None, until: date | None, size: int, cursor: str | None, sort: str,
    as_json: bool,
) -> None:
    """Newest first unless relevance is asked for."""
    in_order(since, until)
    question = SearchQuestion(
        " ".join(query), Filters(since=since, until=until), sort=Sort(sort), size=size, cursor=cursor
    )
    with opened() as house:
        answer = house.index.search(question)
        if as_json:
            head = {"total": answer.total, "next": answer.next, "folded": answer.folded}
            lines([{"type": "answer", **head}, *(hit_row(hit) for hit in answer.hits)], house.clock)
            return
        note_clock(house.clock)
        _show(answer)


def hit_row(hit: Hit) -> dict[str, Any]:
    """One match as a JSON line."""
    return {
        "type": "hit", "id": hit.id, "title": hit.title, "extract": hit.extract, "source": hit.source,
        "kind": hit.kind, "unit": hit.unit, "published": hit.published, "url": hit.url, "format": hit.format,
        "original": hit.original, "snippets": [one._asdict() for one in hit.snippets],
        "areas": [{"area": one.area, "level": one.level.value, "counts": one.counts, "zone": one.zone.value}
                  for one in hit.areas],
        "units": [{"unit": one.unit, "roles": [role.value for role in one.roles]} for one in hit.units],
        "why": [one._asdict() for one in hit.why],
    }


def _show(answer: SearchAnswer) -> None:
    if answer.folded:
        click.echo(say(("Không có kết quả đúng dấu; đây là kết quả khi bỏ dấu.",
                        "Nothing matched with these diacritics; these match without.")))
    click.echo(say(("{n} tin, bài", "{n} articles"), n=answer.total))
    for hit in answer.hits:
        areas = " ".join(one.area + "?" * (one.zone is Zone.REVIEW) for one in hit.areas if one.counts)
        click.echo(f"\n{click.style(hit.title, bold=True)}")
        repost = say((" · đăng lại", " · repost")) if hit.repost else ""
        click.echo(f"  {day(hit.day)} · {hit.source} · {areas or '—'}{repost}")
        for snippet in hit.snippets[:2]:
            click.echo(f"  {_marked(snippet.text, snippet.marks)}")
        click.echo(f"  {hit.url}")
    if answer.next:
        click.echo(f"\n{say(('Trang tiếp theo', 'Next page'))}: --after {answer.next}")


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    parts, at = [], 0
    for start, end in marks:
        parts += [text[at:start], click.style(text[start:end], underline=True)]
        at = end
    return "".join([*parts, text[at:]]).replace("\n", " ")
