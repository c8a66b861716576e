"""Whatever the ledger is kept in, it gives back exactly what was written."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from domain.article import AreaReading, Level, Span, Zone
from domain.dated import Confidence, Dated, Precision
from domain.record import Fetch, Hub, Kind
from store import Store
from tests.conftest import NOW
from tests.store.test_articles import made

TEXTS = [
    "Ủy ban nhân dân — “Quyết định” số 12/QĐ-UBND…", "dấu rời: a\u0301 ê\u0323", "𝔘𝔫𝔦 😀 \u200d \ufeff",
    "tab\t và\nxuống dòng", "'; DROP --", "\\u0111 \\n \"nháy\"", " khoảng trắng hai đầu ", "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back_letter_by_letter(store: Store, text: str) -> None:
    ledger = store.ledger
    item = made(body=text)
    item = replace(item, text=replace(item.text, title=text, evidence={"body": text}))  # type: ignore[type-var]
    ledger.save(item, "so-a", NOW)
    kept = ledger.article("x")
    assert kept and kept.article.text == item.text
    ledger.add_fetches([Fetch("a", text or "x", Kind.ARTICLE, NOW, "ok", detail=text, etag=text)])
    [fetch] = ledger.fetches("a")
    assert (fetch.detail, fetch.etag) == (text, text)
    ledger.open_incident("k", "silent", {"lý do": text, "số": 2**40, "không": None, "danh sách": [text]}, NOW)
    assert ledger.incidents()[0].payload == {"lý do": text, "số": 2**40, "không": None, "danh sách": [text]}


@pytest.mark.parametrize("at", [
    datetime(2023, 8, 28, 1, 2, 3, 456789, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2023, 8, 28, 8, 2, tzinfo=timezone(timedelta(hours=7))),
    datetime(2100, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
])
def test_instants_come_back_to_the_microsecond(store: Store, at: datetime) -> None:
    store.ledger.begin_crawl("a", at)
    started = store.ledger.crawls()[0].started
    assert started == at and started and started.tzinfo is UTC
    assert len(store.ledger.crawls(since=at)) == 1 and store.ledger.crawls(since=at + timedelta(microseconds=1)) == []


def test_readings_and_dates_come_back_whole(store: Store) -> None:
    item = made()
    area = AreaReading("A01", Level.PRIMARY, 0.1234, Zone.AUTO, (Span("đất", 0, 3, "title", "r"),))
    day = Dated(date(1999, 12, 31), Precision.DAY, "visible", Confidence.LOW, "31/12/1999")
    minute = Dated(datetime(2023, 8, 21, 9, 15, tzinfo=UTC), Precision.MINUTE, "meta", Confidence.HIGH, "9h15")
    item = replace(
        item, reading=replace(item.reading, areas=(area,), shingles=()),  # type: ignore[type-var]
        text=replace(item.text, published=day, updated=minute),  # type: ignore[type-var]
    )
    store.ledger.save(item, "so-a", NOW)
    kept = store.ledger.article("x")
    assert kept and kept.article.reading == item.reading and kept.article.text == item.text
    assert [one.article.id for one in store.ledger.articles(until=date(1999, 12, 31))] == ["x"]


def test_addresses_are_ordered_letter_by_letter(store: Store) -> None:
    urls = [f"http://a.example/{name}" for name in ("B", "a-b", "ab", "a_b", "đ", "Z", "1")]
    store.ledger.put_hubs([Hub("a", url, Kind.LISTING, NOW) for url in urls])
    assert [one.url for one in store.ledger.hubs("a")] == sorted(urls)


def test_half_a_letter_in_json_undoes_nothing(store: Store) -> None:
    store.ledger.open_incident("k", "silent", {"lý do": "cắt đôi \ud83d"}, NOW)
    assert store.ledger.incidents()[0].payload == {"lý do": "cắt đôi \ud83d"}


def test_hashes_of_all_sizes(store: Store) -> None:
    own = (0, 1, 2**31, 2**32 + 1, 2**63 - 1)
    store.ledger.put_shingles({"x": own, "y": own})
    assert store.ledger.sharing({"x": own}) == {"x": {"y": own}}
