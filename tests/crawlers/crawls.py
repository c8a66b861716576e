"""Crawling a test's site in the test's own process, and what is left of it in the ledger."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from crawlers.ask import Ask
from crawlers.door import Door, Limits
from crawlers.fetch import Answer, follow, request_headers
from crawlers.notebook import Notebook
from crawlers.walk import Walk
from domain.dated import VIETNAM
from domain.record import Kind, State
from domain.settings import Settings
from domain.source import Source
from store import Store
from tests.crawlers.sites import Site


def settings(home: Path, **given: object) -> Settings:
    """Loopback without a delay, at a fixed moment."""
    return Settings(
        **{
            "home": home,
            "allow_loopback": True,
            "min_delay": 0,
            "now": "2023-08-28T08:00:00+07:00",  # type: ignore[arg-type]
            **given,
        }
    )


def source(opened: Site, **given: object) -> Source:
    """A source for a site, with one section unless told otherwise."""
    plain = {
        "id": "xa-mau",
        "title": "Xã Mẫu",
        "unit": "xa-mau",
        "url": opened.url("/"),
        "sections": [{"id": "tin-tuc", "name": "Tin tức", "url": "/tin-tuc"}],
    }
    return Source.model_validate({**plain, **given})


def drive(walk: Walk, steps: int | None = None, limits: Limits | None = None, every: int = 4) -> int:
    """Crawl in this process, one request after another, writing to the ledger `every` few answers; stop dead after
    `steps` answers. Returns how many answers there were."""
    door, number = Door(limits or Limits(), walk.settings.allow_loopback), 0
    walk.begin()
    while (ask := walk.next()) is not None:
        walk.take(ask, _answer(door, walk, ask))
        number += 1
        if steps is not None and number >= steps:
            door.close()
            return number
        if number % every == 0:
            walk.notebook.flush()
    door.close()
    return number


def _answer(door: Door, walk: Walk, ask: Ask) -> Answer:
    headers = request_headers(walk.settings.contact, ask.etag, ask.last_modified)
    return follow(door, ask.url, headers, walk.permit, lambda: None)


def crawl_here(store: Store, one: Source, given: Settings, limits: Limits | None = None) -> tuple[str, Walk]:
    """One whole crawl in this process; (its word, its walk)."""
    crawl = store.ledger.begin_crawl(one.id, given.clock.now(), True)
    walk = Walk(one, given, Notebook(store, one.id, crawl, True))
    drive(walk, limits=limits)
    word = walk.end()
    walk.notebook.flush()
    return word, walk


def later(home: Path, hours: float, **given: object) -> Settings:
    """The settings so many hours after 08:00 of 28/8/2023."""
    moment = datetime(2023, 8, 28, 8, 0, tzinfo=VIETNAM) + timedelta(hours=hours)
    return settings(home, now=moment.isoformat(), **given)


def state_of(store: Store) -> dict[str, tuple[object, ...]]:
    """What must not depend on where a crawl was killed."""
    return {
        one.article: (one.url, one.state, one.outcome, one.digest, set(one.sections)) for one in store.ledger.work()
    }


def fetched(store: Store) -> Counter[str]:
    """How often each article address was fetched."""
    return Counter(one.url for one in store.ledger.fetches() if one.kind is Kind.ARTICLE and one.outcome == "ok")


def read_all(store: Store) -> None:
    """What reading the archive does afterwards: every fetched article is stored."""
    for one in store.ledger.work(state=State.FETCHED):
        store.ledger.settle(one.article, "ok")
