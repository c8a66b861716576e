"""One crawl after another of small sites, in this process: what is found, asked, written down and left alone."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from crawlers.notebook import Notebook
from crawlers.walk import Walk
from domain.record import Fetch, Kind, State
from domain.settings import Settings
from domain.source import Source
from store import Store, open_store
from tests.crawlers.crawls import crawl_here, drive, fetched, later, read_all, settings, source, state_of
from tests.crawlers.sites import article, item, listing, newspaper, reply, site, tagged

TODAY = date(2023, 8, 28)
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Tin</title>
<item><title>Xã Mẫu họp dân</title><link>{url}</link>
<pubDate>Mon, 28 Aug 2023 07:00:00 +0700</pubDate></item></channel></rss>"""


def test_every_article_is_fetched_once_and_every_request_written_down(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        word, walk = crawl_here(store, source(opened), settings(store.home))
        assert (word, walk.notebook.counts.found, walk.notebook.counts.fetched) == ("ok", 12, 12)
        assert set(fetched(store).values()) == {1} and len(fetched(store)) == 12
        assert len(store.ledger.fetches()) == len(opened.asked) == walk.notebook.counts.requests
        kept = [store.archive.get(one.record) for one in store.ledger.fetches() if one.kind is Kind.ARTICLE]
        assert all(one.status == 200 and b"<h1>" in one.body for one in kept)
        pages = [(one.section, one.page, one.items, one.newest) for one in store.ledger.listings() if one.section]
        assert pages == [
            ("tin-tuc", 1, 5, TODAY),
            ("tin-tuc", 2, 5, TODAY - timedelta(days=5)),
            ("tin-tuc", 3, 2, TODAY - timedelta(days=10)),
        ]
        assert all(one.sections == ("tin-tuc",) for one in store.ledger.work())


def test_an_unchanged_site_costs_its_home_page_and_its_live_listings(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        crawl_here(store, source(opened), settings(store.home))
        before = state_of(store)
        opened.asked.clear()
        word, walk = crawl_here(store, source(opened), later(store.home, 1))
        assert word == "ok" and opened.paths == ["/tin-tuc", "/"]
        assert "/robots.txt" not in [one.path for one in opened.asked]
        assert walk.notebook.counts.found == walk.notebook.counts.fetched == 0 and state_of(store) == before
        fresh = [one for one in store.ledger.last_listings("xa-mau") if one.outcome == "unchanged"]
        assert {one.newest for one in fresh} == {TODAY} and {one.at for one in fresh} == {walk.now()}
        assert all(b"news" in store.archive.get(one.record).body for one in fresh)


def test_robots_is_asked_again_after_a_day(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        for hours in (0, 23, 25):
            crawl_here(store, source(opened), later(store.home, hours))
        assert [one.path for one in opened.asked].count("/robots.txt") == 2


@pytest.mark.parametrize("every", [1, 3, 1000])
def test_killed_after_any_answer_and_started_again_the_end_is_the_same(tmp_path: Path, every: int) -> None:
    with site() as opened:
        newspaper(opened, TODAY, count=7, per_page=3)
        opened.pages["/tin-tuc?page=3"] = reply(
            listing([item(6, TODAY, 6)], "<a href='/gioi-thieu-don-vi'>Giới thiệu</a>")
        )
        opened.pages["/gioi-thieu-don-vi"] = reply(
            f"<a href='{item(40, TODAY)[0]}'>Thêm một tin nữa của xã Mẫu hôm nay</a>"
        )
        opened.pages[item(40, TODAY)[0]] = reply(article(40, TODAY))
        with open_store(tmp_path / "whole") as whole:
            crawl_here(whole, source(opened), settings(tmp_path))
            wanted, steps = state_of(whole), len(opened.asked)
        assert len(wanted) == 8
        open_store(tmp_path / "empty").close()
        for cut in range(1, steps, 3 if every == 3 else 9):
            with open_store(shutil.copytree(tmp_path / "empty", tmp_path / str(cut))) as store:
                _killed(store, source(opened), settings(tmp_path), cut, every)
                crawl_here(store, source(opened), settings(tmp_path))
                assert state_of(store) == wanted, cut
                assert not any(one.due for one in store.ledger.hubs("xa-mau"))


def _killed(store: Store, one: Source, given: Settings, steps: int, every: int) -> None:
    crawl = store.ledger.begin_crawl(one.id, given.clock.now(), True)
    drive(Walk(one, given, Notebook(store, one.id, crawl, True)), steps, every=every)


def test_a_new_article_costs_two_requests_more(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        crawl_here(store, source(opened), settings(store.home))
        path = item(77, TODAY)[0]
        opened.pages["/tin-tuc"] = reply(
            listing(
                [item(77, TODAY), *(item(n, TODAY, n) for n in range(4))],
                "<a rel='next' href='/tin-tuc?page=2'>Trang sau</a>",
            )
        )
        opened.pages[path] = reply(article(77, TODAY))
        opened.asked.clear()
        _, walk = crawl_here(store, source(opened), later(store.home, 1))
        assert walk.notebook.counts.found == walk.notebook.counts.fetched == 1
        assert sorted(opened.paths) == sorted(["/", "/tin-tuc", path, "/tin-tuc?page=2"])


def test_what_is_published_late_on_an_older_page_is_found_the_next_day(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        crawl_here(store, source(opened), settings(store.home))
        path = item(88, TODAY, 9)[0]
        opened.pages["/tin-tuc?page=2"] = reply(
            listing(
                [*(item(n, TODAY, n) for n in range(5, 9)), item(88, TODAY, 9)],
                "<a rel='next' href='/tin-tuc?page=3'>Trang sau</a>",
            )
        )
        opened.pages[path] = reply(article(88, TODAY - timedelta(days=9)))
        crawl_here(store, source(opened), later(store.home, 2))
        assert fetched(store)[opened.url(path)] == 0
        crawl_here(store, source(opened), later(store.home, 24))
        assert fetched(store)[opened.url(path)] == 1


def test_the_window_is_35_days(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY, count=20, per_page=4, days=5)
        crawl_here(store, source(opened, history="window"), settings(store.home))
        assert "/tin-tuc?page=2" in opened.paths and "/tin-tuc?page=3" in opened.paths
        assert "/tin-tuc?page=4" not in opened.paths


def test_validators_turn_pages_into_304(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        opened.pages["/tin-tuc"] = tagged(listing([item(n, TODAY, n) for n in range(5)]), '"v1"')
        crawl_here(store, source(opened), settings(store.home))
        crawl_here(store, source(opened), later(store.home, 1))
        last = next(one for one in store.ledger.last_listings("xa-mau") if one.section)
        assert (last.outcome, last.items, last.newest) == ("not_modified", 5, TODAY)


def test_a_304_is_believed_for_a_day_only(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY)
        opened.pages["/tin-tuc"] = tagged(listing([item(n, TODAY, n) for n in range(5)]), '"v1"')
        crawl_here(store, source(opened), settings(store.home))
        backdated = [item(n, TODAY, n) for n in range(5)] + [item(66, TODAY, 9)]
        opened.pages["/tin-tuc"] = tagged(listing(backdated), '"v1"')  # the server's mark does not move
        opened.pages[item(66, TODAY, 9)[0]] = reply(article(66, TODAY - timedelta(days=9)))
        crawl_here(store, source(opened), later(store.home, 2))
        assert fetched(store)[opened.url(item(66, TODAY, 9)[0])] == 0
        crawl_here(store, source(opened), later(store.home, 26))
        assert fetched(store)[opened.url(item(66, TODAY, 9)[0])] == 1


def test_a_corrected_article_is_asked_again_in_its_turn(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY, count=3)
        path = item(0, TODAY)[0]
        opened.pages[path] = tagged(article(0, TODAY), '"v1"')
        crawl_here(store, source(opened), settings(store.home))
        read_all(store)
        crawl_here(store, source(opened), later(store.home, 8))
        assert [one.outcome for one in _asked(store, opened.url(path))] == ["ok", "not_modified"]
        opened.pages[path] = tagged(article(0, TODAY, "<p>Đính chính: buổi đối thoại dời sang thứ Năm.</p>"), '"v2"')
        _, walk = crawl_here(store, source(opened), later(store.home, 24))
        assert walk.notebook.counts.fetched == 1
        assert [one.url for one in store.ledger.work(state=State.FETCHED)] == [opened.url(path)]


def test_another_title_in_the_list_is_a_reason_to_ask_again(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY, count=3)
        only = source(opened, sections=[])
        crawl_here(store, only, settings(store.home))
        read_all(store)
        path, _, day = item(1, TODAY, 1)
        rows = [item(0, TODAY), (path, "Xã Mẫu hoãn buổi đối thoại vì mưa lớn kéo dài", day), item(2, TODAY, 2)]
        opened.pages["/"] = reply(listing(rows))
        opened.pages[path] = reply(article(1, day, "<p>Hoãn.</p>"))
        opened.asked.clear()
        crawl_here(store, only, later(store.home, 21))
        assert path in opened.paths
        assert [one.url for one in store.ledger.work(state=State.FETCHED)] == [opened.url(path)]


def _asked(store: Store, url: str) -> list[Fetch]:
    return [one for one in store.ledger.fetches() if one.url == url]


def test_what_no_list_shows_is_found_by_walking_and_foreign_links_are_left_alone(store: Store) -> None:
    with site() as opened, site() as other:
        hidden, deeper = item(50, TODAY)[0], item(51, TODAY)[0]
        other.pages["/"] = reply("x")
        opened.pages["/"] = reply(
            listing(
                [item(n, TODAY, n) for n in range(3)],
                f"<a href='/gioi-thieu'>Giới thiệu</a><a href='{other.url('/')}'>Bạn</a>",
            )
        )
        opened.pages["/gioi-thieu"] = reply(
            f"<p>Về chúng tôi</p><a href='{hidden}'>Xã Mẫu mở lớp tập huấn cho cán bộ thôn</a>"
        )
        for number in range(3):
            opened.pages[item(number, TODAY)[0]] = reply(article(number, TODAY))
        opened.pages[hidden] = reply(
            article(50, TODAY, f"<a href='{deeper}'>Tin liên quan: xã Mẫu sửa đường liên thôn</a>")
        )
        opened.pages[deeper] = reply(article(51, TODAY))
        crawl_here(store, source(opened, sections=[]), settings(store.home))
        assert {opened.url(hidden), opened.url(deeper)} < set(fetched(store)) and len(fetched(store)) == 5
        assert other.asked == []


def test_a_feed_a_sitemap_index_and_a_news_sitemap(store: Store) -> None:
    with site() as opened:
        path, other = item(1, TODAY)[0], item(2, TODAY)[0]
        opened.pages |= {
            "/": reply("<p>Trang chủ</p>"),
            path: reply(article(1, TODAY)),
            other: reply(article(2, TODAY)),
            "/robots.txt": reply(f"Sitemap: {opened.url('/sitemap.xml')}\n", kind="text/plain"),
            "/sitemap.xml": reply(
                f"<?xml version='1.0'?><sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
                f"<sitemap><loc>{opened.url('/s1.xml')}</loc></sitemap></sitemapindex>",
                kind="text/xml",
            ),
            "/s1.xml": reply(
                f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
                f"<url><loc>{opened.url(other)}</loc><lastmod>2023-08-28</lastmod></url></urlset>",
                kind="text/xml",
            ),
            "/rss": reply(FEED.format(url=opened.url(path)), kind="application/rss+xml"),
        }
        one = source(opened, sections=[{"id": "rss", "name": "Tin", "url": "/rss", "platform": "feed"}])
        word, _ = crawl_here(store, one, settings(store.home))
        assert word == "ok" and set(fetched(store)) == {opened.url(path), opened.url(other)}
        kinds = {row.url: row.kind for row in store.ledger.fetches()}
        assert kinds[opened.url("/rss")] is Kind.FEED and kinds[opened.url("/s1.xml")] is Kind.SITEMAP
        assert next(row for row in store.ledger.last_listings("xa-mau") if row.section == "rss").newest == TODAY


def test_a_redirect_to_another_article_is_that_article(store: Store) -> None:
    with site() as opened:
        old, new = item(1, TODAY)[0], item(2, TODAY)[0]
        opened.pages |= {
            "/": reply(listing([item(n, TODAY) for n in (1, 3, 4)])),
            new: reply(article(2, TODAY)),
            old: reply(status=301, location=new),
            **{item(n, TODAY)[0]: reply(article(n, TODAY)) for n in (3, 4)},
        }
        crawl_here(store, source(opened, sections=[]), settings(store.home))
        states = {one.url.rsplit("/", 1)[1]: one.state for one in store.ledger.work()}
        assert states[new.rsplit("/", 1)[1]] is State.FETCHED and states[old.rsplit("/", 1)[1]] is State.STORED
        assert opened.paths.count(new) == 1


def test_a_sitemap_index_that_stays_while_its_part_grows(store: Store) -> None:
    with site() as opened:
        space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
        rows = [f"<url><loc>{opened.url(item(n, TODAY)[0])}</loc><lastmod>2023-08-28</lastmod></url>" for n in (1, 2)]
        opened.pages |= {item(n, TODAY)[0]: reply(article(n, TODAY)) for n in (1, 2)}
        opened.pages["/"] = reply("<p>Trang chủ</p>")
        index = f"<sitemapindex {space}><sitemap><loc>{opened.url('/s1.xml')}</loc></sitemap></sitemapindex>"
        opened.pages["/sitemap.xml"] = reply(index, kind="text/xml")
        one = source(opened, sections=[{"id": "map", "name": "Bài", "url": "/sitemap.xml", "platform": "sitemap"}])
        for hours, part in ((0, rows[:1]), (24, rows)):
            opened.pages["/s1.xml"] = reply(f"<urlset {space}>{''.join(part)}</urlset>", kind="text/xml")
            crawl_here(store, one, later(store.home, hours))
            assert len(fetched(store)) == len(part)


def test_the_home_page_of_a_site_that_is_read_by_its_feed(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY, count=3)
        path = item(1, TODAY)[0]
        opened.pages["/rss"] = reply(FEED.format(url=opened.url(path)), kind="application/rss+xml")
        sections = [{"id": "rss", "name": "Tin", "url": "/rss"}]
        word, _ = crawl_here(store, source(opened, platform="feed", sections=sections), settings(store.home))
        read = {one.section: (one.outcome, one.platform, one.items) for one in store.ledger.last_listings("xa-mau")}
        assert word == "ok" and read["rss"] == ("ok", "feed", 1) and read[None] == ("ok", "listing", 3)


def test_dates_that_prove_nothing_are_not_the_newest(store: Store) -> None:
    with site() as opened:
        newspaper(opened, TODAY, count=4)
        rows = [item(0, TODAY, -3), *(item(n, TODAY, n) for n in range(1, 4))]  # the first is dated in three days
        opened.pages["/tin-tuc"] = reply(listing(rows))
        crawl_here(store, source(opened), settings(store.home))
        last = next(one for one in store.ledger.last_listings("xa-mau") if one.section)
        assert (last.items, last.dated, last.newest) == (4, 3, TODAY - timedelta(days=1))
