"""From the archive to stored articles: extract, read, relate, store and index, batch by batch."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from crawlers.extract import extract
from crawlers.page import parse
from crawlers.platforms import profile_of
from domain.article import Article, Found, Page, Quality, Text
from domain.errors import ArchiveDamaged, CrawlError, StoreError
from domain.record import State, Work
from domain.source import Source
from flows.house import House
from flows.logs import about
from nlp.given import ReadInput
from store import Transaction

_SHOWN = {"video": ("Video",), "audio": ("Audio",)}  # what stands in place of a text tells the form
Joined = Callable[[Counter[str], Transaction], None]  # joins the transaction that stores: what ended how, and where
BATCH = 50  # articles in one transaction (proposal): what a killed process has to read again


@dataclass(frozen=True)
class Failed:
    """A fetched page that gave no article, with its word."""

    work: Work
    outcome: str
    detail: str
    ours: bool = False  # our own fault: it is tried again
    damaged: bool = False  # the archive's copy cannot be read


def read_fetched(house: House, source: Source, documents: bool = False) -> Counter[str]:
    """Bring the fetched articles of a source to their end. Returns how many ended how.

    An article whose text stands only in a document waits for `documents`: they are asked for when the crawl is over.
    """
    ended: Counter[str] = Counter()
    works = house.store.ledger.work(source.id, State.FETCHED)
    for start in range(0, len(works), BATCH):
        ended += read_batch(house, source, works[start:start + BATCH], documents)
    return ended


LOG = logging.getLogger(__name__)


def read_batch(
    house: House, source: Source, batch: Sequence[Work], documents: bool = False, joined: Joined | None = None
) -> Counter[str]:
    """Extract, read and store some fetched articles in one transaction, which `joined` ends; one by one where it fails.

    Raises StoreError. What else goes wrong with one article ends it as internal_error and holds nobody back.
    """
    with about(source=source.id):
        try:
            return _read_together(house, source, batch, documents, joined)
        except Exception as error:
            if isinstance(error, StoreError) and not isinstance(error, ArchiveDamaged):
                raise
            LOG.exception("read %s", [work.url for work in batch])
            if len(batch) > 1:
                return sum((read_batch(house, source, [work], documents, joined) for work in batch), Counter())
            from flows.storing import store_batch

            failed = [Failed(batch[0], "internal_error", repr(error), ours=True)]
            return store_batch(house, source, [], failed, joined)


def _read_together(
    house: House, source: Source, batch: Sequence[Work], documents: bool, joined: Joined | None
) -> Counter[str]:
    from flows.documents import filled, wants_documents
    from flows.storing import store_batch

    articles: list[tuple[Work, Article]] = []
    failed: list[Failed] = []
    for work in batch:
        result = extracted(house, source, work)
        if isinstance(result, Failed):
            failed.append(result)
        elif not wants_documents(result):
            articles.append((work, result))
        elif documents:
            articles.append((work, filled(house, source, result)))
    read = list(with_readings(house, source, [article for _, article in articles]))
    pairs = [(work, item) for (work, _), item in zip(articles, read, strict=True)]
    return store_batch(house, source, pairs, failed, joined)


def extracted(house: House, source: Source, work: Work) -> Article | Failed:
    """One archived page as an article with its text, or the word for why there is none."""
    found = Found(source.id, work.url, work.first_seen, work.title, work.listed, work.sections, work.via)
    try:
        answer = house.store.archive.get(work.record)
        document = parse(answer.body, answer.header("content-type"), answer.url)
        text = extract(
            document, fetched_at=answer.at, source=source, found=found, family=profile_of(source)
        )
    except CrawlError as error:
        return Failed(work, error.outcome, error.detail)
    except ArchiveDamaged as error:
        LOG.error("archive %s %s: %s", source.id, work.url, error)
        return Failed(work, "internal_error", str(error), ours=True, damaged=True)
    except Exception as error:
        LOG.exception("extract %s %s", source.id, work.url)
        return Failed(work, "internal_error", repr(error), ours=True)
    if (text.quality is Quality.EMPTY and not text.attachments) or not text.title:
        return Failed(work, "no_text", "trang không có tiêu đề hoặc nội dung")
    content_type = answer.header("content-type")
    page = Page(answer.url, answer.at, answer.status, content_type, work.digest, work.record)
    return Article(work.article, found, page, seen_after(text, work.first_seen))


def seen_after(text: Text, first_seen: datetime) -> Text:
    """The text without a publication date that lies after the article was first seen: such a claim is wrong."""
    if text.published and text.published.earliest > first_seen:
        return replace(text, published=None, evidence={**text.evidence, "published": "rejected: after first seen"})
    return text


def with_readings(house: House, source: Source, articles: Sequence[Article]) -> Iterator[Article]:
    """The articles with what they are about, in the same order."""
    kind = house.registry.units[source.unit].kind
    readings = house.reader.read([given(article, source, kind) for article in articles])
    for article, reading in zip(articles, readings, strict=True):
        yield article.with_reading(reading)


def given(article: Article, source: Source, kind: str) -> ReadInput:
    """What the reader needs to know of an article."""
    text = article.text
    assert text is not None
    names = {section.id: section.name for section in source.sections}
    shown = _SHOWN.get(text.evidence.get("body", ""), ())
    sections = (*(names.get(one, one) for one in article.found.sections), *text.sections, *shown)
    return ReadInput(
        text.title, text.lead, text.body, text.published.day if text.published else None, source.unit,
        sections=sections, attachments=len(text.attachments), images=text.images, source_kind=kind,
    )
