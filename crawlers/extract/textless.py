"""What an article is made of where no story is written: a document in a frame, its fields, a film, a picture."""

from dataclasses import replace
from datetime import datetime

from lxml.html import HtmlElement

from crawlers.byline import meta_author
from crawlers.dates import read_date
from crawlers.extract.around import count_images
from crawlers.extract.choose import Main
from crawlers.extract.dateline import without_dateline
from crawlers.extract.embedded import embedded
from crawlers.extract.item import item_kind
from crawlers.extract.official import Official, official
from crawlers.extract.place import place_of, shown
from crawlers.extract.sheet import Sheet
from domain.article import Found, Quality, Text

_ISSUED = ("ban h", "Ban h", "BAN H", "ch y", "CH Y")  # of "ban hành", "trích yếu", however they are encoded
_FRAMES = ("<iframe", "<object", "<embed", "<IFRAME", "<amp-iframe")


def completed(sheet: Sheet, main: Main, text: Text, found: Found | None, fetched_at: datetime) -> Text:
    """The text with what stands in its place; what that is goes into the sheet's evidence."""
    html = sheet.document.html
    paper = official(main.page or main.lines) if any(sign in html for sign in _ISSUED) else None
    if paper is not None:
        text = _of_document(sheet, paper, text, found.title or "" if found else "")
    place = _place(main)
    if place is not None and any(tag in html for tag in _FRAMES):
        more = [one for one in shown(place, sheet.meta.base) if one.url not in {two.url for two in text.attachments}]
        text = replace(text, attachments=(*text.attachments, *more))
    if text.quality is Quality.EMPTY and not text.attachments:
        text = _written_out(sheet, text, min(found.first_seen, fetched_at) if found else fetched_at)
    if text.quality is not Quality.EMPTY or text.attachments:
        return text
    kind = item_kind(sheet.document, sheet.meta, place, text.title, text.published, found)
    if not kind:
        return text
    sheet.evidence["body"] = kind
    images = text.images or (count_images([place]) if place is not None else 0)
    return replace(text, quality=Quality.LOW, images=images)


def _written_out(sheet: Sheet, text: Text, limit: datetime) -> Text:
    """The text as the page's own script would write it."""
    told = embedded(sheet.document.tree, text.title)
    if told is None:
        return text
    sheet.evidence["body"] = "script"
    published = text.published or read_date(told.published, evidence="jsonld", fetched_at=limit)
    byline = text.byline or meta_author(told.author)
    return replace(
        text, lead=without_dateline(told.lead), body=without_dateline(told.body), byline=byline, published=published,
        quality=Quality.GENERIC,
    )  # fmt: skip


def _place(main: Main) -> HtmlElement | None:
    if main.head is not None:
        return place_of(main.head)
    return main.nodes[0] if main.nodes else None


def _of_document(sheet: Sheet, paper: Official, text: Text, listed: str) -> Text:
    """The fields as text where the document's own is not on the page, its subject as title, and never its own date."""
    title = paper.title(text.title, listed)
    if title != text.title:
        sheet.evidence["title"] = "field"
    published = text.published
    issued = paper.issued
    if issued is not None:
        sheet.evidence["issued"] = issued.as_written
        if published is not None and published.evidence == "listing" and published.day == issued.day:
            published = None  # a list of documents shows when each was issued, not when it was posted
            sheet.evidence["published"] = "rejected: issued"
    if paper.has_story or not paper.body:
        return replace(text, title=title, published=published)
    sheet.evidence["body"] = "fields"
    quality = Quality.GENERIC if text.quality in (Quality.EMPTY, Quality.LOW) else text.quality
    return replace(text, title=title, lead="", body=paper.body, published=published, byline=None, quality=quality)
