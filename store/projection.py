"""How far each index that stands apart from the ledger has followed it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from store.base import Base
from store.tables_shared import number, target


class Projection(Base):
    """Two marks a target: the outbox row up to which it is complete, and the sequence number its readers may see."""

    def numbers(self, ids: Sequence[str], connection: Connection | None = None) -> dict[str, int]:
        """The number of each article in the index's own order: given once, never changed, new ones in this order."""
        wanted = list(dict.fromkeys(ids))
        with self.begin(connection) as opened:
            self.in_order(opened)  # or a lower number could appear after a higher one was seen
            held = self._numbers(opened, wanted)
            missing = [{"article": one} for one in wanted if one not in held]
            if missing:
                opened.execute(self.insert(number), missing)
                held |= self._numbers(opened, [one["article"] for one in missing])
        return {one: held[one] for one in wanted}

    def projected(self, name: str) -> int:
        """The outbox id up to which a target is complete; 0 at first."""
        return self._mark(name)[0]

    def set_projected(self, name: str, outbox_id: int, at: datetime) -> None:
        """The target is complete up to this outbox id."""
        self._set(name, outbox=outbox_id, at=at)

    def settled(self, name: str) -> int:
        """The highest sequence number that readers see together with all lower ones; 0 at first."""
        return self._mark(name)[1]

    def set_settled(self, name: str, seq: int) -> None:
        """Readers of the target see everything up to this sequence number."""
        self._set(name, settled=seq)

    def _numbers(self, connection: Connection, ids: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for start in range(0, len(ids), 500):
            query = select(number.c.article, number.c.seq).where(number.c.article.in_(ids[start:start + 500]))
            found |= {row.article: row.seq for row in connection.execute(query)}
        return found

    def _mark(self, name: str) -> tuple[int, int]:
        with self.reading() as connection:
            row = connection.execute(select(target.c.outbox, target.c.settled).where(target.c.name == name)).first()
        return (row.outbox, row.settled) if row else (0, 0)

    def _set(self, name: str, **values: object) -> None:
        row = self.insert(target).values(name=name, **values)
        with self.begin() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["name"], set_=values))
