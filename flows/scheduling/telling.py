"""Tells the Prefect server what happened: from the ledger, in order, marked as sent only after it was received.

A server that is away loses nothing: the events stay unsent and go out with the next call.
"""

import logging
import time
from collections.abc import Iterable
from typing import Any, Final

from domain.clock import Clock
from domain.record import Tally
from flows.house import House
from flows.scheduling.api import Api, ServerAway
from flows.sharing.due import group_of
from store.events import Event

PAGE: Final = 200
LOG = logging.getLogger(__name__)
EVERY: Final = 1.0  # seconds between two looks while a wave runs
LABELS: Final = ("group", "source", "unit")


def tell_server(house: House, api: Api | None) -> int:
    """Hand over every unsent event. Returns how many; raises ServerAway, and what was not received stays unsent."""
    told = 0
    while api and (events := house.store.ledger.unsent(PAGE)):
        api.events([as_json(one, house.clock.simulated) for one in events])
        house.store.ledger.mark_sent([one.id for one in events], house.clock.now())
        told += len(events)
    return told


def as_json(event: Event, simulated: bool = False) -> dict[str, Any]:
    """The event as Prefect takes it: ids and counts. Its triggers look at the real hour, not at a simulated one."""
    _, kind, _ = event.name.split(".", 2)
    at = Clock().now() if simulated else event.at
    name = event.payload.get(kind, event.key)
    labels = {f"phusong.{label}": str(event.payload[label]) for label in LABELS if label in event.payload}
    return {
        "id": event.id, "event": event.name, "occurred": at.isoformat(), "payload": dict(event.payload),
        "resource": {"prefect.resource.id": f"phusong.{kind}.{name}", **labels},
    }


def tell_crawled(house: House, tallies: Iterable[Tally]) -> None:
    """Note the end of crawls in the ledger's events; a second time changes nothing."""
    for one in tallies:
        source = house.sources.get(one.source)
        if one.outcome and one.crawl is not None and source:
            payload: dict[str, str | int] = {
                "source": one.source, "unit": source.unit, "group": str(group_of(source)), "crawl": one.crawl,
                "outcome": one.outcome, "stored": one.stored, "revised": one.revised, "requests": one.requests,
            }
            house.store.ledger.tell("phusong.source.crawled", str(one.crawl), payload, one.finished or one.started
                                    or house.clock.now())


class Teller:
    """Called again and again while something runs: tells the server now and then, and waits for nobody."""

    def __init__(self, house: House, api: Api | None) -> None:
        self._house, self._api, self._next = house, api, 0.0

    def __call__(self, *_: object) -> None:
        """Tell what is unsent unless that was done a moment ago; a server that is away is asked again later."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + (EVERY if self.last() else 10 * EVERY)

    def last(self) -> bool:
        """Tell what is unsent now; False when the server is away: the reconciler tells it then."""
        try:
            tell_server(self._house, self._api)
        except ServerAway as error:
            LOG.warning("events stay unsent: %s", error)
            return False
        return True
