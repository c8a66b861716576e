"""What one crawl asks and what it leaves for later, as a table of cases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from crawlers.schedule import (
    DAILY,
    QUIET,
    WALKED,
    PageRead,
    deep,
    liveliest,
    more,
    retitled,
    roots,
    rules_of,
    to_check,
    to_read,
)
from domain.record import Hub, Kind, Listing, State, Work
from domain.source import Source

NOW = datetime(2023, 8, 28, 1, 0, tzinfo=UTC)
TODAY = date(2023, 8, 28)
SITE = "https://xa-mau.example"


def _source(**given: object) -> Source:
    sections = [{"id": f"muc-{n}", "name": f"Mục {n}", "url": f"/muc-{n}"} for n in range(8)]
    return Source.model_validate(
        {"id": "xa-mau", "title": "Xã Mẫu", "unit": "xa-mau", "url": SITE, "sections": sections, **given}
    )


def _hub(path: str, **given: object) -> Hub:
    plain = {
        "source": "xa-mau",
        "url": SITE + path,
        "kind": Kind.LISTING,
        "first_seen": NOW - timedelta(days=9),
        "due": False,
        "read_at": NOW - timedelta(hours=1),
        "outcome": "ok",
    }
    return Hub(**{**plain, **given})  # type: ignore[arg-type]


def _reading(path: str, age: int | None, **given: object) -> Listing:
    plain = {
        "source": "xa-mau",
        "section": None,
        "url": SITE + path,
        "at": NOW - timedelta(hours=1),
        "outcome": "ok",
        "items": 10,
        "newest": None if age is None else TODAY - timedelta(days=age),
    }
    return Listing(**{**plain, **given})  # type: ignore[arg-type]


def _work(**given: object) -> Work:
    plain = {
        "article": "a",
        "source": "xa-mau",
        "url": f"{SITE}/a",
        "state": State.STORED,
        "etag": '"1"',
        "first_seen": NOW - timedelta(days=2),
        "checked_at": NOW - timedelta(days=2),
        "title": "Họp báo",
        "via": "x",
    }
    return Work(**{**plain, **given})  # type: ignore[arg-type]


def test_roots_are_the_home_page_the_sections_and_the_sitemaps() -> None:
    found = roots(_source(), NOW, [f"{SITE}/sitemap.xml"])
    assert [one.url for one in found[:2]] == [f"{SITE}/", f"{SITE}/muc-0"]
    assert (found[0].section, found[1].section) == (None, "muc-0")
    assert (found[-1].kind, found[-1].via, len(found)) == (Kind.SITEMAP, "robots.txt", 10)


def test_a_section_that_is_the_home_page_is_asked_once_and_keeps_its_name() -> None:
    found = roots(_source(sections=[{"id": "tin", "name": "Tin", "url": "/"}]), NOW)
    assert [(one.url, one.section) for one in found] == [(f"{SITE}/", "tin")]


def test_a_section_has_its_own_platform() -> None:
    found = roots(_source(sections=[{"id": "rss", "name": "RSS", "url": "/rss", "platform": "feed"}]), NOW)
    assert [one.kind for one in found] == [Kind.LISTING, Kind.FEED]


def test_a_first_crawl_reads_every_root_the_sections_before_the_home_page() -> None:
    home, *sections = roots(_source(), NOW)
    assert to_read({one.url: one for one in [home, *sections]}, [home, *sections], {}, NOW) == [*sections, home]


def test_a_sitemap_does_not_come_before_the_home_page_of_a_site_without_sections() -> None:
    chosen = roots(_source(sections=[]), NOW, [f"{SITE}/sitemap.xml"])
    assert to_read({one.url: one for one in chosen}, chosen, {}, NOW) == chosen


def test_a_quiet_site_costs_five_requests() -> None:
    chosen = roots(_source(), NOW)
    hubs = {one.url: replace(one, due=False, read_at=NOW - timedelta(hours=1), outcome="ok") for one in chosen}
    last = {url: _reading(url.removeprefix(SITE), n) for n, url in enumerate(hubs)}
    asked = to_read(hubs, chosen, last, NOW)
    assert len(asked) == QUIET
    assert [one.url for one in asked[:3]] == [f"{SITE}/muc-0", f"{SITE}/muc-1", f"{SITE}/muc-2"]
    assert asked[4].url == f"{SITE}/"


def test_the_last_place_goes_to_the_live_listing_that_waited_longest() -> None:
    hubs = {SITE + p: _hub(p) for p in ("/a", "/b", "/c", "/d", "/e")}
    last = {SITE + p: _reading(p, n) for n, p in enumerate(("/a", "/b", "/c", "/d", "/e"))}
    last[f"{SITE}/e"] = replace(last[f"{SITE}/e"], at=NOW - timedelta(hours=9))
    assert [one.removeprefix(SITE) for one in liveliest(hubs, last, NOW, 3)] == ["/a", "/b", "/e"]


def test_dormant_listings_wait_for_a_day() -> None:
    chosen = roots(_source(), NOW)
    hubs = {one.url: replace(one, due=False, read_at=NOW - timedelta(hours=19), outcome="ok") for one in chosen}
    last = {url: _reading(url.removeprefix(SITE), 400, at=NOW - timedelta(hours=19)) for url in hubs}
    assert [one.url for one in to_read(hubs, chosen, last, NOW)] == [f"{SITE}/"]
    assert len(to_read(hubs, chosen, last, NOW + timedelta(hours=1))) == len(chosen)


def test_a_listing_that_could_not_be_read_is_asked_at_once() -> None:
    chosen = roots(_source(), NOW)
    hubs = {one.url: replace(one, due=False, read_at=NOW, outcome="ok") for one in chosen}
    last = {url: _reading(url.removeprefix(SITE), 400) for url in hubs}
    last[f"{SITE}/muc-5"] = _reading("/muc-5", None, outcome="site_changed", items=0)
    assert [one.url for one in to_read(hubs, chosen, last, NOW)] == [f"{SITE}/muc-5", f"{SITE}/"]


def test_what_was_left_over_is_always_asked() -> None:
    chosen = roots(_source(sections=[]), NOW)
    hubs = {one.url: replace(one, due=False, read_at=NOW) for one in chosen} | {
        f"{SITE}/x": _hub("/x", due=True, read_at=None)
    }
    assert f"{SITE}/x" in {one.url for one in to_read(hubs, chosen, {}, NOW)}


@pytest.mark.parametrize(
    ("hours", "calm", "outcome", "asked"),
    [
        (19, 0, "ok", False),
        (21, 0, "ok", True),
        (39, 1, "ok", False),
        (41, 1, "ok", True),
        (24 * 29, 9, "ok", False),
        (24 * 31, 9, "ok", True),
        (24 * 9, 0, "not_found", False),
        (24 * 31, 1, "not_found", True),
        (24 * 99, 3, "not_found", False),
    ],
)
def test_pages_of_the_walk_are_read_ever_more_rarely(hours: int, calm: int, outcome: str, asked: bool) -> None:
    chosen = roots(_source(sections=[]), NOW)
    hubs = {one.url: replace(one, due=False, read_at=NOW) for one in chosen}
    hubs[f"{SITE}/x"] = _hub("/x", read_at=NOW - timedelta(hours=hours), calm=calm, outcome=outcome)
    assert (f"{SITE}/x" in {one.url for one in to_read(hubs, chosen, {}, NOW)}) is asked


def test_at_most_a_few_pages_of_the_walk_a_crawl_and_the_oldest_first() -> None:
    chosen = roots(_source(sections=[]), NOW)
    hubs = {one.url: replace(one, due=False, read_at=NOW) for one in chosen}
    hubs |= {f"{SITE}/{n}": _hub(f"/{n}", read_at=NOW - timedelta(days=1 + n)) for n in range(30)}
    asked = [one.url for one in to_read(hubs, chosen, {}, NOW)][1:]
    assert asked == [f"{SITE}/{n}" for n in range(29, 29 - WALKED, -1)]


def test_further_pages_are_looked_through_once_a_day_while_the_listing_lives() -> None:
    first, second = _hub("/tin"), _hub("/tin?page=2", page=2, via=f"{SITE}/tin", read_at=NOW - DAILY)
    hubs = {one.url: one for one in (first, second)}
    reading = _reading("/tin", 1, oldest=TODAY - timedelta(days=9))
    assert deep(hubs, {first.url: reading}, NOW) == [second]
    assert deep(hubs, {first.url: replace(reading, oldest=TODAY - timedelta(days=50))}, NOW) == []
    assert deep(hubs, {first.url: replace(reading, newest=TODAY - timedelta(days=50))}, NOW) == []
    assert deep({**hubs, second.url: replace(second, read_at=NOW)}, {first.url: reading}, NOW) == []


def test_the_page_where_the_newest_items_stand_is_read_daily_wherever_it_is() -> None:
    yesterday = NOW - timedelta(days=1)
    paths = {"/tin": 400, "/tin?page=2": 200, "/tin?page=3": 60}
    hubs = {SITE + path: _hub(path, section="tin", page=n, read_at=yesterday) for n, path in enumerate(paths, 1)}
    last = {SITE + path: _reading(path, age, section="tin") for path, age in paths.items()}
    assert [one.page for one in deep(hubs, last, NOW)] == [3]
    assert deep(hubs, {**last, f"{SITE}/tin": _reading("/tin", 50, section="tin")}, NOW) == []
    read = {url: replace(one, read_at=NOW) for url, one in hubs.items()}
    assert deep(read, last, NOW) == []


PAGE = PageRead(("a", "b"), 2, TODAY - timedelta(days=10), TODAY - timedelta(days=12), 1)
OLD = replace(PAGE, newest=TODAY - timedelta(days=40), oldest=TODAY - timedelta(days=41))


@pytest.mark.parametrize(
    ("page", "before", "history", "first", "daily", "turned"),
    [
        (PAGE, (), "all", True, False, True),
        (OLD, (), "all", True, False, True),  # the whole history
        (replace(OLD, unknown=0), (), "all", True, False, True),
        (PAGE, ("a", "b"), "all", True, False, False),  # the same page again: the end
        (replace(PAGE, ids=()), (), "all", True, False, False),
        (PAGE, (), "window", True, False, True),
        (OLD, (), "window", True, False, False),  # older than the window
        (replace(PAGE, newest=None, oldest=None), (), "window", True, False, True),
        (replace(PAGE, newest=None, oldest=None, page=5), (), "window", True, False, False),
        (replace(PAGE, unknown=0), (), "all", False, False, False),  # everything known: enough
        (replace(PAGE, unknown=1), (), "window", False, False, True),
        (replace(OLD, unknown=1), (), "window", False, False, False),
        (replace(OLD, unknown=1), (), "all", False, False, True),
        (replace(PAGE, unknown=0), (), "window", False, True, True),  # the daily look through the window
        (replace(OLD, unknown=0), (), "window", False, True, False),
    ],
)
def test_when_a_page_is_turned(
    page: PageRead, before: tuple[str, ...], history: str, first: bool, daily: bool, turned: bool
) -> None:
    assert more(page, before, history, first, daily, TODAY) is turned


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, True),
        ({"etag": ""}, False),
        ({"etag": "", "last_modified": "x"}, True),
        ({"state": State.FOUND}, False),
        ({"checked_at": NOW - timedelta(hours=5), "first_seen": NOW - timedelta(hours=6)}, False),
        ({"checked_at": NOW - timedelta(days=6), "first_seen": NOW - timedelta(days=30)}, False),
        ({"checked_at": NOW - timedelta(days=8), "first_seen": NOW - timedelta(days=30)}, True),
        ({"first_seen": NOW - timedelta(days=36)}, False),
    ],
)
def test_stored_articles_are_asked_again_in_turn(given: dict[str, object], asked: bool) -> None:
    assert bool(to_check([_work(**given)], NOW)) is asked


def test_one_article_a_crawl_and_the_most_overdue_first() -> None:
    works = [
        _work(article=str(n), checked_at=NOW - timedelta(days=2 + n), first_seen=NOW - timedelta(days=20))
        for n in range(9)
    ]
    assert [one.article for one in to_check(works, NOW)] == ["8"]


@pytest.mark.parametrize(
    ("title", "via", "changed"),
    [
        ("Họp báo", "x", False),
        ("HỌP BÁO", "x", False),
        ("Họp báo…", "x", False),
        ("Họp báo quý III", "x", False),
        ("Họp", "x", False),
        ("Hoãn họp báo", "x", True),
        ("Hoãn họp báo", "y", False),
        ("", "x", False),
    ],
)
def test_another_title_in_the_same_listing(title: str, via: str, changed: bool) -> None:
    assert retitled(_work(), title, via) is changed


def test_other_rules_read_an_unchanged_page_anew() -> None:
    plain = _source()
    assert rules_of(plain) == rules_of(plain.model_copy(update={"notes": "x", "delay": 5.0}))
    assert rules_of(plain) != rules_of(plain.model_copy(update={"platform": "liferay"}))
    assert rules_of(plain) != rules_of(plain.model_copy(update={"article": "x"}))


def test_a_site_whose_sections_fail_is_asked_no_more_than_a_sound_one() -> None:
    chosen = roots(_source(), NOW)
    hubs = {one.url: replace(one, due=False, read_at=NOW - timedelta(hours=1)) for one in chosen}
    last = {f"{SITE}/muc-{n}": _reading(f"/muc-{n}", 1, outcome="site_changed" if n < 5 else "ok") for n in range(8)}
    asked = {one.url for one in to_read(hubs, chosen, last, NOW)}
    assert len(asked) <= QUIET and sum(last[url].outcome == "site_changed" for url in asked if url in last) == 2
