"""Saved pages of a new source, with what the program read: a test refuses them until a person confirms."""

import json
from datetime import datetime
from pathlib import Path

from crawlers.extract import extract
from crawlers.platforms import Entry, profile_of
from crawlers.scout_ask import Look
from domain.article import Text
from domain.source import Source


def save(folder: Path, look: Look, kind: str, platform: str, at: datetime, expected: dict[str, object]) -> Path:
    """One case: `page.html` as received, `expected.json`, `meta.json` with `confirmed: false`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page.html").write_bytes(look.body)
    meta = {
        "url": look.url,
        "content_type": look.content_type,
        "kind": kind,
        "platform": platform,
        "fetched_at": at.isoformat(),
        "confirmed": False,
    }
    for name, content in (("expected.json", expected), ("meta.json", meta)):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return folder


def list_expected(entries: list[Entry], next_page: str | None) -> dict[str, object]:
    """What a list case holds: its entries in order and where its older page is."""
    rows = [
        {"url": e.url, "title": e.title, "published": e.published.day.isoformat() if e.published else None}
        for e in entries
    ]
    return {"entries": rows, "next_page": next_page}


def article_expected(look: Look, source: Source, at: datetime) -> dict[str, object]:
    """What an article case holds: its fields, with the first and last words of the body."""
    if look.document is None:
        return {}
    return text_expected(extract(look.document, fetched_at=at, source=source, family=profile_of(source)))


def text_expected(text: Text) -> dict[str, object]:
    """The fields of a text that a person can compare with the page at a glance."""
    published = text.published
    return {
        "title": text.title,
        "lead": text.lead,
        "byline": text.byline,
        "published": published.day.isoformat() if published else None,
        "body_starts": text.body[:80],
        "body_ends": text.body[-80:],
        "body_words": len(text.body.split()),
    }
