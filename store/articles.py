"""Articles with their revisions, and the outbox that other stores follow."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    insert,
    select,
    true,
    tuple_,
    update,
)

from domain.article import Article
from domain.codec import Json, found_from_json, page_from_json, reading_from_json, text_from_json
from domain.dated import Dated
from store.base import Base
from store.saving import Saved
from store.tables import article as table
from store.tables import outbox, revision, work


@dataclass(frozen=True)
class Stored:
    """One article as the ledger keeps it; `result` says what the last `save` did: stored | revised | unchanged."""

    article: Article
    unit: str
    stored_at: datetime
    simulated: bool = False
    result: str = ""


class Articles(Base):
    """What was read, every version of it."""

    def save(self, item: Article, unit: str, at: datetime, simulated: bool = False,
             connection: Connection | None = None) -> Stored:
        """Store one article, as `save_all` does."""
        return self.save_all([item], unit, at, simulated, connection)[0]

    def save_all(self, items: Sequence[Article], unit: str, at: datetime, simulated: bool = False,
                 connection: Connection | None = None) -> list[Stored]:
        """Store articles, each another: new, changed (a revision) or unchanged; the outbox tells of every change."""
        with self.begin(connection) as opened:
            before = self._held(opened, [one.id for one in items])
            saved = [Saved(one, before.get(one.id), unit, at, simulated) for one in items]
            fresh = [one.values for one in saved if one.before is None]
            if fresh:
                opened.execute(insert(table), fresh)
            again = [{"key": one.item.id, **one.values} for one in saved if one.before is not None]
            if again:
                opened.execute(_AGAIN, again)
            revised = [one.revision() for one in saved if one.result != "unchanged"]
            if revised:
                opened.execute(insert(revision), revised)
            self.tell_changed(opened, [(one.item.id, one.number) for one in saved if one.changed], at)
        return [Stored(one.item, unit, one.stored_at, simulated, one.result) for one in saved]

    def article(self, article_id: str, connection: Connection | None = None) -> Stored | None:
        """One article, or None."""
        return self.articles_of([article_id], connection).get(article_id)

    def articles_of(self, ids: Sequence[str], connection: Connection | None = None) -> dict[str, Stored]:
        """Those of these articles that are stored, by id."""
        if not ids:
            return {}
        with self.reading(connection) as opened:
            return {row["id"]: _stored(row) for row in opened.execute(_THESE, {"ids": list(ids)}).mappings()}

    def articles(
        self, source: str | None = None, since: date | None = None, until: date | None = None
    ) -> Iterator[Stored]:
        """Every stored article in the order of publication, undated last; limited to publication days where given."""
        limits: list[ColumnElement[bool]] = []
        if source:
            limits.append(table.c.source == source)
        if since:
            limits.append(table.c.day >= since)
        if until:
            limits.append(table.c.day <= until)
        return self._each(and_(true(), *limits))

    def paged(self, size: int = 500) -> Iterator[Stored]:
        """The same of all, read page by page: no view stays open in between, which would keep SQLite's log growing.

        An article that is written meanwhile comes as it was or as it is; one whose day changes may not come.
        """
        dated, undated = table.c.day.is_not(None), table.c.day.is_(None)
        for part, order in ((dated, (table.c.day, table.c.id)), (undated, (table.c.id,))):
            query, after = _query(part).order_by(*order).limit(size), and_(true())
            while rows := self._page(query.where(after)):
                yield from map(_stored, rows)
                after = and_(tuple_(*order) > tuple(rows[-1][column.name] for column in order))

    def published(self, source: str) -> dict[str, Dated | None]:
        """The date that each stored article of a source carries, by id, without the cost of its text."""
        query = select(table.c.id, table.c.text["published"].label("published")).where(table.c.source == source)
        with self.reading() as connection:
            return {row.id: Dated.from_json(row.published) if row.published else None
                    for row in connection.execute(query)}

    def revisions(self, article_id: str) -> list[Json]:
        """Every version of one article's text, oldest first."""
        query = select(revision).where(revision.c.article == article_id).order_by(revision.c.revision)
        with self.reading() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def pending(self, after: int, limit: int = 200) -> list[tuple[int, str]]:
        """(sequence number, article id) of outbox rows after a watermark."""
        query = select(outbox.c.seq, outbox.c.article).where(outbox.c.seq > after).order_by(outbox.c.seq).limit(limit)
        with self.reading() as connection:
            return [(row.seq, row.article) for row in connection.execute(query)]

    def set_originals(self, originals: Mapping[str, str | None], at: datetime, connection: Connection) -> set[str]:
        """Say which article each of these republishes. Returns the ids for which that is news."""
        held = self._held(connection, list(originals))
        news = [(one, row["revision"]) for one, row in held.items() if row["original"] != originals[one]]
        if news:
            connection.execute(_AGAIN, [{"key": one, "original": originals[one]} for one, _ in news])
            self.tell_changed(connection, news, at)
        return {one for one, _ in news}

    def tell_changed(self, connection: Connection, articles: Sequence[tuple[str, int]], at: datetime) -> None:
        """Put (article id, revision) rows into the outbox."""
        if articles:
            self.in_order(connection)
            rows = [{"article": one, "revision": number, "at": at} for one, number in articles]
            connection.execute(insert(outbox), rows)

    def _held(self, connection: Connection, ids: Sequence[str]) -> dict[str, RowMapping]:
        rows = connection.execute(_HELD, {"ids": list(ids)}).mappings() if ids else ()
        return {row["id"]: row for row in rows}

    def _page(self, query: Select[Any]) -> Sequence[RowMapping]:
        with self.reading() as connection:
            return connection.execute(query).mappings().all()

    def _each(self, where: ColumnElement[bool]) -> Iterator[Stored]:
        query = _query(where).order_by(table.c.day.is_(None), table.c.day, table.c.id)
        with self.reading() as opened, closing(opened.execute(query.execution_options(yield_per=500))) as rows:
            for row in rows.mappings():
                yield _stored(row)


def _query(where: ColumnElement[bool]) -> Select[Any]:
    places = work.c.sections.label("places")
    return select(table, places).join(work, work.c.article == table.c.id, isouter=True).where(where)


def _stored(row: RowMapping) -> Stored:
    found = found_from_json(row["found"])
    places = tuple(row["places"] or ()) or found.sections  # an article goes on gaining sections after it was read
    item = Article(
        row["id"], replace(found, first_seen=row["first_seen"], sections=places), page_from_json(row["page"]),
        text_from_json(row["text"]), reading_from_json(row["reading"]), row["revision"], row["original"],
    )
    return Stored(item, row["unit"], row["stored_at"], row["simulated"])


_THESE: Final = _query(table.c.id.in_(bindparam("ids", expanding=True)))
_HELD: Final = select(
    table.c.id, table.c.unit, table.c.revision, table.c.first_seen, table.c.stored_at, table.c.digest, table.c.original,
    table.c.reading, table.c.text,
).where(table.c.id.in_(bindparam("ids", expanding=True)))
_AGAIN: Final = update(table).where(table.c.id == bindparam("key"))
