"""What every test may use: no network but loopback, no wall clock, and the real pages where they are at hand."""

import gc
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings as searching

from flows.house import House
from store import Store, engine, open_store
from tests.ledgers import copied
from tests.readers import shared_reader
from tests.servers.table import pytest_configure, pytest_terminal_summary  # noqa: F401

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
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with open_store(tmp_path / "home") as opened:
        yield opened


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """Houses of the same plan and units share their reader, and new ledgers what the migrations make."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(House, "reader", property(lambda house: shared_reader(house.plan, house.registry)))
        patch.setattr(engine, "_upgrade", copied)
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_settings() -> Iterator[None]:
    """No test reads the settings of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("PHUSONG_")]:
            patch.delenv(name)
        yield
