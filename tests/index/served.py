"""An empty index on a running server, and nothing of it afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch import Elasticsearch

from domain.plan import Plan
from domain.unit import Registry
from index.elastic import ElasticIndex
from store import Ledger

ONE_COPY = {"number_of_shards": 1, "number_of_replicas": 0, "auto_expand_replicas": "false"}


@contextmanager
def served(address: str, name: str, ledger: Ledger, registry: Registry, plan: Plan) -> Iterator[ElasticIndex]:
    """An index of this name, made anew, that waits for nothing."""
    with Elasticsearch(address, request_timeout=60) as client:
        clear(client, name)
        yield ElasticIndex(client, ledger, registry, plan, name, pause=lambda seconds: None, settings=ONE_COPY)
        clear(client, name)


def clear(client: Elasticsearch, name: str) -> None:
    """Take every index of this name away."""
    for found in client.indices.get(index=f"{name}-v*", allow_no_indices=True):
        client.indices.delete(index=found)
