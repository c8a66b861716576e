"""One reader for all tests of the package: the shipped plan, registry and lexicon."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain import __file__ as domain_file
from domain.article import Reading
from domain.plan import Plan, load_plan
from domain.unit import Registry, load_registry
from nlp import ReadInput
from nlp.reader import Reader
from tests.readers import shared_reader

DATA = Path(domain_file).parent / "data"
DAY = date(2023, 8, 28)

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry(DATA / "units.yml")


@pytest.fixture(scope="session")
def plan(registry: Registry) -> Plan:
    return load_plan(DATA / "plan-2023.yml", registry)


@pytest.fixture(scope="session")
def reader(plan: Plan, registry: Registry) -> Reader:
    return shared_reader(plan, registry)


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Reads one article: read(title, lead, body, published=…, publisher=…)."""

    def one(title: str = "", lead: str = "", body: str = "", **known: Any) -> Reading:
        return next(reader.read([ReadInput(title, lead, body, **{"published": DAY, **known})]))

    return one


def counted(reading: Reading) -> set[str]:
    """Areas at primary or substantive level."""
    return {area.area for area in reading.areas if area.counts}
