"""The pages that are read for their links, so that a walk over a site goes on where a killed one stopped."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from domain.record import Hub, Kind
from store.base import Base, build, plain
from store.tables import hub


class Hubs(Base):
    """Written only by the one crawl of a source that runs at a time."""

    def hubs(self, source: str) -> list[Hub]:
        """Every hub of a source in the order it was first seen."""
        with self.reading() as connection:
            rows = connection.execute(select(hub).where(hub.c.source == source)).mappings()
            found = [build(Hub, row, kind=Kind(row["kind"])) for row in rows]
        return sorted(found, key=lambda one: (one.first_seen, one.depth, one.url))  # a server sorts by its own language

    def put_hubs(self, rows: Sequence[Hub], connection: Connection | None = None) -> None:
        """Add hubs, or write over what is known of them (all but `first_seen`)."""
        if not rows:
            return
        insert = self.insert(hub)
        fixed = ("source", "url", "first_seen")
        changed = {column.name: insert.excluded[column.name] for column in hub.c if column.name not in fixed}
        with self.begin(connection) as opened:
            opened.execute(
                insert.on_conflict_do_update(index_elements=["source", "url"], set_=changed),
                [plain(row, kind=row.kind.value) for row in rows],
            )
