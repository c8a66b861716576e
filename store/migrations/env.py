"""Alembic's door: the connection comes from store.engine, never from a file."""

from alembic import context

from store.tables_shared import lease

context.configure(
    connection=context.config.attributes["connection"], target_metadata=lease.metadata, render_as_batch=True,
    include_name=lambda name, kind, _: kind != "table" or not (name or "").startswith("ix_"),  # the index keeps its own
)
context.run_migrations()
