"""One row for every article address ever found, from found to its recorded end: nothing is lost, nothing twice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from domain.article import Found
from domain.dated import Dated
from domain.outcome import OK, known
from domain.record import Fetch, State, Work
from store.base import Base, build, plain
from store.tables import address, work

TRIES = 3  # proposal: three crawls on different occasions, then the failure stands until asked for by name
PAUSE = timedelta(hours=6)  # proposal: first pause; it doubles with every try
HOPELESS = frozenset({"not_found", "private_address", "bad_url", "trap", "robots_denied", "wrong_type", "moved_away"})


class Worklist(Base):
    """What is still to be asked, to be read, or done."""

    def found(self, items: Sequence[tuple[str, Found]], connection: Connection | None = None) -> set[str]:
        """Add (article id, found) pairs; a known article only gains addresses and sections. Returns the new ids."""
        new: set[str] = set()
        with self.begin(connection) as opened:
            known_rows = self._rows(opened, [article for article, _ in items])
            for article, item in items:
                before = known_rows.get(article)
                known_rows[article] = after = _merged(before, article, item)
                if before is None:
                    new.add(article)
                    opened.execute(self._insert(work).values(**_columns(after)).on_conflict_do_nothing())
                elif after != before:
                    opened.execute(update(work).where(work.c.article == article).values(**_columns(after)))
                self._address(opened, item.url, article)
        return new

    def answered(self, answers: Sequence[tuple[str, Fetch]], connection: Connection | None = None) -> dict[str, str]:
        """Record what asking an article brought. Returns article id -> `fetched`, `unchanged` or the failure's word."""
        ended: dict[str, str] = {}
        with self.begin(connection) as opened:
            rows = self._rows(opened, [article for article, _ in answers])
            for article, fetch in answers:
                row = rows[article]
                rows[article] = after = _answered(row, fetch)
                ended[article] = "fetched" if after.state is State.FETCHED else known(fetch.outcome)
                if after.state is State.STORED and fetch.outcome in OK:
                    ended[article] = "unchanged"
                opened.execute(update(work).where(work.c.article == article).values(**_columns(after)))
        return ended

    def settle(self, article: str, outcome: str, same_as: str | None = None,
               connection: Connection | None = None) -> None:
        """End one fetched article: stored (any word of success), or failed with its word."""
        state = State.STORED if known(outcome) in OK else State.FAILED
        with self.begin(connection) as opened:
            values = {"state": state.value, "outcome": outcome, "same_as": same_as}
            opened.execute(update(work).where(work.c.article == article).values(**values))

    def adopt(self, article: str, row: Work, url: str, connection: Connection) -> None:
        """Another address turned out to be the article's own: it is as done as the one that was read."""
        values = _columns(replace(row, article=article, url=url, state=State.STORED, outcome="ok"))
        connection.execute(self._insert(work).values(**values).on_conflict_do_nothing())
        self._address(connection, row.url, article)

    def work(self, source: str | None = None, state: State | None = None, limit: int | None = None) -> list[Work]:
        """Articles of a source in the order they were first seen."""
        query = select(work).order_by(work.c.first_seen, work.c.article).limit(limit)
        if source:
            query = query.where(work.c.source == source)
        if state:
            query = query.where(work.c.state == state.value)
        with self.reading() as connection:
            return [_work(row) for row in connection.execute(query).mappings()]

    def due(self, source: str, now: datetime, limit: int) -> list[Work]:
        """What a crawl asks first: found and not yet asked, then failures whose pause is over."""
        retry = (work.c.state == "failed") & (work.c.next_try <= now)
        query = select(work).where(work.c.source == source, or_(work.c.state == "found", retry))
        with self.reading() as connection:
            rows = connection.execute(query.order_by(work.c.first_seen, work.c.article).limit(limit)).mappings()
            return [_work(row) for row in rows]

    def known_articles(self, articles: Iterable[str]) -> dict[str, Work]:
        """The rows of those ids that are known."""
        with self.reading() as connection:
            return self._rows(connection, list(articles))

    def article_at(self, url: str) -> str | None:
        """The article that answers at a canonical address."""
        with self.reading() as connection:
            return connection.execute(select(address.c.article).where(address.c.url == url)).scalar()

    def addresses(self, article: str) -> list[str]:
        """Every address an article was found at."""
        with self.reading() as connection:
            query = select(address.c.url).where(address.c.article == article).order_by(address.c.url)
            return list(connection.execute(query).scalars())

    def _insert(self, table: Table) -> SqliteInsert:
        # Both dialects have the same on_conflict_do_nothing; SQLAlchemy gives them no common type.
        make: Any = sqlite_insert if self.engine.dialect.name == "sqlite" else postgres_insert
        return make(table)  # type: ignore[no-any-return]

    def _address(self, connection: Connection, url: str, article: str) -> None:
        connection.execute(self._insert(address).values(url=url, article=article).on_conflict_do_nothing())

    def _rows(self, connection: Connection, articles: list[str]) -> dict[str, Work]:
        rows: dict[str, Work] = {}
        for start in range(0, len(articles), 500):  # SQLite of 2020 and before allows 999 parameters
            part = articles[start:start + 500]
            for row in connection.execute(select(work).where(work.c.article.in_(part))).mappings():
                rows[row["article"]] = _work(row)
        return rows


def _merged(before: Work | None, article: str, item: Found) -> Work:
    if before is None:
        return Work(
            article, item.source, item.url, State.FOUND, item.first_seen, title=item.title, listed=item.listed,
            sections=item.sections, via=item.via,
        )
    sections = (*before.sections, *(name for name in item.sections if name not in before.sections))
    return replace(before, sections=sections, title=item.title or before.title, listed=item.listed or before.listed)


def _answered(row: Work, fetch: Fetch) -> Work:
    if fetch.outcome in OK:
        same = fetch.outcome == "not_modified" or fetch.digest == row.digest
        read = row.state is State.STORED and same
        kept = replace(
            row, outcome="unchanged" if read else fetch.outcome, attempts=0, next_try=None, checked_at=fetch.at,
            etag=fetch.etag or row.etag, last_modified=fetch.last_modified or row.last_modified,
        )
        if same and row.record:
            return replace(kept, state=row.state if row.state is State.STORED else State.FETCHED)
        return replace(kept, state=State.FETCHED, digest=fetch.digest, record=fetch.record, fetched_at=fetch.at)
    if row.state is State.STORED:
        return replace(row, checked_at=fetch.at)  # what we hold stays true; the fetch row tells what happened
    attempts = row.attempts + 1
    last = attempts >= TRIES or fetch.outcome in HOPELESS
    again = None if last else fetch.at + PAUSE * 2 ** (attempts - 1)
    return replace(
        row, state=State.FAILED, outcome=fetch.outcome, attempts=attempts, next_try=again, checked_at=fetch.at,
    )


def _columns(row: Work) -> dict[str, object]:
    listed = row.listed.as_json() if row.listed else None
    return plain(row, state=row.state.value, listed=listed, sections=list(row.sections))


def _work(row: RowMapping) -> Work:
    listed = Dated.from_json(row["listed"]) if row["listed"] else None
    return build(Work, row, state=State(row["state"]), listed=listed, sections=tuple(row["sections"] or ()))
