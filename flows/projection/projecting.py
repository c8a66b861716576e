"""Bringing an index on a server up to date: what the outbox tells of, in its order, as the ledger has it now.

Two at once are harmless: a version that is not newer changes nothing, and both number articles in the outbox's order.
A killed one leaves its mark where it was, and the next goes on from there.
"""

from typing import TYPE_CHECKING, Final, cast

from flows.house import House
from flows.sharing.holding import Held

if TYPE_CHECKING:  # the server's client is loaded only where there is a server
    from index.elastic import ElasticIndex

ROWS: Final = 500  # outbox rows at a time: about 2 MB, half a second


def project(house: House, limit: int | None = None) -> int:
    """Show what the ledger has and the index has not, up to `limit` outbox rows. Returns how many articles changed.

    0 when another process is at it, or the index is the ledger's own. Raises IndexUnavailable, StoreError.
    """
    index = served(house)
    if index is None:
        return 0
    target = index.target()
    with Held(house.store.ledger, "project") as held:
        return follow(house, index, target, held, limit) if held.take(lease(target)) else 0


def follow(house: House, index: "ElasticIndex", target: str, held: Held, limit: int | None = None) -> int:
    """The same for one index, by whoever holds its lease; ends early where another has taken it over."""
    shown, left = 0, limit
    while left is None or left > 0:
        rows = house.store.ledger.pending(house.store.ledger.projected(target), min(ROWS, left or ROWS))
        if not rows or not held.take(lease(target)):
            break
        shown += _portion(house, index, target, rows)
        house.store.ledger.set_projected(target, rows[-1][0], house.clock.now())
        left = left if left is None else left - len(rows)
    return shown


def _portion(house: House, index: "ElasticIndex", target: str, rows: list[tuple[int, str]]) -> int:
    """The outbox is read before the articles, so an article is at least as new as the row that stands for it."""
    newest = {article: row for row, article in rows}
    ordered = list(dict.fromkeys(article for _, article in rows))
    found = {id: house.store.ledger.article(id) for id in ordered}
    shown = index.project((kept.article for kept in found.values() if kept is not None), newest, target)
    return shown + index.writer(target).remove([id for id, kept in found.items() if kept is None])


def served(house: House) -> "ElasticIndex | None":
    """The index on a server; None where the index is the ledger's own."""
    return None if house.index.joins else cast("ElasticIndex", house.index)


def lease(target: str) -> str:
    """The right to project to one index."""
    return f"project:{target}"
