"""Fetched articles in batches, so that several processes can read them: each batch is one process's at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, insert, or_, select, update

from domain.errors import UnknownName
from domain.record import State, Work
from store.base import build
from store.events import Events
from store.tables import work
from store.tables_shared import batch
from store.worklist import Worklist

ATTEMPTS: Final = 3  # a batch that ended three processes ends a fourth too: it waits for a person
STAGED, CLAIMED, DONE, QUARANTINED = "staged", "claimed", "done", "quarantined"
RAN_OUT: Final = "tiến trình đọc dừng giữa chừng {attempts} lần (bị ngắt, hết bộ nhớ hoặc quá hạn giữ)"


@dataclass(frozen=True)
class Batch:
    """Some articles of one source; `until` is when the holder's claim runs out, `reason` why the last try failed."""

    id: int
    source: str
    state: str  # staged | claimed | done | quarantined
    attempts: int
    created: datetime
    until: datetime | None
    holder: str
    reason: str
    articles: int


class Batches(Worklist, Events):
    """A claimed batch goes back by itself when its holder's time has run out."""

    def stage(self, source: str, now: datetime, size: int = 200, full: bool = False) -> list[Batch]:
        """Every fetched article of a source that is in no open batch goes into new ones, each told as an event.

        `full`: only what was in no batch yet, and only full batches; the rest comes in or waits for the crawl's end.
        """
        closed = select(batch.c.id).where(batch.c.state == DONE)
        free = work.c.batch.is_(None) if full else or_(work.c.batch.is_(None), work.c.batch.in_(closed))
        fetched = (work.c.source == source) & (work.c.state == State.FETCHED.value)
        query = select(work.c.article).where(fetched, free).order_by(work.c.first_seen, work.c.article)

        def write(connection: Connection) -> list[Batch]:
            waiting = connection.execute(query.with_for_update()).scalars().all()
            whole = len(waiting) - len(waiting) % size if full else len(waiting)
            some = [waiting[start:start + size] for start in range(0, whole, size)]
            return [self._make(connection, source, now, articles) for articles in some]

        return self.attempt(write)  # a crawl's own rows are locked in another order

    def claim_batch(self, batch_id: int | None, holder: str, now: datetime, seconds: float) -> Batch | None:
        """Take this batch, or for None the oldest that waits or whose holder's time has run out.

        One that was tried ATTEMPTS times and never finished is put into quarantine instead.
        """
        ran_out = (batch.c.state == CLAIMED) & (batch.c.until <= now)
        query = select(batch).where(or_(batch.c.state == STAGED, ran_out)).order_by(batch.c.id).limit(1)
        if batch_id is not None:
            query = query.where(batch.c.id == batch_id)
        with self.begin() as connection:
            while (row := connection.execute(query.with_for_update(skip_locked=True)).mappings().first()) is not None:
                if row["attempts"] < ATTEMPTS:
                    until = now + timedelta(seconds=seconds)
                    return self._put(connection, row["id"], now, state=CLAIMED, holder=holder, until=until,
                                     attempts=row["attempts"] + 1)
                reason = row["reason"] or RAN_OUT.format(attempts=row["attempts"])
                self._put(connection, row["id"], now, state=QUARANTINED, holder="", until=None, reason=reason)
        return None

    def keep_batch(self, batch_id: int, holder: str, now: datetime, seconds: float,
                   connection: Connection | None = None) -> bool:
        """Hold a claimed batch for longer; False when another took it."""
        return self._mine(batch_id, holder, connection, until=now + timedelta(seconds=seconds))

    def batch_works(self, batch_id: int) -> list[Work]:
        """Its articles that are still to be read, in the order they were first seen."""
        return self.work_where((work.c.batch == batch_id) & (work.c.state == State.FETCHED.value))

    def finish_batch(self, batch_id: int, holder: str, now: datetime) -> bool:
        """Every article of it has its end; False when another took the batch."""
        return self._mine(batch_id, holder, None, state=DONE, until=None, reason="", changed=now)

    def fail_batch(self, batch_id: int, holder: str, reason: str, now: datetime) -> Batch:
        """This try failed: the batch waits for the next, or is put into quarantine. Raises UnknownName."""
        with self.begin() as connection:
            row = self._row(connection, batch_id)
            if row["state"] != CLAIMED or row["holder"] != holder:
                return build(Batch, row)
            state = QUARANTINED if row["attempts"] >= ATTEMPTS else STAGED
            return self._put(connection, batch_id, now, state=state, holder="", until=None, reason=reason)

    def replay_batch(self, batch_id: int, now: datetime) -> bool:
        """A person says that the cause is mended; False when it is not in quarantine."""
        where = (batch.c.id == batch_id) & (batch.c.state == QUARANTINED)
        with self.begin() as connection:
            again = update(batch).where(where).values(state=STAGED, attempts=0, changed=now)
            return self.did(connection, again)

    def batches(self, state: str | None = None) -> list[Batch]:
        """Batches, oldest first."""
        query = select(batch).order_by(batch.c.id)
        if state:
            query = query.where(batch.c.state == state)
        with self.reading() as connection:
            return [build(Batch, row) for row in connection.execute(query).mappings()]

    def _make(self, connection: Connection, source: str, now: datetime, articles: Sequence[str]) -> Batch:
        row = {"source": source, "state": STAGED, "created": now, "changed": now, "articles": len(articles)}
        made = connection.execute(insert(batch).values(**row)).inserted_primary_key[0]  # type: ignore[index]
        connection.execute(update(work).where(work.c.article.in_(articles)).values(batch=made))
        self.tell("phusong.batch.staged", str(made), {"batch": made, "source": source, "articles": len(articles)}, now,
                  connection)
        return Batch(made, source, STAGED, 0, now, None, "", "", len(articles))

    def _put(self, connection: Connection, batch_id: int, now: datetime, **values: object) -> Batch:
        connection.execute(update(batch).where(batch.c.id == batch_id).values(changed=now, **values))
        return build(Batch, self._row(connection, batch_id))

    def _row(self, connection: Connection, batch_id: int) -> Any:
        query = select(batch).where(batch.c.id == batch_id).with_for_update()
        row = connection.execute(query).mappings().first()
        if row is None:
            raise UnknownName(f"Không có lô bài số {batch_id}")
        return row

    def _mine(self, batch_id: int, holder: str, connection: Connection | None, **values: object) -> bool:
        mine = (batch.c.id == batch_id) & (batch.c.holder == holder) & (batch.c.state == CLAIMED)
        with self.begin(connection) as opened:
            return self.did(opened, update(batch).where(mine).values(**values))
