"""What can be asked: search, counts, coverage and freshness, by one port that every store of the index serves."""

from domain.plan import Plan
from domain.settings import Settings
from domain.unit import Registry
from index.port import Index
from index.sqlite import SqliteIndex
from store import Store


def open_index(store: Store, registry: Registry, plan: Plan, settings: Settings | None = None) -> Index:
    """The index that the settings name, made on first use: embedded in the ledger's file unless there is a server.

    Raises SettingsError, StoreError, IndexUnavailable.
    """
    if settings is None or not settings.index:
        return SqliteIndex(store.ledger, registry, plan)
    from index.elastic import ElasticIndex  # its client is loaded only where there is a server
    from index.elastic_connect import connect

    return ElasticIndex(connect(settings), store.ledger, registry, plan, settings.index_name)
