"""A wave on a real server: two workers share it, every source gets its outcome, audit and report follow."""

from collections import Counter

import pytest

from flows import daily, weekly
from tests.flows.installation import Installation, await_that

pytestmark = pytest.mark.prefect
SITES = ("so-noi-vu", "huyen-da-vong", "so-khcn", "so-ldtbxh")


def test_two_workers_share_a_wave_and_no_source_is_crawled_twice(installation: Installation) -> None:
    installation.settle(SITES)
    installation.deploy("--workers", "2", keep=("minute",))
    workers = [installation.work(name) for name in ("worker-1", "worker-2")]
    for share in ("agencies-1", "agencies-2"):  # both are told to crawl everything
        installation.start(f"crawl-source/{share}", part=0, parts=1)
    house = installation.house()
    try:
        ledger = house.store.ledger
        monday = weekly.last_week(house.clock.now()).first
        await_that(lambda: weekly.made(house, monday), 600, "the week's report")
        await_that(lambda: daily.made(house, house.clock.today()), 120, "the day's audit")
        crawls = Counter(one.source for one in ledger.crawls())
        assert crawls == Counter(SITES)
        outcomes = {one.source: one.outcome for one in ledger.crawls()}
        assert outcomes == {"so-noi-vu": "ok", "huyen-da-vong": "ok", "so-khcn": "ok", "so-ldtbxh": "connection_error"}
        assert Counter(one.state for one in ledger.batches()) == {"done": len(ledger.batches())}
        shown = {(site, one.title) for site in SITES[:3] for one in installation.province.truth.of_site(site)
                 if one.appears == "first"}
        stored = [(one.article.found.source, one.article.text.title) for one in ledger.articles() if one.article.text]
        assert Counter(stored) == Counter(shown)
        assert len(list((installation.home / "reports").glob("*.html"))) == 1
        assert all("submitting flow run" in worker.log.read_text("utf-8") for worker in workers)
    finally:
        house.close()
