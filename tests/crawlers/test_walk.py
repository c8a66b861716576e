"""Budgets, failures, walls, robots.txt and patience: when a crawl stops, and what it leaves for the next."""

from collections import Counter
from datetime import date

import pytest

from crawlers.ask import Ask
from crawlers.fetch import Answer
from crawlers.notebook import Notebook
from crawlers.pace import LONGEST
from crawlers.walk import Walk
from domain.outcome import OK, vietnamese
from domain.record import Kind, State
from store import Store, open_store
from tests.crawlers.crawls import crawl_here, fetched, later, settings, source
from tests.crawlers.sites import Site, item, listing, newspaper, reply, site, tagged

TODAY = date(2023, 8, 28)


def test_an_endless_site_ends_at_the_page_budget(store: Store) -> None:
    with site() as opened:
        opened.pages = _Endless(opened)  # type: ignore[assignment]
        word, walk = crawl_here(store, source(opened, sections=[]), settings(store.home, page_budget=40))
        assert len(opened.asked) == 40 and walk.notebook.counts.pages > 0 and word == "empty_template"
        assert walk.detail == vietnamese("over_budget")


class _Endless(dict[str, object]):
    """Every page links to three that nobody has seen."""

    def __init__(self, opened: Site) -> None:
        super().__init__()
        self.count = 0

    def get(self, path: str, default: object = None) -> object:
        """Another page."""
        self.count += 3
        return reply("".join(f"<a href='/xem/{self.count + n}/'>Xem thêm {self.count + n}</a>" for n in range(3)))


def test_a_spent_budget_is_taken_up_by_the_next_crawl(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        crawl_here(store, source(opened), settings(store.home, page_budget=6))
        assert len(opened.asked) == 6
        while any(one.state is State.FOUND for one in store.ledger.work()) or any(
            one.due for one in store.ledger.hubs("xa-mau")
        ):
            crawl_here(store, source(opened), settings(store.home, page_budget=6))
        assert len(fetched(store)) == 12 and set(fetched(store).values()) == {1}


def test_a_site_that_does_not_answer_costs_few_requests_and_loses_nothing(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        one = source(opened)
    word, walk = crawl_here(store, one, settings(store.home))
    assert word == "connection_error" and len(store.ledger.fetches()) == 3
    rows = store.ledger.last_listings("xa-mau")
    assert [(row.section, row.outcome) for row in rows] == [(None, "connection_error"), ("tin-tuc", "connection_error")]
    assert all(row.detail for row in rows) and walk.notebook.counts.pages == 2


def test_a_site_that_goes_away_in_the_middle(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        paths = [path for path in opened.pages if "doi-thoai" in path]
        kept = {path: opened.pages.pop(path) for path in paths}
        for path in paths:
            opened.pages[path] = reply("x", 503)
        word, walk = crawl_here(store, source(opened), settings(store.home))
        assert word == "ok" and walk.notebook.counts.failed == {"server_error": 12}
        opened.pages.update(kept)
        crawl_here(store, source(opened), later(store.home, 7))
        assert len(fetched(store)) == 12


def test_a_wall_ends_the_crawl_politely(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        for path in [path for path in opened.pages if "doi-thoai" in path]:
            opened.pages[path] = reply("<title>403 Forbidden</title>", 403)
        word, walk = crawl_here(store, source(opened), settings(store.home))
        assert (walk.stopped, word) == ("forbidden", "ok")
        assert len([path for path in opened.paths if "doi-thoai" in path]) == 4
        assert walk.notebook.counts.left >= 1


def test_a_missing_article_is_final_and_a_broken_one_is_tried_three_times(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY, count=3)
        gone, broken = item(0, TODAY)[0], item(1, TODAY)[0]
        del opened.pages[gone]
        opened.pages[broken] = reply("x", 500)
        for hours in (0, 7, 20, 60, 100):
            crawl_here(store, source(opened), later(store.home, hours))
        asked = Counter(opened.paths)
        assert (asked[gone], asked[broken]) == (1, 6)  # three crawls, two requests each
        assert {one.outcome for one in store.ledger.work(state=State.FAILED)} == {"not_found", "server_error"}


def test_robots_decides_and_its_failure_forbids(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        opened.pages["/robots.txt"] = reply("User-agent: *\nDisallow: /tin-tuc\n", kind="text/plain")
        word, _ = crawl_here(store, source(opened), settings(store.home))
        assert word == "ok" and opened.paths == ["/"]
        assert {one.outcome for one in store.ledger.work()} == {"robots_denied"}
        assert next(one for one in store.ledger.last_listings("xa-mau") if one.section).outcome == "robots_denied"
    with site() as closed, open_store(store.home / "b") as second:
        newspaper(closed, TODAY)
        closed.pages["/robots.txt"] = reply("x", 503)
        word, _ = crawl_here(second, source(closed), settings(store.home))
        assert word == "server_error" and closed.paths == []
        assert {one.outcome for one in second.ledger.last_listings("xa-mau")} == {"server_error"}


def test_an_older_robots_stands_in_for_one_that_cannot_be_read(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        opened.pages["/robots.txt"] = reply("User-agent: *\nDisallow: /kin\n", kind="text/plain")
        crawl_here(store, source(opened), settings(store.home))
        opened.pages["/robots.txt"] = reply("x", 500)
        word, walk = crawl_here(store, source(opened), later(store.home, 48))
        assert word == "ok" and not walk.rules.allows(opened.url("/kin"))


def test_a_changed_layout_is_said_and_a_corrected_source_reads_the_same_page_anew(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        opened.pages["/tin-tuc"] = tagged(
            "<html><body><p>Trang đang được nâng cấp giao diện mới.</p></body></html>", '"v1"'
        )
        crawl_here(store, source(opened), settings(store.home))
        first = next(one for one in store.ledger.last_listings("xa-mau") if one.section)
        assert first.outcome not in OK
        crawl_here(store, source(opened), later(store.home, 1))
        second = next(one for one in store.ledger.last_listings("xa-mau") if one.section)
        assert second.outcome == first.outcome and second.id != first.id


def test_retry_after_is_kept_and_an_hour_ends_the_crawl(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        crawl = store.ledger.begin_crawl("xa-mau", settings(store.home).clock.now(), True)
        walk = Walk(source(opened), settings(store.home), Notebook(store, "xa-mau", crawl, True))
        walk.begin()
        asked = walk.next()
        assert asked is not None and asked.kind is Kind.ROBOTS
        walk.take(asked, Answer(asked.url, "not_found", status=404, hops=1))
        home = walk.next()
        assert home is not None
        walk.take(home, _busy(home, "40"))
        again = walk.next()
        assert again is not None and (again.url, again.wait, again.attempt) == (home.url, 40.0, 1)
        walk.take(again, _busy(again, str(int(LONGEST) + 1)))
        assert walk.stopped == "rate_limited" and walk.next() is None
        assert walk.end() == "rate_limited"


def _busy(ask: Ask, seconds: str) -> Answer:
    return Answer(ask.url, "rate_limited", final_url=ask.url, status=429, headers=(("Retry-After", seconds),), hops=1)


def test_the_longest_delay_counts(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        opened.pages["/robots.txt"] = reply("User-agent: *\nCrawl-delay: 4\n", kind="text/plain")
        _, walk = crawl_here(store, source(opened), settings(store.home))
        assert walk.delay == 4.0
        _, walk = crawl_here(store, source(opened, delay=9), settings(store.home))
        assert walk.delay == 9.0


def test_pages_of_one_shape_that_bring_nothing_are_a_trap(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawlers.harvest.BARREN", 6)
    with site() as opened:
        opened.pages = _Endless(opened)  # type: ignore[assignment]
        crawl_here(store, source(opened, sections=[]), settings(store.home))
        assert len(opened.asked) < 20
        assert "trap" in {one.outcome for one in store.ledger.hubs("xa-mau")}
        assert not any(one.due for one in store.ledger.hubs("xa-mau"))


def test_a_section_on_another_host_has_its_own_robots(store: Store) -> None:
    with site() as opened, site() as other:
        newspaper(opened, TODAY, count=3)
        other.pages["/robots.txt"] = reply("User-agent: *\nDisallow: /kin\n", kind="text/plain")
        other.pages["/tin"] = reply(listing([item(n, TODAY) for n in range(20, 24)]))
        sections = [{"id": name, "name": name, "url": other.url(f"/{name}")} for name in ("tin", "kin")]
        crawl_here(store, source(opened, sections=sections), settings(store.home))
        words = {one.section: one.outcome for one in store.ledger.last_listings("xa-mau") if one.section}
        assert words == {"tin": "ok", "kin": "robots_denied"}
        assert other.paths[0] == "/tin" and "/kin" not in other.paths


def test_a_mistake_of_ours_costs_one_page(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(answer: Answer) -> None:
        raise KeyError(answer.url)

    monkeypatch.setattr("crawlers.answers.document_of", fail)
    with site() as opened:
        newspaper(opened, TODAY, count=3)
        word, walk = crawl_here(store, source(opened), settings(store.home))
        assert word == "ok" and walk.notebook.counts.failed == {"internal_error": 3}
        kept = [one for one in store.ledger.fetches() if one.outcome == "internal_error"]
        assert all(one.record and "KeyError" in one.detail for one in kept)
