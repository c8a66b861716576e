"""A house without any site behind it, for what only the ledger decides; and whole installations on a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.settings import load
from flows.house import House
from phusong.demo import DEMO_NOW, Province
from tests.flows.installation import Installation
from tests.servers import Missing, locked, session_folder, without
from tests.servers.prefect import join, leave

SOURCES = {
    "so-noi-vu": "expect: {late: 7, silent: 30}",
    "so-tttt": "expect: {late: 7, silent: 30}",
    "bao-lac-giang": "expect: {late: 2, silent: 7, days: calendar}",
}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Two agencies and a newspaper, nothing crawled; the clock stands at Monday 28/8/2023, 08:00 in Vietnam."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, expect in SOURCES.items():
        (folder / f"{name}.yml").write_text(
            f"title: Trang {name}\nunit: {name}\nurl: http://{name}.invalid/\n{expect}\n", "utf-8")
    opened = House(load(home=tmp_path / "home", sources=folder, units=Province.units_file, now=DEMO_NOW.isoformat()))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address and home of the session's Prefect server."""
    folder = session_folder(tmp_path_factory) / "prefect-server"
    try:
        joined = join(folder)
    except Missing as error:
        without(f"no Prefect server: {error}")
    yield joined
    leave(folder)


@pytest.fixture
def installation(prefect_server: tuple[str, Path], tmp_path: Path) -> Iterator[Installation]:
    """An installation on the session's server, alone there as long as the test lasts."""
    url, home = prefect_server
    with locked(home.parent / "in-use"), Province() as province:
        opened = Installation(tmp_path, home, url, province)
        opened.wipe()
        yield opened
        opened.end()
        opened.wipe()
