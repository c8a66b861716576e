"""What is sent to whom: the row stands before the mail goes out, so that nothing is sent twice."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select, update

from store.base import Base, build
from store.tables_shared import delivery


@dataclass(frozen=True)
class Delivery:
    """`what` (a report of a week, an event) for `recipient`; `delivered` is None while nobody knows that it arrived."""

    what: str
    recipient: str
    reserved: datetime
    delivered: datetime | None = None


class Deliveries(Base):
    """Reserve, send, say that it was delivered."""

    def reserve(self, what: str, recipient: str, at: datetime, connection: Connection | None = None) -> bool:
        """Whether the caller is the one who sends it; False: it was sent before or is being sent."""
        row = self.insert(delivery).values(what=what, recipient=recipient, reserved=at).on_conflict_do_nothing()
        with self.begin(connection) as opened:
            return self.did(opened, row)

    def delivered(self, what: str, recipient: str, at: datetime) -> None:
        """It went out."""
        with self.begin() as connection:
            connection.execute(update(delivery).where(_of(what, recipient)).values(delivered=at))

    def arrived(self, what: str, recipient: str) -> bool:
        """Whether it was sent and confirmed."""
        with self.reading() as connection:
            row = select(delivery.c.what).where(_of(what, recipient), delivery.c.delivered.is_not(None))
            return connection.execute(row).first() is not None

    def handed_to(self, recipient: str) -> set[str]:
        """All that arrived there."""
        with self.reading() as connection:
            row = select(delivery.c.what).where(delivery.c.recipient == recipient, delivery.c.delivered.is_not(None))
            return set(connection.execute(row).scalars())

    def give_back(self, what: str, recipient: str, reserved: datetime | None = None) -> bool:
        """It certainly did not go out: whoever asks next may send it. False when it was delivered.

        With `reserved` only the row of that moment: another may have given it back and reserved it anew.
        """
        mine = [_of(what, recipient), delivery.c.delivered.is_(None)]
        if reserved is not None:
            mine.append(delivery.c.reserved == reserved)
        with self.begin() as connection:
            return self.did(connection, delete(delivery).where(*mine))

    def undelivered(self, before: datetime) -> list[Delivery]:
        """Reserved before that moment and never confirmed: a person or the next run decides, oldest first."""
        late = delivery.c.delivered.is_(None) & (delivery.c.reserved < before)
        with self.reading() as connection:
            rows = connection.execute(select(delivery).where(late)).mappings()
            found = [build(Delivery, row) for row in rows]
        return sorted(found, key=lambda one: (one.reserved, one.what, one.recipient))


def _of(what: str, recipient: str) -> ColumnElement[bool]:
    return (delivery.c.what == what) & (delivery.c.recipient == recipient)
