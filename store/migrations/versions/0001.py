"""The first schema."""

from alembic import op

from store.tables import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table of the ledger."""
    metadata.create_all(op.get_bind())


def downgrade() -> None:
    """Drop them again."""
    metadata.drop_all(op.get_bind())
