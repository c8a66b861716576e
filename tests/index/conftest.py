"""The index under test: one suite for every store that can serve the port."""

import os
from collections.abc import Callable, Iterator

import pytest

from domain.plan import Plan
from domain.unit import Registry
from index.elastic import ElasticIndex
from index.port import Index
from index.sqlite import SqliteIndex
from store import Store
from tests.index import made
from tests.index.served import served
from tests.servers.elastic_fixture import elastic_address

__all__ = ["elastic_address"]
Open = Callable[[Store], ElasticIndex]


@pytest.fixture
def registry() -> Registry:
    return made.registry()


@pytest.fixture
def plan() -> Plan:
    return made.plan()


@pytest.fixture(params=["sqlite", pytest.param("elastic", marks=pytest.mark.elastic)])
def index(request: pytest.FixtureRequest, store: Store, registry: Registry, plan: Plan) -> Index:
    if request.param == "sqlite":
        return SqliteIndex(store.ledger, registry, plan)
    return request.getfixturevalue("elastic")  # type: ignore[no-any-return]


@pytest.fixture
def elastic(elastic_address: str, store: Store, registry: Registry, plan: Plan) -> Iterator[ElasticIndex]:
    """An empty index on the session's server."""
    name = f"thu-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with served(elastic_address, name, store.ledger, registry, plan) as opened:
        yield opened
