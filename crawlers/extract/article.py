"""The order in which a page's fields are read, and what each of them rests on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers.attachments import linked
from crawlers.blocks import Block
from crawlers.byline import Byline, meta_author, read_byline
from crawlers.byline_beside import labelled_above, named_author, named_source
from crawlers.dates.visible import is_particulars
from crawlers.extract.around import count_images, sections
from crawlers.extract.body import own_lines, same
from crawlers.extract.choose import Main, choose_main
from crawlers.extract.dateline import without_dateline
from crawlers.extract.furniture import only_points
from crawlers.extract.generic import second_opinion
from crawlers.extract.lead import find_lead
from crawlers.extract.listlike import is_no_article
from crawlers.extract.sheet import Sheet, open_sheet
from crawlers.extract.textless import completed
from crawlers.extract.title import Title
from crawlers.extract.when import date_texts, read_dates
from crawlers.metadata import paragraphs_of, text_of
from crawlers.page import Document
from crawlers.zones import zone_of
from domain.article import Found, Quality, Text
from domain.source import Profile, Source
from domain.textnorm import clean

_ABOVE = 4  # lines among which an author may still stand above the first paragraph
_BESIDE = 4  # elements after the text that may hold its documents
_OUTSIDE = 2  # elements around the text, after which a box called "Tệp đính kèm" may stand
_FILES = re.compile(
    r"\W*(?:các\s+)?(?:tài\s*liệu|văn\s*bản|file|tệp|tập\s*tin)(?:\s+tin)?\s*(?:đính\s*kèm|kèm\s*theo)", re.I
)
_SOUND_LENGTH = 250  # characters from which our own reading needs no second opinion …
_SOUND_SHARE = 0.4  # … when it holds this much of the page's running text


def extract(
    document: Document,
    *,
    fetched_at: datetime,
    source: Source | None = None,
    found: Found | None = None,
    family: Profile | None = None,
) -> Text:
    """The article on a page. Raises SettingsError only, for a selector of the profile that is none."""
    sheet = open_sheet(document, source, family)
    title, dates = sheet.selected("title"), date_texts(sheet)
    listed = found.title or "" if found else ""
    whole = not (title and dates)
    main = choose_main(document.tree, sheet.meta, sheet.profiles, sheet.drops, whole=whole, listed=listed)
    title = _title(sheet, title, main)
    lead, lines = _lead(sheet, main, own_lines(main.lines, title))
    beside = [*main.between, *main.lines[:_ABOVE], *(main.sight.after[:4] if main.sight else ())]
    signed = _byline(sheet, lines, beside)
    kept = [clean(block.text) for n, block in enumerate(lines) if n not in signed.dropped]
    body = "\n".join(line for line in kept if any(map(str.isalnum, line)))
    attachments = linked(_links(main), sheet.meta.base)
    if attachments and not lead and only_points(lines):  # the text stands in the document
        body, quality = "", Quality.EMPTY
    else:
        body, quality = _checked(sheet, main, title, lead, without_dateline(body))
    if not lead and sheet.evidence.get("body") == "jsonld":
        lead = _told_lead(sheet, body)
    published, updated = read_dates(sheet, dates, main, found, fetched_at)
    names = _sections(sheet, title)
    text = Text(
        title=title,
        lead=lead,
        body=body,
        byline=signed.author,
        republished_from=signed.source,
        published=published,
        updated=updated,
        sections=names,
        attachments=attachments,
        images=count_images(main.nodes, main.head),
        canonical=sheet.meta.canonical,
        quality=quality,
    )
    text = completed(sheet, main, text, found, fetched_at)
    if is_no_article(main, sheet.meta, document.url, text.title, len(text.lead) + len(text.body)):
        quality = Quality.EMPTY if text.quality is Quality.EMPTY else Quality.LOW
        text = replace(text, published=None, updated=None, byline=None, quality=quality)
    return replace(text, evidence=_evidence(sheet, text))


def _title(sheet: Sheet, selected: str, main: Main) -> str:
    if selected:
        return selected
    title = main.title or Title("", "generic")
    sheet.evidence["title"] = title.evidence
    return title.text


def _lead(sheet: Sheet, main: Main, lines: list[Block]) -> tuple[str, list[Block]]:
    lead = without_dateline(sheet.selected("lead"))
    if lead:
        key = same(lead)
        return lead, [block for n, block in enumerate(lines) if n > 3 or same(block.text) != key]
    between = [block for block in main.between if not block.zone and not is_particulars(block)]
    lead, where, rest = find_lead(between, lines, sheet.meta)
    if lead:
        sheet.evidence["lead"] = where
    return lead, rest


def _told_lead(sheet: Sheet, body: str) -> str:
    """What a page tells machines beside its text, where that text itself is told to machines only."""
    lead = clean(text_of(sheet.meta.article.get("description")))
    if not lead or same(body).startswith(same(lead)[:60]):
        return ""
    sheet.evidence["lead"] = "jsonld"
    return without_dateline(lead)


def _byline(sheet: Sheet, lines: Sequence[Block], beside: Sequence[Block]) -> Byline:
    signed = read_byline(lines)
    source = signed.source or named_source(beside)
    host = urlsplit(sheet.document.url).hostname or ""
    signed = replace(signed, source=None if source and host and host.removeprefix("www.") in source else source)
    selected = sheet.selected("byline")
    if selected:
        return replace(signed, author=selected)
    if not signed.author:
        signed = replace(signed, author=named_author(beside) or labelled_above(beside)[0])
    if signed.author:
        sheet.evidence["byline"] = "visible"
        return signed
    for where, name in (
        ("jsonld", text_of(sheet.meta.article.get("author"))),
        ("meta", sheet.meta.first("article:author", "author", "dc.creator")),
    ):
        author = meta_author(name)
        if author:
            sheet.evidence["byline"] = where
            return replace(signed, author=author)
    return signed


def _links(main: Main) -> Iterator[HtmlElement]:
    """The links of the article's lines, and of the elements right after its text."""
    for block in main.around:
        yield from block.links
    if not main.nodes:
        return
    for node in islice(main.nodes[-1].itersiblings(), _BESIDE):
        if isinstance(node.tag, str) and not zone_of(node.tag, node.get("class") or "", node.get("id") or ""):
            yield from node.iter("a")
    for above in islice(main.nodes[-1].iterancestors(), _OUTSIDE):
        for node in islice(above.itersiblings(), 2):
            if isinstance(node.tag, str) and _FILES.match("".join(islice(node.itertext(), 6))):
                yield from node.iter("a")


def _sections(sheet: Sheet, title: str) -> tuple[str, ...]:
    names, where = sections(sheet.document, sheet.meta, title)
    if where:
        sheet.evidence["sections"] = where
    return names


def _checked(sheet: Sheet, main: Main, title: str, lead: str, body: str) -> tuple[str, Quality]:
    """The body, or another reader's where ours is doubtful, and how good it is; where it was read is noted."""
    if body:
        sheet.evidence["body"] = main.origin
    if main.origin in ("profile", "family") and (body or lead):
        return body, Quality.PROFILE
    anchored = main.title is not None and main.title.at is not None  # a short text under its title is what it is
    if anchored or (len(lead) + len(body) >= _SOUND_LENGTH and main.share >= _SOUND_SHARE):
        return body, Quality.GENERIC if body or lead else Quality.EMPTY
    told = "\n".join(map(clean, paragraphs_of(sheet.meta.article.get("articleBody")).split("\n")))
    if told and not body and not lead:
        sheet.evidence["body"] = "jsonld"
        return told, Quality.GENERIC
    second = second_opinion(sheet.document.tree, sheet.drops, title, f"{lead}\n{body}")
    if second is not None:
        sheet.evidence["body"] = second.origin
        return second.body, second.quality
    if not body and not lead:
        return "", Quality.EMPTY
    return body, Quality.GENERIC


def _evidence(sheet: Sheet, text: Text) -> Mapping[str, str]:
    found = dict(sheet.evidence)
    if text.published:
        found["published"] = text.published.evidence
    return MappingProxyType(dict(sorted(found.items())))
