"""What every test may use: no network but loopback, no wall clock, and the real pages where they are at hand."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings as searching

from flows.house import House
from store import Store, open_store
from tests.readers import shared_reader
from tests.servers.table import pytest_configure, pytest_terminal_summary  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
searching.register_profile("quick", max_examples=50, deadline=None)  # where a test does not say how many
searching.load_profile("quick")
NOW = datetime(2023, 8, 28, 1, 0, tzinfo=UTC)  # Monday 28/8/2023, 08:00 in Vietnam


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without the real pages their tests are skipped with one reason; `REQUIRE_REAL=1` (CI) makes that an error."""
    if SHARED.is_dir():
        return
    real = [item for item in items if item.get_closest_marker("real")]
    if real and os.environ.get("REQUIRE_REAL"):
        raise pytest.UsageError(f"{len(real)} tests need the real pages, and ../shared/data is not beside the checkout")
    for item in real:
        item.add_marker(pytest.mark.skip(reason="../shared/data is not beside this checkout"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real pages and texts."""
    return SHARED


@pytest.fixture
def now() -> datetime:
    """The tests' own moment, aware UTC."""
    return NOW


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty store, to be copied: making the schema step by step takes a hundred times as long."""
    home = tmp_path_factory.mktemp("empty") / "home"
    open_store(home).close()
    return home


@pytest.fixture
def store(tmp_path: Path, empty_home: Path) -> Iterator[Store]:
    """An empty store."""
    with open_store(shutil.copytree(empty_home, tmp_path / "home")) as opened:
        yield opened


@pytest.fixture(scope="session", autouse=True)
def _one_reader() -> Iterator[None]:
    """Houses of the same plan and units share their reader."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(House, "reader", property(lambda house: shared_reader(house.plan, house.registry)))
        yield


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the settings of the person who runs it."""
    for name in list(os.environ):
        if name.startswith("PHUSONG_"):
            monkeypatch.delenv(name)
