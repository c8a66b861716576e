"""What can be asked: search, counts, coverage and freshness, by one port that every store of the index serves."""

from domain.plan import Plan
from domain.unit import Registry
from index.port import Index
from index.sqlite import SqliteIndex
from store import Store


def open_index(store: Store, registry: Registry, plan: Plan) -> Index:
    """The index of this store, made on first use. Raises StoreError."""
    return SqliteIndex(store.ledger, registry, plan)
