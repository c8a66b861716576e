"""Articles with their revisions, and the outbox that other stores follow."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, insert, select, true, update

from domain.article import Article, day_of
from domain.codec import (
    Json,
    found_from_json,
    found_to_json,
    page_from_json,
    page_to_json,
    reading_from_json,
    reading_to_json,
    text_from_json,
    text_to_json,
)
from store.base import Base
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
        """Store an article: new, changed (a revision) or unchanged. The outbox gains a row unless nothing changed."""
        if item.text is None or item.page is None or item.reading is None:
            raise ValueError(f"article {item.id} lacks a part")
        digest = text_digest(item)
        with self.begin(connection) as opened:
            before = opened.execute(select(table).where(table.c.id == item.id)).mappings().first()
            same_text = before is not None and before["digest"] == digest
            result = "stored" if before is None else "unchanged" if same_text else "revised"
            number = 1 if before is None else before["revision"] + (0 if same_text else 1)
            kept = replace(item, revision=number, original=before["original"] if before else None)
            values = _values(kept, unit, at, simulated, digest)
            stored_at = before["stored_at"] if before else at
            if before is not None:  # the first sight of an article never moves
                values |= {"first_seen": before["first_seen"], "stored_at": stored_at}
            if before is None:
                opened.execute(insert(table).values(**values))
            else:
                opened.execute(update(table).where(table.c.id == item.id).values(**values))
            if not same_text:
                opened.execute(insert(revision).values(
                    article=item.id, revision=number, at=at, digest=digest, page=values["page"], text=values["text"],
                    simulated=simulated,
                ))
            changed = not same_text or (before is not None and any(
                before[name] != values[name] for name in ("reading", "text", "original", "unit")
            ))
            if changed:
                opened.execute(insert(outbox).values(article=item.id, revision=number, at=at))
        return Stored(kept, unit, stored_at, simulated, result)

    def article(self, article_id: str, connection: Connection | None = None) -> Stored | None:
        """One article, or None."""
        return next(self._select(table.c.id == article_id, connection), None)

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
        return self._select(and_(true(), *limits))

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

    def set_original(self, article_id: str, original: str | None, at: datetime, connection: Connection) -> bool:
        """Say which article this one republishes. Returns whether that is news."""
        row = connection.execute(select(table.c.original, table.c.revision).where(table.c.id == article_id)).first()
        if row is None or row.original == original:
            return False
        connection.execute(update(table).where(table.c.id == article_id).values(original=original))
        connection.execute(insert(outbox).values(article=article_id, revision=row.revision, at=at))
        return True

    def _select(self, where: ColumnElement[bool], connection: Connection | None = None) -> Iterator[Stored]:
        query = (
            select(table, work.c.sections.label("places"))
            .join(work, work.c.article == table.c.id, isouter=True)
            .where(where)
            .order_by(table.c.day.is_(None), table.c.day, table.c.id)
        )
        with self.reading(connection) as opened:
            for row in opened.execute(query.execution_options(yield_per=500)).mappings():
                yield _stored(row)


def text_digest(item: Article) -> str:
    """What makes a revision: another title, lead, body, date or attachment; not chrome, not our rules' evidence."""
    text = item.text
    assert text is not None
    published = text.published.as_json()["value"] if text.published else ""
    parts = [text.title, text.lead, text.body, published, *(one.url for one in text.attachments)]
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def _values(item: Article, unit: str, at: datetime, simulated: bool, digest: str) -> dict[str, object]:
    assert item.text and item.page and item.reading
    day = day_of(item)
    return {
        "id": item.id, "source": item.found.source, "unit": unit, "url": item.found.url, "revision": item.revision,
        "first_seen": item.found.first_seen, "stored_at": at, "day": day,
        "title": item.text.title, "digest": digest, "original": item.original, "found": found_to_json(item.found),
        "page": page_to_json(item.page), "text": text_to_json(item.text), "reading": reading_to_json(item.reading),
        "simulated": simulated,
    }


def _stored(row: RowMapping) -> Stored:
    found = found_from_json(row["found"])
    places = tuple(row["places"] or ()) or found.sections  # an article goes on gaining sections after it was read
    item = Article(
        row["id"], replace(found, first_seen=row["first_seen"], sections=places), page_from_json(row["page"]),
        text_from_json(row["text"]), reading_from_json(row["reading"]), row["revision"], row["original"],
    )
    return Stored(item, row["unit"], row["stored_at"], row["simulated"])
