"""Articles whose text stands only in a PDF or DOCX that the page links to."""

from dataclasses import replace
from urllib.parse import urlsplit

from crawlers.attachments import document_text
from crawlers.fetch import Web
from domain.article import Article, Attachment, Quality
from domain.errors import CrawlError
from domain.record import Fetch, Kind
from domain.source import Source
from flows.house import House

LONGEST_ENDING = 5  # letters; longer and it is no file ending but part of a name
MOST = 3  # documents read for one article: the first ones hold the text, the rest are annexes


def wants_documents(article: Article) -> bool:
    """Whether the page has no text of its own and links to a document that can be read."""
    text = article.text
    return bool(text and text.quality is Quality.EMPTY and any(map(_may_read, text.attachments)))


def filled(house: House, source: Source, article: Article) -> Article:
    """The article with the text of its documents; one that cannot be read leaves its word in the ledger."""
    text = article.text
    assert text is not None
    read: list[Attachment] = []
    for number, one in enumerate(text.attachments):
        wanted = number < MOST and _may_read(one)
        read.append(replace(one, text=_text(house, source, one)) if wanted else one)
    body = "\n".join(one.text for one in read if one.text)
    if not body:
        return article.with_text(replace(text, attachments=tuple(read)))
    evidence = {**text.evidence, "body": "attachment"}
    quality = Quality.GENERIC
    return article.with_text(replace(text, attachments=tuple(read), body=body, evidence=evidence, quality=quality))


def _may_read(one: Attachment) -> bool:
    """PDF and DOCX can be read; an address without an ending may be either."""
    ending = urlsplit(one.url).path.rpartition("/")[2].rpartition(".")[2].lower()
    return ending in ("pdf", "docx") or len(ending) > LONGEST_ENDING


def _text(house: House, source: Source, one: Attachment) -> str | None:
    record = _record(house, source, one.url)
    if not record:
        return None
    kept = house.store.archive.get(record)
    try:
        return document_text(kept.body) or None
    except CrawlError as error:
        _note(house, Fetch(source.id, one.url, Kind.ATTACHMENT, house.clock.now(), error.outcome, detail=error.detail))
        return None


def _record(house: House, source: Source, url: str) -> str:
    """The archived document: what we hold, else asked for once."""
    held = house.store.ledger.last_ok(url)
    if held:
        return held.record
    if house.store.ledger.last_fetch(url):
        return ""  # it failed before; the page itself is asked again when it changes
    with Web(house.settings) as web:
        answer = web.get(url)
    now, archive = house.clock.now(), house.store.archive
    record = ""
    if answer.ok and answer.status:
        record = archive.put(url, answer.status, list(answer.headers), answer.body, now)
        archive.flush()
    _note(house, Fetch(
        source.id, url, Kind.ATTACHMENT, now, answer.outcome, answer.status, answer.final_url, answer.content_type,
        answer.digest if record else "", record, answer.size, answer.elapsed_ms, detail=answer.detail,
    ))
    return record


def _note(house: House, fetch: Fetch) -> None:
    house.store.ledger.add_fetches([replace(fetch, simulated=house.clock.simulated)])
