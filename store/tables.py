"""The ledger's tables: SQLite by default, PostgreSQL by one setting, so only portable types."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant; SQLite keeps no zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Naive times are refused: nobody could say which zone they meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without zone: {value}")
        return value.astimezone(UTC) if dialect.name != "sqlite" else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware UTC again."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()
Serial = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers only INTEGER PRIMARY KEY by itself


def _id() -> Column[int]:
    return Column("id", Serial, primary_key=True, autoincrement=True)


def _simulated() -> Column[bool]:
    return Column("simulated", Boolean, nullable=False, default=False)  # made under a clock set by hand


crawl = Table(
    "crawl", metadata, _id(),
    Column("source", String(80), nullable=False, index=True),
    Column("started", Instant, nullable=False), Column("finished", Instant), Column("outcome", String(32)),
    Column("expected", Integer, default=0), Column("found", Integer, default=0), Column("stored", Integer, default=0),
    Column("revised", Integer, default=0), Column("unchanged", Integer, default=0),
    Column("failed", JSON, default=dict), Column("requests", Integer, default=0),
    Column("bytes", BigInteger, default=0), _simulated(),
)

fetch = Table(
    "fetch", metadata, _id(),
    Column("crawl", BigInteger, index=True), Column("source", String(80), nullable=False),
    Column("url", Text, nullable=False), Column("kind", String(16), nullable=False),
    Column("at", Instant, nullable=False), Column("outcome", String(32), nullable=False),
    Column("status", Integer), Column("final_url", Text, default=""), Column("content_type", Text, default=""),
    Column("digest", String(64), default=""), Column("record", String(200), default=""),
    Column("size", BigInteger, default=0), Column("elapsed_ms", Integer, default=0),
    Column("etag", Text, default=""), Column("last_modified", Text, default=""), Column("detail", Text, default=""),
    _simulated(),
    Index("fetch_by_url", "url", "id"), Index("fetch_by_source", "source", "at"),
)

listing = Table(
    "listing", metadata, _id(),
    Column("crawl", BigInteger, index=True), Column("source", String(80), nullable=False),
    Column("section", String(80)), Column("url", Text, nullable=False), Column("at", Instant, nullable=False),
    Column("outcome", String(32), nullable=False), Column("items", Integer, default=0),
    Column("dated", Integer, default=0),
    Column("newest", Date), Column("newest_url", Text, default=""), Column("oldest", Date),
    Column("platform", String(32), default=""), Column("page", Integer, default=1),
    Column("record", String(200), default=""), Column("detail", Text, default=""), _simulated(),
    Index("listing_by_source", "source", "section", "at"), Index("listing_by_url", "url", "id"),
)

hub = Table(
    "hub", metadata,
    Column("source", String(80), primary_key=True), Column("url", Text, primary_key=True),
    Column("kind", String(16), nullable=False), Column("first_seen", Instant, nullable=False),
    Column("section", String(80)), Column("page", Integer, default=1), Column("depth", Integer, default=0),
    Column("via", Text, default=""), Column("due", Boolean, nullable=False), Column("read_at", Instant),
    Column("outcome", String(32), default=""), Column("calm", Integer, default=0),
    Column("rules", String(16), default=""),
)

work = Table(
    "work", metadata,
    Column("article", String(32), primary_key=True), Column("source", String(80), nullable=False),
    Column("url", Text, nullable=False), Column("state", String(8), nullable=False),
    Column("first_seen", Instant, nullable=False), Column("outcome", String(32), default=""),
    Column("attempts", Integer, default=0), Column("next_try", Instant), Column("fetched_at", Instant),
    Column("record", String(200), default=""), Column("digest", String(64), default=""),
    Column("etag", Text, default=""), Column("last_modified", Text, default=""),
    Column("title", Text), Column("listed", JSON), Column("sections", JSON, default=list),
    Column("via", Text, default=""), Column("checked_at", Instant),
    Column("same_as", String(32)),  # the article that this address turned out to be
    Column("batch", BigInteger),  # the last batch it was put in
    Index("work_by_source", "source", "state"),
    Index("work_by_batch", "batch", sqlite_where=text("batch IS NOT NULL"), postgresql_where=text("batch IS NOT NULL")),
)

address = Table(
    "address", metadata,
    Column("url", Text, primary_key=True), Column("article", String(32), nullable=False, index=True),
)

article = Table(
    "article", metadata,
    Column("id", String(32), primary_key=True), Column("source", String(80), nullable=False),
    Column("unit", String(80), nullable=False), Column("url", Text, nullable=False),
    Column("revision", Integer, nullable=False), Column("first_seen", Instant, nullable=False),
    Column("stored_at", Instant, nullable=False), Column("day", Date),
    Column("title", Text, nullable=False), Column("digest", String(64), nullable=False),  # of the text that was read
    Column("original", String(32)), Column("found", JSON, nullable=False), Column("page", JSON, nullable=False),
    Column("text", JSON, nullable=False), Column("reading", JSON, nullable=False), _simulated(),
    Index("article_by_source", "source", "day"), Index("article_by_day", "day", "id"),
)

revision = Table(
    "revision", metadata,
    Column("article", String(32), primary_key=True), Column("revision", Integer, primary_key=True),
    Column("at", Instant, nullable=False), Column("digest", String(64), nullable=False),
    Column("page", JSON, nullable=False), Column("text", JSON, nullable=False), _simulated(),
)

shingle = Table(
    "shingle", metadata,
    Column("hash", BigInteger, primary_key=True), Column("article", String(32), primary_key=True, index=True),
)

relation = Table(
    "relation", metadata, _id(),
    Column("a", String(32), nullable=False), Column("b", String(32), nullable=False, index=True),
    Column("kind", String(16), nullable=False), Column("containment", Float, nullable=False),
    UniqueConstraint("a", "b", name="relation_once"),
)

outbox = Table(
    "outbox", metadata,
    Column("seq", Serial, primary_key=True, autoincrement=True),
    Column("article", String(32), nullable=False), Column("revision", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)

finding = Table(
    "finding", metadata, _id(),
    Column("at", Instant, nullable=False), Column("source", String(80), nullable=False), Column("section", String(80)),
    Column("verdict", String(16), nullable=False), Column("body", JSON, nullable=False), _simulated(),
    Index("finding_by_source", "source", "section", "at"),
)
