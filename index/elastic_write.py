"""Putting articles into an index on the server: only what is newer than what it holds, each at a version of its own.

A version is the article's revision and, below it, the outbox row that told of the change: an article changes without
a new revision too (another reading, an original that was found), and a writer that was stopped for a while and goes
on may not show such a change undone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from domain.article import Article
from domain.errors import IndexUnavailable
from index.elastic_bulk import FIRST_WAIT, LONGEST_WAIT, TRIES, Action, Bulk
from index.elastic_errors import told
from index.mapping import Json, document
from index.reposted import Origins
from index.row import Row, row_of
from store.ledger import Ledger

ROW_BITS = 40  # outbox rows below a revision: a trillion
BATCH = 1000  # articles whose present state is asked for at once
T = TypeVar("T")


@dataclass(frozen=True)
class Held:
    """What the index holds of an article."""

    version: int
    digest: str

    @property
    def revision(self) -> int:
        """The article's, without the outbox row."""
        return self.version >> ROW_BITS


class Writer:
    """Writes to one index; `rows`: article id -> outbox row that told of it, empty for articles given by hand."""

    def __init__(self, bulk: Bulk, ledger: Ledger, origins: Origins) -> None:
        self.bulk, self.ledger, self.origins = bulk, ledger, origins

    def put(
        self, articles: Iterable[Article], kinds: Mapping[str, str], rows: Mapping[str, int], empty: bool = False
    ) -> int:
        """Write what is newer and let readers see it; returns how many. `empty`: the index holds nothing yet.

        One portion is on its way while the next is laid out, which costs us as much as it costs the server.
        """
        written, highest = 0, 0
        with ThreadPoolExecutor(1, "index") as sender:
            sending: Future[set[str]] | None = None
            for some in batches(articles, BATCH):
                newest = _newest(some)
                numbers = self.ledger.numbers(list(newest))
                highest = max([highest, *numbers.values()])
                held = {} if empty else self.held(list(newest))
                actions = [
                    action for id, article in newest.items() if (action := _action(
                        row_of(article, self.origins, kinds), numbers[id], held.get(id), rows.get(id)))]
                written += len(sending.result()) if sending else 0
                sending = sender.submit(self.bulk.send, actions)
            written += len(sending.result()) if sending else 0
        self.show()
        if highest > self.ledger.settled(self.bulk.index):
            self.ledger.set_settled(self.bulk.index, highest)
        return written

    def remove(self, ids: Iterable[str]) -> int:
        """Take articles out; returns how many were there."""
        gone: set[str] = set()
        for some in batches(ids, BATCH):
            for _ in range(TRIES):  # somebody may write a newer version meanwhile
                held = self.held(list(dict.fromkeys(some)))
                if not held:
                    break
                gone |= self.bulk.send(Action(id, one.version, None) for id, one in held.items())
        self.show()
        return len(gone)

    def held(self, ids: Sequence[str]) -> dict[str, Held]:
        """What the index holds of these, seen or not yet seen by readers."""
        return self._again(lambda: self._held(ids)) if ids else {}

    def show(self) -> None:
        """Let readers see everything written so far, on every copy. Raises IndexUnavailable."""
        self._again(self._show)

    def _held(self, ids: Sequence[str]) -> dict[str, Held]:
        with told():
            found = self.bulk.client.mget(index=self.bulk.index, ids=ids, source_includes=["digest"])
        for doc in found["docs"]:
            if "error" in doc:
                raise IndexUnavailable(f"Máy chủ chỉ mục chưa đọc được bài {doc['_id']}: {doc['error'].get('reason')}")
        return {doc["_id"]: Held(doc["_version"], doc["_source"]["digest"]) for doc in found["docs"] if doc["found"]}

    def _show(self) -> None:
        with told():
            shards: Json = self.bulk.client.indices.refresh(index=self.bulk.index)["_shards"]
        if shards["failed"] or not shards["successful"]:
            raise IndexUnavailable("Máy chủ chỉ mục chưa làm mới được mọi bản sao; hãy thử lại sau")

    def _again(self, ask: Callable[[], T]) -> T:
        """Ask until the server can: a node that is lost is replaced within a minute."""
        for tries in range(TRIES - 1):
            try:
                return ask()
            except IndexUnavailable:
                self.bulk.pause(min(LONGEST_WAIT, FIRST_WAIT * 2**tries))
        return ask()


def batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """So many at a time."""
    source = iter(items)
    while some := list(islice(source, size)):
        yield some


def _newest(articles: Iterable[Article]) -> dict[str, Article]:
    """Each article once, in the order of first mention; of several revisions the newest, of equal ones the last."""
    found: dict[str, Article] = {}
    for article in articles:
        if article.id not in found or article.revision >= found[article.id].revision:
            found[article.id] = article
    return found


def _action(row: Row, seq: int, held: Held | None, outbox: int | None) -> Action | None:
    """What to send, None where the index holds the same or newer."""
    version = (row.revision << ROW_BITS) + (outbox or 0)
    if outbox is None and held is not None and held.revision == row.revision:
        version = held.version  # given by hand: an equal revision replaces
    digest = row.digest(row.stored()).hex()
    if held is not None and (version < held.version or (version, digest) == (held.version, held.digest)):
        return None
    return Action(row.id, version, document(row, seq, digest))
