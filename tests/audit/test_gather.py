"""From the ledger to findings: what was stored decides, what a clock set by hand wrote is no evidence."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from audit.gather import activities, audit, gather, unchanged
from audit.seen import Limits
from domain.article import Article, Found, Page, Reading, Text
from domain.dated import Confidence, Dated, Precision
from domain.record import Listing, Tally
from domain.source import Source
from domain.unit import Registry, Unit
from domain.verdict import Finding, Verdict
from store import Store
from tests.audit.town import CALENDAR, TODAY, URL, at, back, source

NOW, OLD = at(TODAY, 3), back(200)
V = Verdict


def dated(day: date, precision: Precision = Precision.DAY) -> Dated:
    return Dated(day, precision, "visible", Confidence.MEDIUM, str(day))


def crawled(store: Store, newest: date, moment: datetime = at(TODAY), said: datetime | None = None,  # noqa: B008
            **given: object) -> None:
    """One crawl that read the section's list and kept the page."""
    crawl = store.ledger.begin_crawl("thi-tran", moment - timedelta(minutes=1), bool(given.get("simulated")))
    stamp = (said or moment).strftime("%a, %d %b %Y %H:%M:%S GMT")
    record = store.archive.put(f"{URL}tin", 200, [("Date", stamp), ("Content-Type", "text/html")], b"<html>", moment)
    store.archive.flush()
    row = Listing("thi-tran", "tin", f"{URL}tin", moment, "ok", 10, 10, newest, f"{URL}moi", back(200), "listing",
                  record=record, crawl=crawl)
    store.ledger.add_listings([replace(row, **given)])  # type: ignore[arg-type]
    store.ledger.end_crawl(Tally("thi-tran", "ok", finished=moment, crawl=crawl))


def judged(store: Store, simulated: bool = False, town: Source | None = None) -> tuple[Finding, ...]:
    return tuple(audit(store, [town or source("tin")], CALENDAR, NOW, simulated))


def verdicts(store: Store, simulated: bool = False) -> list[Verdict]:
    return [one.verdict for one in judged(store, simulated)]


def test_an_empty_ledger_accuses_nobody(store: Store) -> None:
    assert verdicts(store) == [V.NOT_CHECKED, V.NOT_CHECKED]


def test_silence_is_proved_from_the_ledger_with_its_archived_page(store: Store) -> None:
    crawled(store, back(90))
    site, section = judged(store)
    assert (site.verdict, section.verdict) == (V.SILENT, V.SILENT)
    assert store.archive.get(section.evidence[0]).url == f"{URL}tin"


def test_a_stored_article_that_is_newer_than_the_list_decides(store: Store) -> None:
    crawled(store, back(90))
    found = Found("thi-tran", f"{URL}bai/1", at(TODAY), "Bài", None, ("tin",), f"{URL}tin")
    text = Text("Bài", "", "Thân bài", published=dated(back(1)))
    page = Page(found.url, NOW, 200, "text/html", "d", "r")
    store.ledger.found([("a1", found)])
    store.ledger.save(Article("a1", found, page, text, Reading((), (), "tin", "r")), "thi-tran", NOW)
    store.ledger.settle("a1", "ok")
    site, section = judged(store)
    assert (site.verdict, section.verdict, section.newest_article) == (V.UP_TO_DATE, V.UP_TO_DATE, "a1")


def test_the_date_that_speaks_for_the_agency_is_taken_unless_it_lies_ahead(store: Store) -> None:
    for name, listed in (("a", dated(back(3))), ("b", dated(back(-9))), ("c", None),
                         ("d", dated(date(2023, 8, 1), Precision.MONTH))):
        found = Found("thi-tran", f"{URL}{name}", at(TODAY), name, listed, ("tin",))
        store.ledger.found([(name, found)])
    seen = {one.article: (one.day, one.latest) for one in activities(store, "thi-tran")}
    assert seen == {"a": (back(3), back(3)), "b": (back(-9), back(-9)), "c": (None, None),
                    "d": (date(2023, 8, 1), date(2023, 8, 31))}


def test_another_address_of_a_stored_article_is_not_an_undated_item(store: Store) -> None:
    store.ledger.found([("twin", Found("thi-tran", f"{URL}twin", at(TODAY), "Bài", None, ("tin",)))])
    store.ledger.settle("twin", "ok", same_as="goc")
    assert activities(store, "thi-tran") == []


def test_what_lies_after_the_moment_of_judging_is_not_seen(store: Store) -> None:
    crawled(store, back(90), NOW + timedelta(hours=1))
    assert not gather(store, source("tin"), NOW).listings
    assert verdicts(store) == [V.NOT_CHECKED, V.NOT_CHECKED]


def test_a_simulated_reading_counts_only_in_a_simulated_audit(store: Store) -> None:
    crawled(store, back(90), simulated=True)
    assert verdicts(store) == [V.NOT_CHECKED, V.NOT_CHECKED]
    assert verdicts(store, simulated=True) == [V.SILENT, V.SILENT]
    assert all(one.simulated for one in judged(store, simulated=True))


@pytest.mark.parametrize(("simulated", "verdict"), [(False, V.NOT_CHECKED), (True, V.SILENT)])
def test_clocks_that_disagree_accuse_nobody_unless_ours_was_set_by_hand(
    store: Store, simulated: bool, verdict: Verdict
) -> None:
    crawled(store, back(90), said=datetime(2026, 1, 1, tzinfo=UTC), simulated=simulated)
    assert verdicts(store, simulated) == [verdict, verdict]


def test_a_page_that_cannot_be_shown_proves_nothing(store: Store) -> None:
    crawled(store, back(90), record="202308/mat.warc.gz:0")
    site, section = judged(store)
    assert (site.verdict, section.verdict) == (V.NOT_CHECKED, V.NOT_CHECKED)
    assert "bản lưu" in section.reason


def test_the_registry_says_how_long_the_unit_existed(store: Store) -> None:
    crawled(store, back(90))
    unit = Unit("thi-tran", "ubnd", "commune", "obligated", (), valid_from=back(400), valid_to=back(1))
    found = audit(store, [source("tin")], CALENDAR, NOW, registry=Registry({"thi-tran": unit}))
    assert [one.verdict for one in found] == [V.NOT_CHECKED, V.NOT_CHECKED]
    assert gather(store, source("tin"), NOW, unit=unit).born == back(400)


def test_an_undated_section_is_compared_with_what_the_archive_kept(store: Store) -> None:
    page = "".join(f'<a href="/trang-{one}">Giới thiệu {one}</a>' for one in range(4))
    for day, more in ((back(70), "<a href='/cu'>Trang cũ</a>"), (back(60), ""), (back(20), ""), (TODAY, "")):
        crawled(store, OLD, at(day))
        record = store.archive.put(f"{URL}khac", 200, [], (page + more).encode(), at(day))
        store.archive.flush()
        row = Listing("thi-tran", "khac", f"{URL}khac", at(day), "ok", 4, platform="listing", record=record, crawl=1)
        store.ledger.add_listings([row])
    two = source("tin", "khac")
    assert [(one.url, one.at) for one in unchanged(store, gather(store, two, NOW))] == [(f"{URL}khac", at(back(60)))]
    assert [one.verdict for one in judged(store, town=two)] == [V.SILENT, V.SILENT, V.SILENT]
    assert [one.at for one in unchanged(store, gather(store, two, at(back(30))))] == [at(back(60))]
    store.ledger.found([(str(one), Found("thi-tran", f"{URL}trang-{one}", at(back(70)), "Trang", dated(OLD), ("khac",)))
                        for one in range(4)])
    assert not list(unchanged(store, gather(store, two, NOW)))  # what has dates of its own need not be watched
    assert list(unchanged(store, gather(store, two, NOW), Limits(min_share=1.5)))  # by the limits that it is judged by
