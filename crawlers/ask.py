"""One request to be made, and the queue in which requests wait for their turn."""

import heapq
from dataclasses import dataclass
from typing import Final

from domain.record import Kind

ROBOTS, ROOT, ARTICLE, OLDER, WALK = range(5)  # the order of importance: what a spent budget leaves out stands last
RETRY: Final = -1  # before everything: the site is paused for it anyway


@dataclass(frozen=True)
class Ask:
    """What is asked and why; `wait` is in seconds before it is sent."""

    url: str
    kind: Kind
    rank: int = WALK
    section: str | None = None
    page: int = 1
    depth: int = 0
    article: str = ""
    etag: str = ""
    last_modified: str = ""
    known: str = ""  # digest of the body we hold, sha256 hex
    record: str = ""  # and where it is
    before: tuple[str, ...] = ()  # article ids of the page before this one
    daily: bool = False  # read again to look for late items
    attempt: int = 0
    wait: float = 0.0


class Queue:
    """Asks by rank, then depth, then age; an address is asked at most once unless a failure is tried again."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, int, Ask]] = []
        self._taken: dict[tuple[str, bool], int] = {}  # the newest entry of an address, 0 once it was asked
        self._count = 0

    def __len__(self) -> int:
        return sum(self._valid(entry) for entry in self._heap)

    def add(self, ask: Ask, again: bool = False, better: bool = False) -> bool:
        """Put an ask in its place; False when this crawl has had the address already, unless it is asked `again` or
        we now know `better` why it is asked and it still waits."""
        before = self._taken.get(_name(ask))
        if before is not None and not again and not (better and before):
            return False
        self._count += 1
        self._taken[_name(ask)] = self._count
        heapq.heappush(self._heap, (RETRY if again else ask.rank, ask.depth, self._count, ask))
        return True

    def pop(self) -> Ask | None:
        """The next ask."""
        while self._heap:
            entry = heapq.heappop(self._heap)
            if self._valid(entry):
                self._taken[_name(entry[3])] = 0
                return entry[3]
        return None

    def drain(self) -> list[Ask]:
        """What was still waiting; the queue is empty afterwards."""
        rest = [entry[3] for entry in sorted(self._heap) if self._valid(entry)]
        self._heap.clear()
        return rest

    def _valid(self, entry: tuple[int, int, int, Ask]) -> bool:
        return self._taken[_name(entry[3])] == entry[2]


def _name(ask: Ask) -> tuple[str, bool]:
    return ask.url, bool(ask.article)
