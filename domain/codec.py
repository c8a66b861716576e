"""Articles and their parts as JSON-able dicts and back: the form the ledger keeps and people script against."""

from datetime import datetime
from typing import Any

from domain.article import (
    AreaReading,
    Article,
    Attachment,
    Found,
    Level,
    Page,
    Quality,
    Reading,
    Role,
    Span,
    Text,
    UnitReading,
    Zone,
)
from domain.dated import Dated

Json = dict[str, Any]


def _dated(value: Dated | None) -> Json | None:
    return value.as_json() if value else None


def _undated(value: Json | None) -> Dated | None:
    return Dated.from_json(value) if value else None


def found_to_json(found: Found) -> Json:
    """A `Found` as JSON."""
    return {
        "source": found.source, "url": found.url, "first_seen": found.first_seen.isoformat(), "title": found.title,
        "listed": _dated(found.listed), "sections": list(found.sections), "via": found.via,
    }


def found_from_json(data: Json) -> Found:
    """Back from `found_to_json`."""
    return Found(
        data["source"], data["url"], datetime.fromisoformat(data["first_seen"]), data["title"],
        _undated(data["listed"]), tuple(data["sections"]), data["via"],
    )


def page_to_json(page: Page) -> Json:
    """A `Page` as JSON."""
    return {**vars(page), "fetched_at": page.fetched_at.isoformat()}


def page_from_json(data: Json) -> Page:
    """Back from `page_to_json`."""
    return Page(**{**data, "fetched_at": datetime.fromisoformat(data["fetched_at"])})


def text_to_json(text: Text) -> Json:
    """A `Text` as JSON."""
    return {
        "title": text.title, "lead": text.lead, "body": text.body, "byline": text.byline,
        "republished_from": text.republished_from, "published": _dated(text.published), "updated": _dated(text.updated),
        "sections": list(text.sections), "attachments": [vars(one) for one in text.attachments],
        "images": text.images, "canonical": text.canonical, "quality": text.quality.value,
        "evidence": dict(text.evidence),
    }


def text_from_json(data: Json) -> Text:
    """Back from `text_to_json`."""
    return Text(**{
        **data, "published": _undated(data["published"]), "updated": _undated(data["updated"]),
        "sections": tuple(data["sections"]), "attachments": tuple(Attachment(**one) for one in data["attachments"]),
        "quality": Quality(data["quality"]),
    })


def span_to_json(span: Span) -> Json:
    """A `Span` as JSON."""
    return dict(vars(span))


def area_to_json(area: AreaReading) -> Json:
    """An `AreaReading` as JSON."""
    return {
        "area": area.area, "level": area.level.value, "score": round(area.score, 4), "zone": area.zone.value,
        "evidence": [span_to_json(span) for span in area.evidence],
    }


def unit_to_json(unit: UnitReading) -> Json:
    """A `UnitReading` as JSON."""
    span = span_to_json(unit.span) if unit.span else None
    return {"unit": unit.unit, "role": unit.role.value, "reason": unit.reason, "span": span}


def reading_to_json(reading: Reading) -> Json:
    """A `Reading` as JSON; shingles are kept beside it, in their own table."""
    return {
        "areas": [area_to_json(area) for area in reading.areas],
        "units": [unit_to_json(unit) for unit in reading.units],
        "format": reading.format, "polarity": reading.polarity, "reader": reading.reader,
    }


def reading_from_json(data: Json) -> Reading:
    """Back from `reading_to_json` (without shingles)."""
    areas = tuple(
        AreaReading(one["area"], Level(one["level"]), one["score"], Zone(one["zone"]),
                    tuple(Span(**span) for span in one["evidence"]))
        for one in data["areas"]
    )
    units = tuple(
        UnitReading(one["unit"], Role(one["role"]), Span(**one["span"]) if one["span"] else None, one["reason"])
        for one in data["units"]
    )
    return Reading(areas, units, data["format"], data["reader"], data["polarity"])


def article_to_json(article: Article) -> Json:
    """A whole article, every field."""
    return {
        "id": article.id, "revision": article.revision, "original": article.original,
        "found": found_to_json(article.found), "page": page_to_json(article.page) if article.page else None,
        "text": text_to_json(article.text) if article.text else None,
        "reading": reading_to_json(article.reading) if article.reading else None,
    }


def article_from_json(data: Json) -> Article:
    """Back from `article_to_json`."""
    return Article(
        data["id"], found_from_json(data["found"]), page_from_json(data["page"]) if data["page"] else None,
        text_from_json(data["text"]) if data["text"] else None,
        reading_from_json(data["reading"]) if data["reading"] else None, data["revision"], data["original"],
    )
