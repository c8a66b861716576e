"""One row for every article address ever found, from found to its recorded end: nothing is lost, nothing twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, or_, select, true, update

from domain.article import Found
from domain.dated import Dated
from domain.outcome import OK, known
from domain.record import Fetch, State, Work
from store.base import Base, build, plain
from store.tables import address, work

TRIES = 3  # proposal: three crawls on different occasions, then the failure stands until asked for by name
PAUSE = timedelta(hours=6)  # proposal: first pause; it doubles with every try
HOPELESS = frozenset({"not_found", "private_address", "bad_url", "trap", "robots_denied", "wrong_type", "moved_away"})


_KEY: Final = work.c.article == bindparam("key")
_CHANGE: Final = update(work).where(_KEY)
_read: Final = bindparam("read", type_=work.c.record.type)
_SETTLE: Final = update(work).where(_KEY, or_(_read == "", work.c.record == _read))  # a newer page waits to be read


@dataclass(frozen=True)
class End:
    """How one article ended: stored (any word of success), or failed with its word.

    `same_as`: the article that this address turned out to be. `read`: the record that was read; where the page was
    fetched anew meanwhile it stays to be read.
    """

    article: str
    outcome: str
    same_as: str | None = None
    read: str = ""


class Worklist(Base):
    """What is still to be asked, to be read, or done."""

    def found(self, items: Sequence[tuple[str, Found]], connection: Connection | None = None) -> set[str]:
        """Add (article id, found) pairs; a known article only gains addresses and sections. Returns the new ids."""
        if not items:
            return set()
        with self.begin(connection) as opened:
            before = self._rows(opened, [article for article, _ in items])
            rows = dict(before)
            for article, item in items:
                rows[article] = _merged(rows.get(article), article, item)
            new = [_columns(rows[one]) for one in sorted(rows) if one not in before]
            if new:
                opened.execute(self.insert(work).on_conflict_do_nothing(), new)
            self._change(opened, {one: row for one, row in rows.items() if before.get(one, row) != row})
            self._address(opened, [(item.url, article) for article, item in items])
        return {str(row["article"]) for row in new}

    def answered(self, answers: Sequence[tuple[str, Fetch]], connection: Connection | None = None) -> dict[str, str]:
        """Record what asking an article brought. Returns article id -> `fetched`, `unchanged` or the failure's word."""
        ended: dict[str, str] = {}
        if not answers:
            return ended
        with self.begin(connection) as opened:
            rows = self._rows(opened, [article for article, _ in answers])
            for article, fetch in answers:
                rows[article] = after = _answered(rows[article], fetch)
                ended[article] = "fetched" if after.state is State.FETCHED else known(fetch.outcome)
                if after.state is State.STORED and fetch.outcome in OK:
                    ended[article] = "unchanged"
            self._change(opened, rows)
        return ended

    def settle(self, article: str, outcome: str, same_as: str | None = None,
               connection: Connection | None = None) -> None:
        """End one fetched article, as `settle_all` does."""
        self.settle_all([End(article, outcome, same_as)], connection)

    def settle_all(self, ends: Sequence[End], connection: Connection | None = None) -> None:
        """End fetched articles. Raises KeyError for a word that is not of domain.outcome."""
        rows = [
            {"key": one.article, "read": one.read, "outcome": known(one.outcome), "same_as": one.same_as,
             "state": (State.STORED if one.outcome in OK else State.FAILED).value, "attempts": 0, "next_try": None}
            for one in sorted(ends, key=lambda one: one.article)
        ]
        if rows:
            with self.begin(connection) as opened:
                opened.execute(_SETTLE, rows)

    def unread(self, row: Work, at: datetime, damaged: bool = False, connection: Connection | None = None) -> None:
        """Reading a fetched page failed by our own fault: the next crawls try again, as often as a fetch.

        `damaged`: what the archive holds of it cannot be read, so it is asked for anew.
        """
        attempts, again = _next_try(row, at, "internal_error")
        values: dict[str, Any] = {"state": State.FAILED.value, "outcome": "internal_error", "attempts": attempts,
                                  "next_try": again}
        if damaged:
            values |= {"record": "", "digest": "", "etag": "", "last_modified": ""}
        with self.begin(connection) as opened:
            opened.execute(_SETTLE.values(**values), {"key": row.article, "read": row.record})

    def reopen(self, source: str, now: datetime) -> int:
        """Pages whose reading failed and whose pause is over are to be read again. Returns how many."""
        failed = (work.c.state == State.FAILED.value) & (work.c.outcome == "internal_error") & (work.c.record != "")
        with self.begin() as connection:
            due = update(work).where(work.c.source == source, failed, work.c.next_try <= now)
            return connection.execute(due.values(state=State.FETCHED.value, next_try=None)).rowcount

    def adopt(self, article: str, row: Work, url: str, connection: Connection) -> None:
        """Another address turned out to be the article's own: it is as done as the one that was read."""
        values = _columns(replace(row, article=article, url=url, state=State.STORED, outcome="ok"))
        connection.execute(self.insert(work).on_conflict_do_nothing(), values)
        self._address(connection, [(row.url, article)])

    def work(self, source: str | None = None, state: State | None = None, limit: int | None = None) -> list[Work]:
        """Articles of a source in the order they were first seen."""
        where = true() if source is None else work.c.source == source
        return self.work_where(where if state is None else where & (work.c.state == state.value), limit)

    def work_where(self, where: ColumnElement[bool], limit: int | None = None) -> list[Work]:
        """Articles that meet a condition on `store.tables.work`, in the order they were first seen."""
        query = select(work).where(where).order_by(work.c.first_seen, work.c.article).limit(limit)
        with self.reading() as connection:
            return [_work(row) for row in connection.execute(query).mappings()]

    def addresses(self, article: str) -> list[str]:
        """Every address an article was found at."""
        with self.reading() as connection:
            return sorted(connection.execute(select(address.c.url).where(address.c.article == article)).scalars())

    def _change(self, connection: Connection, rows: Mapping[str, Work]) -> None:
        if rows:  # in one order, so that two writers never wait for each other
            changed = [_columns(row) for _, row in sorted(rows.items())]
            connection.execute(_CHANGE, [{"key": one.pop("article"), **one} for one in changed])

    def _address(self, connection: Connection, found: Sequence[tuple[str, str]]) -> None:
        rows = [{"url": url, "article": article} for url, article in sorted(dict(reversed(found)).items())]
        connection.execute(self.insert(address).on_conflict_do_nothing(), rows)

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
            row, outcome="unchanged" if read else fetch.outcome, next_try=None, checked_at=fetch.at,
            attempts=row.attempts if row.outcome == "internal_error" else 0,  # it was read in vain, not asked
            etag=fetch.etag or row.etag, last_modified=fetch.last_modified or row.last_modified,
        )
        if same and row.record:
            return replace(kept, state=row.state if row.state is State.STORED else State.FETCHED)
        return replace(kept, state=State.FETCHED, digest=fetch.digest, record=fetch.record, fetched_at=fetch.at)
    if row.state is State.STORED:
        return replace(row, checked_at=fetch.at)  # what we hold stays true; the fetch row tells what happened
    attempts, again = _next_try(row, fetch.at, fetch.outcome)
    return replace(
        row, state=State.FAILED, outcome=fetch.outcome, attempts=attempts, next_try=again, checked_at=fetch.at,
    )


def _next_try(row: Work, at: datetime, outcome: str) -> tuple[int, datetime | None]:
    """How often it was tried, and when it is tried again; None: the failure stands."""
    attempts = row.attempts + 1
    last = attempts >= TRIES or outcome in HOPELESS
    return attempts, None if last else at + PAUSE * 2 ** (attempts - 1)


def _columns(row: Work) -> dict[str, object]:
    listed = row.listed.as_json() if row.listed else None
    return plain(row, state=row.state.value, listed=listed, sections=list(row.sections))


def _work(row: RowMapping) -> Work:
    listed = Dated.from_json(row["listed"]) if row["listed"] else None
    return build(Work, row, state=State(row["state"]), listed=listed, sections=tuple(row["sections"] or ()))
