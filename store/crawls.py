"""Crawls, requests and listing readings: what was asked, and how it ended."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select, update

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

    def begun(self, crawl_id: int) -> datetime | None:
        """When a crawl was opened."""
        with self.reading() as connection:
            return connection.execute(select(crawl.c.started).where(crawl.c.id == crawl_id)).scalar()

    def end_crawl(self, tally: Tally) -> None:
        """Close the crawl that `tally.crawl` names; what others read of it meanwhile is counted already."""
        values = {name: getattr(tally, name) for name in ("finished", "found", "requests", "bytes")}
        ended = Counter({name: getattr(tally, name) for name in ("stored", "revised", "unchanged")})
        with self.begin() as connection:
            _add(connection, crawl.c.id == tally.crawl, ended, Counter(tally.failed), values
                 | {"outcome": known(tally.outcome)})

    def add_read(self, source: str, ended: Mapping[str, int], connection: Connection | None = None) -> None:
        """Count what became of articles that another process read to the newest crawl of their source."""
        newest = select(func.max(crawl.c.id)).where(crawl.c.source == source).scalar_subquery()
        read = Counter({name: n for name, n in ended.items() if name in ("stored", "revised", "unchanged")})
        failed = Counter({known(name): n for name, n in ended.items() if name not in read})
        if read or failed:
            with self.begin(connection) as opened:
                _add(opened, crawl.c.id == newest, read, failed, {})

    def close_interrupted(self, now: datetime, source: str | None = None) -> list[int]:
        """Crawls (of this source) that were killed before their end get the word for it. Returns their ids.

        Only for whoever holds the source's lease: a crawl that still runs looks the same.
        """
        open_ones = self.unfinished(source)
        if open_ones:
            closed = update(crawl).where(crawl.c.id.in_(open_ones), crawl.c.outcome.is_(None))
            with self.begin() as connection:
                connection.execute(closed.values(outcome=known("interrupted"), finished=now))
        return open_ones

    def unfinished(self, source: str | None = None) -> list[int]:
        """Crawls (of this source) without an end: they run, or were killed."""
        query = select(crawl.c.id).where(crawl.c.outcome.is_(None)).order_by(crawl.c.id)
        if source:
            query = query.where(crawl.c.source == source)
        with self.reading() as connection:
            return list(connection.execute(query).scalars())

    def crawls(self, source: str | None = None, since: datetime | None = None) -> list[Tally]:
        """Every crawl that began since then, oldest first; an open one has an empty outcome."""
        query = select(crawl).order_by(crawl.c.id)
        if source:
            query = query.where(crawl.c.source == source)
        if since:
            query = query.where(crawl.c.started >= since)
        return self._tallies(query)

    def last_crawls(self) -> list[Tally]:
        """The newest crawl of every source that was crawled, by source."""
        newest = select(func.max(crawl.c.id)).group_by(crawl.c.source)
        return self._tallies(select(crawl).where(crawl.c.id.in_(newest)).order_by(crawl.c.source))

    def _tallies(self, query: Select[Any]) -> list[Tally]:
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


def _add(connection: Connection, where: ColumnElement[bool], read: Counter[str], failed: Counter[str],
         values: dict[str, Any]) -> None:
    """Add to one crawl's counts, and set `values`."""
    held = connection.execute(select(crawl.c.id, crawl.c.failed).where(where).with_for_update()).first()
    if held is not None:
        more = {name: func.coalesce(crawl.c[name], 0) + n for name, n in read.items()}
        more["expected"] = func.coalesce(crawl.c.expected, 0) + read.total() + failed.total()
        both = dict(Counter(held.failed or {}) + failed)
        connection.execute(update(crawl).where(crawl.c.id == held.id).values(**more, **values, failed=both))


def _limited(query: Any, table: Any, source: str | None, since: datetime | None) -> Any:
    if source:
        query = query.where(table.c.source == source)
    if since:
        query = query.where(table.c.at >= since)
    return query.order_by(table.c.at, table.c.id)
