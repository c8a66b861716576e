"""Saved searches: a question that is asked again and again, and the mark up to which its answers were told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from store.base import Base, build
from store.tables_shared import saved_search


@dataclass(frozen=True)
class SavedSearch:
    """`watermark` is a sequence number of the index; articles after it are news for `recipient`."""

    name: str
    text: str
    filters: Mapping[str, Any]
    watermark: int
    created: datetime
    recipient: str


class SavedSearches(Base):
    """One row a name."""

    def save_search(self, name: str, text: str, filters: Mapping[str, Any], recipient: str, watermark: int,
                    at: datetime) -> SavedSearch:
        """Keep a search, or write over the one of that name, from this watermark on."""
        values = {"text": text, "filters": dict(filters), "watermark": watermark, "created": at, "recipient": recipient}
        row = self.insert(saved_search).values(name=name, **values)
        with self.begin() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["name"], set_=values))
        return SavedSearch(name, text, dict(filters), watermark, at, recipient)

    def saved_searches(self) -> list[SavedSearch]:
        """All of them, by name."""
        with self.reading() as connection:
            rows = connection.execute(select(saved_search)).mappings()
            return sorted((build(SavedSearch, row) for row in rows), key=lambda one: one.name)

    def drop_search(self, name: str) -> bool:
        """Forget a search; False when there is none of that name."""
        with self.begin() as connection:
            return self.did(connection, delete(saved_search).where(saved_search.c.name == name))

    def advance(self, name: str, from_: int, to: int, connection: Connection | None = None) -> bool:
        """Move the mark if it still stands at `from_`: of two that looked at once only one tells."""
        mine = (saved_search.c.name == name) & (saved_search.c.watermark == from_)
        with self.begin(connection) as opened:
            return self.did(opened, update(saved_search).where(mine).values(watermark=to))
