"""A batch that ends every process that reads it: three tries, then set aside with its reason, and read when mended."""

from pathlib import Path

import pytest

from store.batches import QUARANTINED
from tests.flows.installation import Installation, await_that

pytestmark = pytest.mark.prefect
POISON = Path(__file__).resolve().parent / "poison"


def test_a_poison_batch_stops_after_three_tries_and_can_be_replayed(installation: Installation) -> None:
    installation.settle(("so-noi-vu", "so-khcn"))
    installation.extra = {"PYTHONPATH": str(POISON), "TEST_POISON": "so-khcn"}
    installation.deploy(keep=("minute",))
    worker = installation.work()
    installation.start("crawl-source/agencies")
    house = installation.house()
    try:
        ledger = house.store.ledger
        [aside] = await_that(lambda: ledger.batches(QUARANTINED), 600, "the batch set aside")
        assert (aside.source, aside.attempts) == ("so-khcn", 3) and "đột ngột" in aside.reason
        await_that(lambda: list(ledger.articles("so-noi-vu")), 120, "the other source's articles")
        assert not list(ledger.articles("so-khcn"))
        listed = installation.run("batches")
        assert "so-khcn" in listed and "đột ngột" in listed and str(aside.id) in listed
        worker.end(5)
        installation.extra = {}
        installation.run("batches", "replay", str(aside.id))
        installation.work("worker-2")
        await_that(lambda: list(ledger.articles("so-khcn")), 300, "the mended batch read")
        await_that(lambda: not [one for one in ledger.batches() if one.state != "done"], 60, "every batch done")
    finally:
        house.close()
