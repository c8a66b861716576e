"""Several processes share one installation: leases, batches, events, projections, notices."""

import sqlalchemy as sa
from alembic import op

from store.tables import Instant

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables, and say of each work row which batch it is in."""
    _create_lease_batch_event()
    _create_number_target()
    _create_incident_delivery_saved_search()
    op.add_column("work", sa.Column("batch", sa.BigInteger(), nullable=True))
    _index_where("work_by_batch", "work", ["batch"], "batch IS NOT NULL")


def downgrade() -> None:
    """Drop them again."""
    op.drop_index("work_by_batch", table_name="work")
    with op.batch_alter_table("work") as work:
        work.drop_column("batch")
    for name in ("saved_search", "delivery", "incident", "target", "number", "event", "batch", "lease"):
        op.drop_table(name)


def _create_lease_batch_event() -> None:
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("changed", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("batch_by_state", "batch", ["state", "id"], unique=False)
    op.create_table(
        "event",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id", name="event_once"),
    )
    _index_where("event_unsent", "event", ["seq"], "sent_at IS NULL")


def _create_number_target() -> None:
    op.create_table(
        "number",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("article", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("article", name="number_once"),
    )
    op.create_table(
        "target",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("outbox", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.BigInteger(), nullable=False),
        sa.Column("at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )


def _create_incident_delivery_saved_search() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("ended", Instant(), nullable=True),
        sa.Column("told_start", Instant(), nullable=True),
        sa.Column("told_end", Instant(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    _index_where("incident_once", "incident", ["key"], "ended IS NULL", unique=True)
    op.create_table(
        "delivery",
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("reserved", Instant(), nullable=False),
        sa.Column("delivered", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("what", "recipient"),
    )
    op.create_table(
        "saved_search",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("watermark", sa.BigInteger(), nullable=False),
        sa.Column("created", Instant(), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _index_where(name: str, table: str, columns: list[str], where: str, unique: bool = False) -> None:
    op.create_index(name, table, columns, unique=unique, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
