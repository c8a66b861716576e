"""Requests and listing readings are kept in words of the closed list, and found again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.record import Fetch, Kind, Listing, Tally
from domain.verdict import Finding, Rule, Verdict
from store import Store
from store.tables import finding
from tests.conftest import NOW

URL = "http://a.example/tin-tuc"


def fetched(outcome: str = "ok", digest: str = "d", **given: object) -> Fetch:
    return Fetch("a", URL, Kind.LISTING, NOW, outcome, digest=digest, size=10, **given)  # type: ignore[arg-type]


def test_the_last_answer_with_a_body_is_remembered(store: Store) -> None:
    store.ledger.add_fetches([fetched(digest="d1", etag="e1"), fetched("timeout", ""), fetched("not_modified", "")])
    last = store.ledger.last_ok(URL)
    assert last and (last.digest, last.etag, last.kind) == ("d1", "e1", Kind.LISTING)
    assert store.ledger.last_ok("http://a.example/other") is None


def test_an_unknown_word_is_refused(store: Store) -> None:
    with pytest.raises(KeyError):
        store.ledger.add_fetches([fetched("great")])
    with pytest.raises(KeyError):
        store.ledger.add_listings([Listing("a", None, URL, NOW, "great")])
    assert store.ledger.fetches("a") == []


def test_a_crawl_begins_ends_and_tells_its_tally(store: Store) -> None:
    crawl = store.ledger.begin_crawl("a", NOW, simulated=True)
    assert store.ledger.unfinished("a") == [crawl]
    store.ledger.add_fetches([fetched(crawl=crawl), fetched("timeout", "", crawl=crawl)])
    assert [one.crawl for one in store.ledger.fetches("a")] == [crawl, crawl]
    tally = Tally("a", "ok", 3, 2, 2, 0, 0, {"timeout": 1}, 2, 20, (), NOW, NOW + timedelta(minutes=1), True, crawl)
    store.ledger.end_crawl(tally)
    assert store.ledger.crawls("a") == [tally]
    assert store.ledger.unfinished("a") == []


def test_what_others_read_is_counted_to_the_newest_crawl(store: Store) -> None:
    ledger, later = store.ledger, NOW + timedelta(minutes=1)
    ledger.begin_crawl("a", NOW)
    crawl = ledger.begin_crawl("a", later)
    ledger.begin_crawl("b", later)
    assert ledger.begun(crawl) == later and ledger.begun(99) is None
    ledger.add_read("a", {"stored": 2, "no_text": 1})  # while it runs, and below after its end
    ledger.end_crawl(Tally("a", "ok", 2, 4, 0, 0, 1, {"timeout": 1}, 9, 90, finished=later, crawl=crawl))
    ledger.add_read("a", {"revised": 1, "no_text": 1})
    ledger.add_read("never crawled", {"stored": 1})
    ledger.add_read("a", {})
    old, mine, other = ledger.crawls()
    assert (mine.expected, mine.found, mine.stored, mine.revised, mine.unchanged) == (7, 4, 2, 1, 1)
    assert mine.failed == {"timeout": 1, "no_text": 2} and mine.outcome == "ok" and mine.requests == 9
    assert old.expected == other.expected == 0
    with pytest.raises(KeyError):
        ledger.add_read("a", {"great": 1})


def test_crawls_of_killed_processes_are_closed(store: Store) -> None:
    ledger, later = store.ledger, NOW + timedelta(hours=1)
    mine, other = ledger.begin_crawl("a", NOW), ledger.begin_crawl("b", NOW)
    assert ledger.close_interrupted(later, "a") == [mine]
    assert [(one.outcome, one.finished) for one in ledger.crawls()] == [("interrupted", later), ("", None)]
    assert ledger.close_interrupted(later, "a") == []
    assert ledger.close_interrupted(later) == [other] and ledger.unfinished() == []


def test_the_newest_reading_of_every_listing(store: Store) -> None:
    old = Listing("a", "tin", URL, NOW, "ok", 10, 10, date(2023, 8, 1), "http://a.example/1", date(2023, 7, 1))
    new = Listing("a", "tin", URL, NOW + timedelta(days=1), "unchanged", 10, 10, date(2023, 8, 1))
    home = Listing("a", None, "http://a.example/", NOW, "ok", 5, 0)
    store.ledger.add_listings([old, home, new])
    last = [(one.section, one.outcome) for one in store.ledger.last_listings("a")]
    assert last == [(None, "ok"), ("tin", "unchanged")]
    assert len(store.ledger.listings("a", since=NOW + timedelta(hours=1))) == 1


def test_a_finding_is_kept_with_all_that_proves_it(store: Store) -> None:
    rule = Rule(7, 30, "working", "proposal", "đề xuất")
    one = Finding("a", "so-a", "tin", Verdict.LATE, date(2023, 8, 24), date(2023, 8, 14), "x", NOW, rule, "Chậm.",
                  (URL,), ("202308/x.warc.gz:0",))
    store.ledger.add_findings([one], NOW)
    with store.ledger.reading() as connection:
        [body] = connection.execute(select(finding.c.body)).scalars()
    assert body["rule"]["basis"] == "proposal"
    assert body["fetched"] == [URL] and body["evidence"] == ["202308/x.warc.gz:0"]
    assert body["checked_at"] and body["newest_article"] == "x"


def test_the_newest_crawl_of_each_source_by_source(store: Store) -> None:
    ledger = store.ledger
    ledger.begin_crawl("b", NOW)
    first, second, last = (ledger.begin_crawl(name, NOW) for name in ("a", "b", "a"))
    ledger.end_crawl(Tally("a", "ok", crawl=first, found=3, started=NOW, finished=NOW))
    found = [(one.source, one.crawl, one.outcome) for one in ledger.last_crawls()]
    assert found == [("a", last, ""), ("b", second, "")]
