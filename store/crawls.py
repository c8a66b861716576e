"""Crawls, requests and listing readings: what was asked, and how it ended."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from domain.outcome import known
from domain.record import Fetch, Kind, Listing, Tally
from store.base import Base, build, plain
from store.tables import crawl, fetch, listing


class Crawls(Base):
    """The record of every crawl of every source."""

    def begin_crawl(self, source: str, at: datetime, simulated: bool = False) -> int:
        """Open a crawl; one that never ends stays without an outcome and is found by `unfinished`."""
        with self.begin() as connection:
            made = connection.execute(insert(crawl).values(source=source, started=at, simulated=simulated))
            return int(made.inserted_primary_key[0])  # type: ignore[index]

    def end_crawl(self, tally: Tally) -> None:
        """Close the crawl that `tally.crawl` names."""
        values = plain(tally, outcome=known(tally.outcome), failed=dict(tally.failed))
        for name in ("crawl", "listings", "source", "started", "simulated"):
            values.pop(name)
        with self.begin() as connection:
            connection.execute(update(crawl).where(crawl.c.id == tally.crawl).values(**values))

    def unfinished(self, source: str) -> list[int]:
        """Crawls of this source that were killed before their end."""
        where = (crawl.c.source == source) & crawl.c.outcome.is_(None)
        with self.reading() as connection:
            return list(connection.execute(select(crawl.c.id).where(where).order_by(crawl.c.id)).scalars())

    def crawls(self, source: str | None = None) -> list[Tally]:
        """Every crawl, oldest first; an open one has an empty outcome."""
        query = select(crawl).order_by(crawl.c.id)
        if source:
            query = query.where(crawl.c.source == source)
        with self.reading() as connection:
            rows = connection.execute(query).mappings()
            return [build(Tally, row, crawl=row["id"], outcome=row["outcome"] or "") for row in rows]

    def add_fetches(self, rows: Sequence[Fetch], connection: Connection | None = None) -> None:
        """Record requests. Raises KeyError for an outcome that is not a word of domain.outcome."""
        if rows:
            with self.begin(connection) as opened:
                opened.execute(insert(fetch), [plain(row, outcome=known(row.outcome)) for row in rows])

    def add_listings(self, rows: Sequence[Listing], connection: Connection | None = None) -> None:
        """Record listing readings. Raises KeyError for an outcome that is not a word of domain.outcome."""
        if rows:
            with self.begin(connection) as opened:
                opened.execute(insert(listing), [plain(row, outcome=known(row.outcome)) for row in rows])

    def last_ok(self, url: str) -> Fetch | None:
        """The last request to this address that brought a body: its validators, digest and record."""
        query = select(fetch).where(fetch.c.url == url, fetch.c.digest != "", fetch.c.outcome.in_(("ok", "unchanged")))
        with self.reading() as connection:
            row = connection.execute(query.order_by(fetch.c.id.desc()).limit(1)).mappings().first()
        return build(Fetch, row, kind=Kind(row["kind"])) if row else None

    def last_fetch(self, url: str) -> Fetch | None:
        """The last request to this address, however it ended."""
        query = select(fetch).where(fetch.c.url == url).order_by(fetch.c.id.desc()).limit(1)
        with self.reading() as connection:
            row = connection.execute(query).mappings().first()
        return build(Fetch, row, kind=Kind(row["kind"])) if row else None

    def fetches(self, source: str | None = None, since: datetime | None = None) -> list[Fetch]:
        """Requests, oldest first."""
        query = _limited(select(fetch), fetch, source, since)
        with self.reading() as connection:
            return [build(Fetch, row, kind=Kind(row["kind"])) for row in connection.execute(query).mappings()]

    def listings(self, source: str | None = None, since: datetime | None = None) -> list[Listing]:
        """Listing readings, oldest first."""
        query = _limited(select(listing), listing, source, since)
        with self.reading() as connection:
            return [build(Listing, row) for row in connection.execute(query).mappings()]

    def last_listings(self, source: str) -> list[Listing]:
        """The newest reading of every listing address of a source, whatever its outcome."""
        newest = select(func.max(listing.c.id)).where(listing.c.source == source).group_by(listing.c.url)
        query = select(listing).where(listing.c.id.in_(newest)).order_by(listing.c.id)
        with self.reading() as connection:
            return [build(Listing, row) for row in connection.execute(query).mappings()]

    def traffic(self, crawl_ids: Iterable[int]) -> tuple[int, int]:
        """(requests, bytes) of some crawls."""
        query = select(func.count(), func.coalesce(func.sum(fetch.c.size), 0)).where(fetch.c.crawl.in_(list(crawl_ids)))
        with self.reading() as connection:
            requests, size = connection.execute(query).one()
        return int(requests), int(size)


def _limited(query: Any, table: Any, source: str | None, since: datetime | None) -> Any:
    if source:
        query = query.where(table.c.source == source)
    if since:
        query = query.where(table.c.at >= since)
    return query.order_by(table.c.at, table.c.id)
