"""Fetched pages and staged batches, written straight into the ledger."""

from domain.article import Found
from domain.record import Fetch, Kind
from flows.house import House
from store.batches import Batch


def fetched(house: House, source: str, count: int = 2, mark: str = "") -> None:
    """`count` articles of a source that stand in the archive by their record's name only."""
    ledger, now = house.store.ledger, house.clock.now()
    for number in range(count):
        name, url = f"{source}{mark}-{number}", f"http://{source}.invalid/{mark}{number}"
        ledger.found([(name, Found(source, url, now))])
        ledger.answered([(name, Fetch(source, url, Kind.ARTICLE, now, "ok", digest=name, record=name))])


def staged(house: House, source: str = "so-tttt", mark: str = "") -> Batch:
    """One batch that waits."""
    fetched(house, source, mark=mark)
    [batch] = house.store.ledger.stage(source, house.clock.now())
    return batch
