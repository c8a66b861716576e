"""Troubles that last: opened once, closed once, and both told once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, true, update

from store.base import Base, build
from store.tables_shared import incident


@dataclass(frozen=True)
class Incident:
    """One trouble from `since` to `ended` (None: it lasts), and when its start and its end were told."""

    key: str
    kind: str
    since: datetime
    ended: datetime | None
    told_start: datetime | None
    told_end: datetime | None
    payload: Mapping[str, Any]


class Incidents(Base):
    """At most one open incident of a key; the same trouble later is another one."""

    def open_incident(self, key: str, kind: str, payload: Mapping[str, Any], at: datetime) -> bool:
        """Open an incident; False when it is open already."""
        row = self.insert(incident).values(key=key, kind=kind, since=at, payload=dict(payload))
        with self.begin() as connection:
            return self.did(connection, row.on_conflict_do_nothing())

    def close_incident(self, key: str, at: datetime) -> bool:
        """The trouble is over; False when none of this key is open."""
        with self.begin() as connection:
            over = update(incident).where(incident.c.key == key, incident.c.ended.is_(None)).values(ended=at)
            return self.did(connection, over)

    def to_tell(self, now: datetime) -> list[Incident]:
        """Incidents up to now whose start or end nobody was told, oldest first."""
        untold = or_(incident.c.told_start.is_(None), and_(incident.c.ended <= now, incident.c.told_end.is_(None)))
        return self._incidents(untold & (incident.c.since <= now))

    def mark_told(self, key: str, start: bool, at: datetime) -> None:
        """The start (or the end) of the oldest untold incident of this key was told."""
        column = incident.c.told_start if start else incident.c.told_end
        open_end = column.is_(None) if start else column.is_(None) & incident.c.ended.is_not(None)
        oldest = select(incident.c.id).where(incident.c.key == key, open_end).order_by(incident.c.id).limit(1)
        with self.begin() as connection:
            told = update(incident).where(incident.c.id == oldest.scalar_subquery()).values({column.name: at})
            connection.execute(told)

    def incidents(self, open_only: bool = False) -> list[Incident]:
        """Every incident, or those that last, oldest first."""
        return self._incidents(incident.c.ended.is_(None) if open_only else true())

    def _incidents(self, where: ColumnElement[bool]) -> list[Incident]:
        with self.reading() as connection:
            rows = connection.execute(select(incident).where(where).order_by(incident.c.id)).mappings()
            return [build(Incident, row) for row in rows]
