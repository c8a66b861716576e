"""What every test may use: no network but loopback, no wall clock, and the real pages where they are at hand.

The process that hands the tests out loads this file too, and runs none: what only tests need is loaded by them.
"""

import gc
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as searching

from tests.servers.table import pytest_configure, pytest_terminal_summary  # noqa: F401

if TYPE_CHECKING:
    from store import Store

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
searching.register_profile("quick", max_examples=50, deadline=None)  # where a test does not say how many
searching.load_profile("quick")
FIRST = ("real", "torture", "flows", "index")  # folders of files that take long: nobody shall wait for one at the end
NOW = datetime(2023, 8, 28, 1, 0, tzinfo=UTC)  # Monday 28/8/2023, 08:00 in Vietnam
gc.disable()  # until everything is collected: the search for garbage would be an eighth of the work, and find none


def pytest_collection_finish() -> None:
    """What was loaded stays loaded: no search for garbage need look at it again."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 10)  # half a million objects live on: with Python's own 700 a twentieth of all work
    gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long comes first. Without the real pages their tests are skipped; `REQUIRE_REAL=1` (CI) forbids it."""
    items.sort(key=_turn)
    if SHARED.is_dir():
        return
    real = [item for item in items if item.get_closest_marker("real")]
    if real and os.environ.get("REQUIRE_REAL"):
        raise pytest.UsageError(f"{len(real)} tests need the real pages, and ../shared/data is not beside the checkout")
    for item in real:
        item.add_marker(pytest.mark.skip(reason="../shared/data is not beside this checkout"))


def _turn(item: pytest.Item) -> int:
    folder = item.nodeid.partition("/")[2].partition("/")[0]
    return FIRST.index(folder) if folder in FIRST else len(FIRST)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real pages and texts."""
    return SHARED


@pytest.fixture
def now() -> datetime:
    """The tests' own moment, aware UTC."""
    return NOW


@pytest.fixture
def store(tmp_path: Path) -> "Iterator[Store]":
    """An empty store."""
    from store import open_store

    with open_store(tmp_path / "home") as opened:
        yield opened


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """Houses of the same plan and units share both and their reader, new ledgers what the migrations make."""
    from flows import house as rooms
    from store import engine
    from tests.ledgers import alike, copied, unsynced
    from tests.readers import once, shared_reader

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rooms.House, "reader", property(lambda one: shared_reader(one.plan, one.registry, one.lexicon)))
        patch.setattr(engine, "_upgrade", copied)
        patch.setattr(engine, "create_engine", alike)
        patch.setattr(engine, "_prepare", unsynced)
        patch.setattr(os, "fsync", lambda file: None)  # no test takes the power away
        for name in ("load_plan", "load_registry"):
            patch.setattr(rooms, name, once(getattr(rooms, name)))
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_settings() -> Iterator[None]:
    """No test reads the settings of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("PHUSONG_")]:
            patch.delenv(name)
        yield
