"""What was kept long enough and proves nothing any more: found first, removed only when told to.

Never touched: articles, revisions, work, findings of the real clock, what a finding refers to, and the newest request
and reading of every address.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Table, and_, delete, exists, func, not_, select

from domain.outcome import OK
from store.base import Base
from store.tables import article, crawl, fetch, finding, listing, revision, work
from store.tables_shared import event

CHUNK: Final = 500  # rows removed in one transaction: a crawl that writes meanwhile waits for milliseconds
PASSING: Final = ("phusong.batch.staged", "phusong.batch.indexed", "phusong.source.crawled")


@dataclass(frozen=True)
class Limit:
    """Rows of the real clock before `real`, and rows made under a clock set by hand that are older than `simulated`."""

    real: datetime
    simulated: datetime


class Pruning(Base):
    """Each kind of row by itself; `count` is the dry run of `remove`."""

    def count(self, limit: Limit) -> dict[str, int]:
        """Table -> rows that may go."""
        with self.reading() as connection:
            return {name: connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
                    for name, (_, query) in self._going(limit).items()}

    def remove(self, limit: Limit) -> dict[str, int]:
        """Remove them in small transactions. Returns table -> rows."""
        gone: dict[str, int] = {}
        for name, (table, query) in self._going(limit).items():
            key = next(iter(table.primary_key.columns))
            while ids := self._some(query):
                with self.begin() as connection:
                    connection.execute(delete(table).where(key.in_(ids)))
                gone[name] = gone.get(name, 0) + len(ids)
        return gone

    def files_in_use(self) -> set[str]:
        """Every archive file that an article, a version of one, a request, a reading or a finding names."""
        found = {_file(one) for one in self.evidence()}
        records: Sequence[Select[Any]] = (
            *(select(table.c.record.label("record")) for table in (fetch, listing, work)),
            *(select(table.c.page["record"].as_string().label("record")) for table in (article, revision)),
        )
        with self.reading() as connection:
            for query in records:
                rows = connection.execution_options(yield_per=5000).execute(query)
                found |= {_file(row.record) for row in rows if row.record}
        return found

    def evidence(self) -> set[str]:
        """Every archive record that a finding refers to."""
        with self.reading() as connection:
            rows = connection.execution_options(yield_per=2000).execute(select(finding.c.body))
            return {record for row in rows for record in (row.body or {}).get("evidence", ())}

    def _some(self, query: Select[Any]) -> list[int]:
        with self.reading() as connection:
            return list(connection.execute(query.limit(CHUNK)).scalars())

    def _going(self, limit: Limit) -> dict[str, tuple[Table, Select[Any]]]:
        proof = sorted(self.evidence())
        going = {
            table.name: (table, select(table.c.id).where(_old(table, limit.real, proof)).order_by(table.c.id))
            for table in (fetch, listing)
        }
        passed = and_(event.c.at < limit.real, event.c.sent_at.is_not(None), event.c.name.in_(PASSING))
        going["event"] = (event, select(event.c.seq).where(passed).order_by(event.c.seq))
        for table in (fetch, listing, finding, crawl):
            at = crawl.c.started if table is crawl else table.c.at
            going[f"{table.name} (mô phỏng)"] = (table, _simulated(table, at, limit.simulated))
        return going


def _old(table: Table, before: datetime, proof: Sequence[str]) -> ColumnElement[bool]:
    """Real rows before a moment, with a newer one of the same address, and where it was read, a newer reading too."""
    later, good = table.alias(), table.alias()
    newer = exists().where(later.c.url == table.c.url, later.c.id > table.c.id)
    read = exists().where(good.c.url == table.c.url, good.c.id > table.c.id, good.c.outcome.in_(sorted(OK)),
                          good.c.record != "")
    kept = table.c.outcome.in_(sorted(OK)) & not_(read)
    return and_(table.c.at < before, table.c.simulated.is_(False), newer, not_(kept), *_not_in(table.c.record, proof))


def _not_in(column: Any, proof: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    for start in range(0, len(proof), CHUNK):
        yield column.not_in(proof[start:start + CHUNK])


def _simulated(table: Table, at: Any, before: datetime) -> Select[Any]:
    """Their own times are invented: old are those written before a real row that is old."""
    real = table.alias()
    last = select(func.max(real.c.id)).where(real.c.simulated.is_(False), real.c[at.name] < before).scalar_subquery()
    return select(table.c.id).where(table.c.simulated.is_(True), table.c.id < last).order_by(table.c.id)


def _file(record: str) -> str:
    return record.rpartition(":")[0]
