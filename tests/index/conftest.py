"""The index under test: one suite for every store that can serve the port."""

import pytest

from domain.plan import Plan
from domain.unit import Registry
from index import open_index
from index.port import Index
from store import Store
from tests.index import made


@pytest.fixture
def registry() -> Registry:
    return made.registry()


@pytest.fixture
def plan() -> Plan:
    return made.plan()


@pytest.fixture(params=["sqlite"])
def index(request: pytest.FixtureRequest, store: Store, registry: Registry, plan: Plan) -> Index:
    return {"sqlite": open_index}[request.param](store, registry, plan)
