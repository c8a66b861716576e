"""All later stages again from the archive: new rules over the same pages, no request to anyone."""

from collections import Counter
from collections.abc import Callable, Sequence

from domain.record import State
from domain.source import Source
from flows.house import House
from flows.projection.projecting import project
from flows.reading import BATCH, read_batch


def rebuild(house: House, sources: Sequence[Source], told: Callable[[int], None] | None = None) -> Counter[str]:
    """Extract, read, store and index every archived article again. Returns how many ended how.

    An embedded index of older rules is made anew first: nothing can be stored beside one.
    """
    ended: Counter[str] = Counter()
    if not house.index.current:
        _index(house)
    for source in sources:
        works = [work for work in house.store.ledger.work(source.id) if work.record and work.state is not State.FOUND]
        for start in range(0, len(works), BATCH):
            ended += read_batch(house, source, works[start:start + BATCH], documents=True)
            if told:
                told(ended.total())
    _index(house)
    return ended


def _index(house: House) -> None:
    if house.index.joins:
        house.index.rebuild(stored.article for stored in house.store.ledger.paged())
    else:
        project(house)
