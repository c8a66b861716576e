"""The tables by which several processes share one installation: who holds what, what waits, what was told to whom."""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Table, Text, UniqueConstraint, text

from store.tables import Instant, Serial, metadata

lease = Table(
    "lease", metadata,
    Column("name", String(200), primary_key=True), Column("holder", String(200), nullable=False),
    Column("until", Instant, nullable=False),
)

batch = Table(
    "batch", metadata,
    Column("id", Serial, primary_key=True, autoincrement=True), Column("source", String(80), nullable=False),
    Column("state", String(12), nullable=False), Column("attempts", Integer, nullable=False, default=0),
    Column("created", Instant, nullable=False), Column("until", Instant),
    Column("holder", String(200), nullable=False, default=""), Column("reason", Text, nullable=False, default=""),
    Column("articles", Integer, nullable=False), Column("changed", Instant, nullable=False),
    Index("batch_by_state", "state", "id"),
)

event = Table(
    "event", metadata,
    Column("seq", Serial, primary_key=True, autoincrement=True), Column("id", String(36), nullable=False),
    Column("name", String(80), nullable=False), Column("key", String(200), nullable=False),
    Column("payload", JSON, nullable=False), Column("at", Instant, nullable=False), Column("sent_at", Instant),
    UniqueConstraint("id", name="event_once"),
    Index("event_unsent", "seq", sqlite_where=text("sent_at IS NULL"), postgresql_where=text("sent_at IS NULL")),
)

number = Table(
    "number", metadata,
    Column("seq", Serial, primary_key=True, autoincrement=True), Column("article", String(32), nullable=False),
    UniqueConstraint("article", name="number_once"),
)

target = Table(
    "target", metadata,
    Column("name", String(200), primary_key=True), Column("outbox", BigInteger, nullable=False, default=0),
    Column("settled", BigInteger, nullable=False, default=0), Column("at", Instant),
)

incident = Table(
    "incident", metadata,
    Column("id", Serial, primary_key=True, autoincrement=True), Column("key", String(200), nullable=False),
    Column("kind", String(40), nullable=False), Column("since", Instant, nullable=False), Column("ended", Instant),
    Column("told_start", Instant), Column("told_end", Instant), Column("payload", JSON, nullable=False),
    Index("incident_once", "key", unique=True, sqlite_where=text("ended IS NULL"),
          postgresql_where=text("ended IS NULL")),
)

delivery = Table(
    "delivery", metadata,
    Column("what", String(200), primary_key=True), Column("recipient", String(200), primary_key=True),
    Column("reserved", Instant, nullable=False), Column("delivered", Instant),
)

saved_search = Table(
    "saved_search", metadata,
    Column("name", String(80), primary_key=True), Column("text", Text, nullable=False),
    Column("filters", JSON, nullable=False), Column("watermark", BigInteger, nullable=False, default=0),
    Column("created", Instant, nullable=False), Column("recipient", String(200), nullable=False, default=""),
)
