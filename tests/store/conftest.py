"""Every promise of the ledger is held on SQLite and on a real PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Store, open_store
from tests.servers.postgres import Server, postgres

__all__ = ["postgres"]


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger: copying it costs 1 ms, migrating 200."""
    home = tmp_path_factory.mktemp("empty")
    open_store(home).close()
    return home / "phusong.db"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store on each database."""
    home = tmp_path / "home"
    home.mkdir()
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_file"), home)
        with open_store(home) as opened:
            yield opened
        return
    server: Server = request.getfixturevalue("postgres")
    with server.ledger() as url, open_store(home, url) as opened:
        yield opened
