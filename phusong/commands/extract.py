"""`phusong extract`: pages to texts, JSON lines in and out, no store."""

import sys
from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import click

from domain.article import Found
from domain.codec import text_to_json
from domain.dated import VIETNAM
from domain.errors import BadLine
from domain.source import Source
from phusong.jsonlines import Row, each, moment, text
from phusong.options import opened
from phusong.show import lines
from phusong.words import say

HELP = (
    "Mỗi dòng vào: {id, url, path, fetched_at, source?}. Mỗi dòng ra: {id, title, lead, body, byline, published, …}.",
    "Each line in: {id, url, path, fetched_at, source?}. Each line out: {id, title, lead, body, byline, published, …}.",
)
FAILED = ("{n} dòng không đọc được; lý do ghi ở “detail” của từng dòng",
          "{n} lines could not be read; “detail” of each says why")


@click.command("extract", help=say(HELP))
@click.argument("file", type=click.File("rb"), default="-")
def command(file: Any) -> None:
    """Read every page; a line that cannot be read gives an object with `error`, and exit code 1 at the end."""
    failed = 0
    with opened() as house:
        sources = house.sources if house.settings.sources.exists() else {}
        now = house.clock.now()
        for row in each(file, lambda given: _answer(given, sources, now)):
            failed += "error" in row
            lines([row], house.clock)
    if failed:
        click.echo(say(FAILED, n=failed), err=True)
        sys.exit(1)


def _answer(given: Row, sources: Mapping[str, Source], now: datetime) -> Row:
    """One page's text; an unknown source is read by the general rules, and the answer says so."""
    from crawlers.extract import extract
    from crawlers.page import parse
    from crawlers.platforms import REGISTRY, guess, profile_of
    from flows.reading import seen_after

    url, fetched_at = text(given, "url"), _instant(given.get("fetched_at"), now)
    document = parse(_page(text(given, "path")), str(given.get("content_type") or ""), url)
    name = given.get("source")
    source = sources.get(name) if isinstance(name, str) else None
    family = profile_of(source) if source else REGISTRY[guess(document)[0]].profile
    found = Found(source.id if source else "", url, fetched_at)
    read = extract(document, fetched_at=fetched_at, source=source, found=found, family=family)
    note = {} if source or not name else {"note": f"không có nguồn tin “{name}”; đã đọc theo quy tắc chung"}
    return {"id": given["id"], "url": url, **text_to_json(seen_after(read, fetched_at)), **note}


def _page(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise BadLine(f"không có tệp “{path}”") from None
    except (OSError, ValueError) as error:
        raise BadLine(f"không đọc được tệp “{path}”: {error}") from None


def _instant(value: object, now: datetime) -> datetime:
    """When the page was fetched: nothing on it is later. A day counts to its end in Vietnam; nothing given: now."""
    if value is None or value == "":
        return now
    given = moment(value, "fetched_at")
    if not isinstance(given, datetime):
        return datetime.combine(given, time.max, VIETNAM)
    return given if given.tzinfo else given.replace(tzinfo=UTC)
