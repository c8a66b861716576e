"""Counts and ages over the whole ledger, for the doctor and the metrics: sums in the database, no row by row."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, case, func, select

from domain.outcome import OK
from store.base import Base
from store.engine import head, version_of
from store.tables import article, crawl, fetch, finding, outbox, revision, work
from store.tables_shared import batch, delivery, event, incident, target

TABLES: Final[tuple[Table, ...]] = (crawl, fetch, work, article, revision, outbox, finding, batch, event, incident)


@dataclass(frozen=True)
class Pulse:
    """How one source's crawls went; `failures` are those after the last good one, the first of them at `since`."""

    source: str
    last: datetime  # the newest crawl began
    ok: datetime | None  # the newest crawl that ended well began
    outcome: str  # of the newest crawl that ended
    failures: int
    since: datetime | None


@dataclass(frozen=True)
class Queue:
    """What waits: how many, and since when the oldest of them does."""

    waiting: int
    oldest: datetime | None


@dataclass(frozen=True)
class Judged:
    """The newest verdict about a whole site, with its sentence and the moment it was given."""

    source: str
    verdict: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Target:
    """How far an index has followed the outbox; `lag` counts the rows it has not seen."""

    name: str
    outbox: int
    lag: int


class Figures(Base):
    """Reads only; on a ledger of another schema than ours only `schema` may be asked."""

    def schema(self) -> tuple[str, str]:
        """(the ledger's schema version, ours)."""
        with self.reading() as connection:
            return version_of(connection), head()

    def pulses(self) -> list[Pulse]:
        """One for every source that was ever crawled, by source."""
        good = case((crawl.c.outcome.in_(sorted(OK)), crawl.c.id))
        ended = case((crawl.c.outcome.is_not(None), crawl.c.id))
        heads = select(
            crawl.c.source, func.max(crawl.c.id).label("last"), func.max(good).label("ok"),
            func.max(ended).label("ended"),
        ).group_by(crawl.c.source).subquery()
        bad = crawl.c.outcome.is_not(None) & crawl.c.outcome.not_in(sorted({*OK, "interrupted"}))
        after = bad & (crawl.c.id > func.coalesce(heads.c.ok, 0))
        failed = (
            select(crawl.c.source, func.count().label("failures"), func.min(crawl.c.started).label("since"))
            .join(heads, heads.c.source == crawl.c.source).where(after).group_by(crawl.c.source)
        )
        with self.reading() as connection:
            rows = list(connection.execute(select(heads).order_by(heads.c.source)))
            runs = {row.source: row for row in connection.execute(failed)}
            ids = {one for row in rows for one in (row.last, row.ok, row.ended) if one is not None}
            found = {
                row.id: row for row in
                connection.execute(select(crawl.c.id, crawl.c.started, crawl.c.outcome).where(crawl.c.id.in_(ids)))
            }
        return [Pulse(
            row.source, found[row.last].started, found[row.ok].started if row.ok else None,
            found[row.ended].outcome if row.ended else "", runs[row.source].failures if row.source in runs else 0,
            runs[row.source].since if row.source in runs else None,
        ) for row in rows]

    def crawls_by_outcome(self) -> dict[str, int]:
        """Outcome word -> crawls; "" for those still open."""
        return self._groups(func.coalesce(crawl.c.outcome, ""))

    def traffic_in_all(self) -> dict[str, int]:
        """Sums over all crawls: requests, bytes, and articles found, stored, revised and unchanged."""
        names = ("requests", "bytes", "found", "stored", "revised", "unchanged")
        with self.reading() as connection:
            row = connection.execute(select(*(func.coalesce(func.sum(crawl.c[name]), 0) for name in names))).one()
        return {name: int(value) for name, value in zip(names, row, strict=True)}

    def works_by_state(self) -> dict[str, int]:
        """State of domain.record.State -> addresses."""
        return self._groups(work.c.state)

    def fetched(self) -> Queue:
        """Pages in the archive that nobody has read yet."""
        return self._queue(work.c.fetched_at, work.c.state == "fetched")

    def batches_by_state(self) -> dict[str, int]:
        """State -> batches."""
        return self._groups(batch.c.state)

    def batches_waiting(self) -> Queue:
        """Batches that somebody should take."""
        return self._queue(batch.c.created, batch.c.state == "staged")

    def events_unsent(self) -> Queue:
        """Events that were not passed on."""
        return self._queue(event.c.at, event.c.sent_at.is_(None))

    def incidents_open(self) -> dict[str, int]:
        """Kind -> open incidents."""
        return self._groups(incident.c.kind, incident.c.ended.is_(None))

    def deliveries_open(self) -> Queue:
        """Notices that were about to be sent and never confirmed."""
        return self._queue(delivery.c.reserved, delivery.c.delivered.is_(None))

    def articles(self) -> tuple[int, int]:
        """(articles, their revisions)."""
        with self.reading() as connection:
            return tuple(connection.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[return-value]
                         for table in (article, revision))

    def verdicts(self) -> dict[str, int]:
        """Verdict -> sites, by the newest finding of each whole site."""
        newest = select(func.max(finding.c.id)).where(finding.c.section.is_(None)).group_by(finding.c.source)
        return self._groups(finding.c.verdict, finding.c.id.in_(newest))

    def judged(self) -> list[Judged]:
        """The newest finding of the real clock about each whole site, by source."""
        whole = finding.c.section.is_(None) & finding.c.simulated.is_(False)
        newest = select(func.max(finding.c.id)).where(whole).group_by(finding.c.source)
        query = select(finding).where(finding.c.id.in_(newest)).order_by(finding.c.source)
        with self.reading() as connection:
            return [Judged(row["source"], row["verdict"], str(row["body"].get("reason", "")), row["at"])
                    for row in connection.execute(query).mappings()]

    def targets(self) -> list[Target]:
        """Every index that follows the outbox."""
        with self.reading() as connection:
            last = connection.execute(select(func.coalesce(func.max(outbox.c.seq), 0))).scalar_one()
            rows = connection.execute(select(target.c.name, target.c.outbox).order_by(target.c.name))
            return [Target(row.name, row.outbox, max(0, last - row.outbox)) for row in rows]

    def last_record(self) -> str:
        """The archive record that was written last, or ""."""
        query = select(fetch.c.record).where(fetch.c.record != "").order_by(fetch.c.id.desc()).limit(1)
        with self.reading() as connection:
            return connection.execute(query).scalar() or ""

    def counts(self, connection: Connection | None = None) -> dict[str, int]:
        """Rows of the tables that a copy of this ledger must have too."""
        with self.reading(connection) as opened:
            return {one.name: opened.execute(select(func.count()).select_from(one)).scalar_one() for one in TABLES}

    def _groups(self, column: Any, where: ColumnElement[bool] | None = None) -> dict[str, int]:
        query = select(column.label("name"), func.count().label("number")).group_by(column).order_by(column)
        with self.reading() as connection:
            rows = connection.execute(query if where is None else query.where(where))
            return {row.name: row.number for row in rows}

    def _queue(self, column: Any, where: ColumnElement[bool]) -> Queue:
        with self.reading() as connection:
            row = connection.execute(select(func.count(), func.min(column)).where(where)).one()
        return Queue(row[0], row[1])
