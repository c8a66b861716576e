"""What others may want to hear of, kept until it was passed on: each thing is told once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import Connection, select, update

from store.base import Base, build
from store.tables_shared import event

NAMESPACE: Final = UUID("6f0f9f3e-6f2b-5f0c-9d55-1b1f0e6f7a10")  # drawn once; another would tell everything again


@dataclass(frozen=True)
class Event:
    """`payload` holds ids and counts only: what they stand for is in the ledger."""

    id: str
    name: str
    key: str
    payload: Mapping[str, str | int]
    at: datetime
    sent_at: datetime | None = None


def event_id(name: str, key: str) -> str:
    """The same for the same thing, whoever tells it and however often."""
    return str(uuid5(NAMESPACE, f"{name}\n{key}"))


class Events(Base):
    """Written in the transaction that makes them true, sent afterwards."""

    def tell(self, name: str, key: str, payload: Mapping[str, str | int], at: datetime,
             connection: Connection | None = None) -> bool:
        """Note that something happened; False when it was told before."""
        row = self.insert(event).values(id=event_id(name, key), name=name, key=key, payload=dict(payload), at=at)
        with self.begin(connection) as opened:
            return self.did(opened, row.on_conflict_do_nothing(index_elements=["id"]))

    def unsent(self, limit: int = 200) -> list[Event]:
        """What still has to be passed on, oldest first."""
        query = select(event).where(event.c.sent_at.is_(None)).order_by(event.c.seq).limit(limit)
        with self.reading() as connection:
            return [build(Event, row) for row in connection.execute(query).mappings()]

    def mark_sent(self, ids: Iterable[str], at: datetime) -> None:
        """These were passed on."""
        with self.begin() as connection:
            connection.execute(update(event).where(event.c.id.in_(list(ids))).values(sent_at=at))

    def events(self, name: str | None = None, since: datetime | None = None) -> list[Event]:
        """Everything that was told, oldest first."""
        query = select(event).order_by(event.c.seq)
        if name:
            query = query.where(event.c.name == name)
        if since:
            query = query.where(event.c.at >= since)
        with self.reading() as connection:
            return [build(Event, row) for row in connection.execute(query).mappings()]
