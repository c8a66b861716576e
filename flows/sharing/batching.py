"""One batch of fetched pages: claimed, read, classified and stored by one process, or by the next one."""

import logging
from collections import Counter

from domain.clock import Clock
from domain.errors import LeaseLost, PhusongError, StoreError
from domain.source import Source
from flows.house import House
from flows.reading import BATCH, read_batch
from flows.sharing.holding import Held, names_of
from flows.sharing.keeping import SECONDS, Keeper
from store import Transaction
from store.batches import Batch

LOG = logging.getLogger(__name__)


def process_batch(house: House, batch_id: int, holder: str) -> Counter[str]:
    """Read a batch unless another process has it or it is done. Returns how many articles ended how.

    An article that cannot be read ends as internal_error and holds nobody back. A batch whose process was killed is
    read by the next one when its time has run out, and the third time it is put into quarantine. Raises StoreError,
    DataError.
    """
    ledger, sources = house.store.ledger, house.sources
    house.plan  # noqa: B018  a data file that somebody broke fails here, and is not the batch's fault
    batch = ledger.claim_batch(batch_id, holder, Clock().now(), SECONDS)
    if batch is None:
        return Counter()
    try:
        source = sources.get(batch.source)
        if source is None:
            raise PhusongError(f"không có nguồn “{batch.source}” (PHUSONG_SOURCES)")
        with Keeper(lambda: ledger.keep_batch(batch.id, holder, Clock().now(), SECONDS)):
            ended = _read(house, source, batch, holder)
    except LeaseLost as error:
        LOG.warning("%s", error)
        return Counter()  # whoever has it now reads and counts the rest
    except StoreError:
        raise  # nobody could write down that it failed either: its time runs out
    except Exception as error:
        LOG.exception("batch %s of %s", batch.id, batch.source)
        ledger.fail_batch(batch.id, holder, str(error) or repr(error), Clock().now())
        return Counter()
    ledger.finish_batch(batch.id, holder, Clock().now())
    return ended


def _read(house: House, source: Source, batch: Batch, holder: str) -> Counter[str]:
    """How many articles ended how. Raises LeaseLost once another process has the batch."""
    ledger, ended = house.store.ledger, Counter[str]()

    def joined(some: Counter[str], connection: Transaction) -> None:
        """What was read is counted where it is stored, and only by whoever still has the batch."""
        if not ledger.keep_batch(batch.id, holder, Clock().now(), SECONDS, connection):
            raise LeaseLost(f"lô {batch.id} đã do một tiến trình khác đọc")
        ledger.add_read(source.id, some, connection)

    def read(documents: bool) -> None:
        works = ledger.batch_works(batch.id)
        for start in range(0, len(works), BATCH):
            ended.update(read_batch(house, source, works[start:start + BATCH], documents, joined))

    read(documents=False)
    if ledger.batch_works(batch.id):
        _, host = names_of(source)
        with Held(ledger, "documents") as held:
            if held.take(host):  # a crawl that runs holds it: then they wait for the batch after its end
                read(documents=True)
    return ended


def stage_left(house: House) -> int:
    """Put into batches what was fetched and is in none, of sources that nobody crawls. Returns how many batches."""
    ledger = house.store.ledger
    crawled = {one.name for one in ledger.leases(Clock().now())}
    free = [source for source in house.sources.values() if names_of(source)[0] not in crawled]
    return sum(len(ledger.stage(source.id, house.clock.now())) for source in free)
