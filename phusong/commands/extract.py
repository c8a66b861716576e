"""`phusong extract`: pages to texts, JSON lines in and out, no store."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from domain.article import Found, Text
from domain.codec import text_to_json
from domain.errors import CrawlError, PhusongError
from phusong.options import opened
from phusong.show import lines
from phusong.words import say

HELP = (
    "Mỗi dòng vào: {id, url, path, fetched_at, source?}. Mỗi dòng ra: {id, title, lead, body, byline, published, …}.",
    "Each line in: {id, url, path, fetched_at, source?}. Each line out: {id, title, lead, body, byline, published, …}.",
)


@click.command("extract", help=say(HELP))
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
def command(file: Any) -> None:
    """Read every page; a line that cannot be read gives an object with `error`, and exit code 1 at the end."""
    failed = 0
    with opened() as house:
        sources = house.sources if house.settings.sources.exists() else {}
        for row in _rows(file, sources, house.clock.now()):
            failed += "error" in row
            lines([row], house.clock)
    if failed:
        click.echo(f"{failed} trang không đọc được", err=True)
        sys.exit(1)


def _rows(file: Any, sources: Any, now: datetime) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        given: dict[str, Any] = {}
        try:
            given = json.loads(line)
            text = _text(given, sources.get(given.get("source")), now)
            yield {"id": given["id"], "url": given["url"], **text_to_json(text)}
        except CrawlError as error:
            yield {"id": given.get("id"), "error": error.outcome, "detail": error.detail}
        except (ValueError, KeyError, TypeError, AttributeError, OSError, PhusongError) as error:
            name = given.get("id") if isinstance(given, dict) else None
            yield {"id": name, "error": "bad_input", "detail": f"dòng {number}: {error!r}"}


def _text(given: dict[str, Any], source: Any, now: datetime) -> Text:
    from crawlers.extract import extract
    from crawlers.page import parse
    from crawlers.platforms import REGISTRY, guess, profile_of
    from flows.reading import seen_after

    fetched_at = datetime.fromisoformat(given["fetched_at"]) if given.get("fetched_at") else now
    if fetched_at.tzinfo is None:
        fetched_at = fetched_at.replace(tzinfo=UTC)
    document = parse(Path(given["path"]).read_bytes(), given.get("content_type", ""), given["url"])
    family = profile_of(source) if source else REGISTRY[guess(document)[0]].profile
    found = Found(source.id if source else "", given["url"], fetched_at)
    return seen_after(extract(document, fetched_at=fetched_at, source=source, found=found, family=family), fetched_at)
