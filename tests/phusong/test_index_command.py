"""`phusong index`: builds, compares and drops, and says in words what an embedded index has no need of."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from domain.errors import StoreError, UnknownName
from flows.house import House
from phusong.commands.index import command
from phusong.demo import DEMO_NOW, Province
from tests.flows.serving import article, opened, save, served_house
from tests.index.scripted import Reply, scripted
from tests.servers.elastic_fixture import elastic_address

__all__ = ["elastic_address"]


def run(house: House, *words: str) -> str:
    """What the command prints for this house."""
    settings = house.settings
    given = {
        "PHUSONG_HOME": str(settings.home), "PHUSONG_UNITS": str(Province.units_file), "PHUSONG_INDEX": settings.index,
        "PHUSONG_NOW": DEMO_NOW.isoformat(), "PHUSONG_INDEX_NAME": settings.index_name, "LANG": "vi_VN.UTF-8",
        "LC_ALL": "vi_VN.UTF-8",
    }
    ended = CliRunner().invoke(command, words, env=given)
    if ended.exception and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return ended.stdout


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[House]:
    house = opened(tmp_path / "home")
    yield house
    house.close()


@pytest.fixture
def served(elastic_address: str, tmp_path: Path) -> Iterator[House]:
    with served_house(elastic_address, tmp_path / "home") as house:
        yield house


def test_an_embedded_index_is_verified_and_needs_nothing_else(embedded: House) -> None:
    save(embedded, article(1), article(2))
    embedded.index.put(one.article for one in embedded.store.ledger.articles())
    said = run(embedded, "verify")
    assert "Chỉ mục nhúng" in said and "Sổ cái: 2 tin, bài · Chỉ mục: 2 tin, bài" in said and "Khớp" in said
    for words in (("build",), ("migrate",), ("drop-old",)):
        with pytest.raises(StoreError, match="phusong rebuild"):
            run(embedded, *words)
    with pytest.raises(StoreError, match="không cần vai trò"):
        run(embedded, "roles", "--out", str(embedded.settings.home / "keys"))


@pytest.mark.elastic
def test_a_switch_to_a_server_is_built_verified_and_the_old_dropped_by_name(served: House) -> None:
    save(served, article(1), article(2))
    assert "đang phục vụ: 2 tin, bài" in run(served, "build")
    said = run(served, "verify")
    assert "Elasticsearch 9." in said and "Sổ cái: 2 tin, bài · Chỉ mục: 2 tin, bài" in said
    assert run(served, "drop-old") == "", "the empty one that was there before is nothing to go back to"
    run(served, "build")
    (name,) = run(served, "drop-old").split()
    with pytest.raises(UnknownName):
        run(served, "drop-old", f"{name}-x")
    assert name in run(served, "drop-old", name)
    assert run(served, "drop-old") == ""
    assert "không phải làm gì" in run(served, "migrate")
    save(served, article(3))
    assert "1 tin, bài" in run(served, "update")


@pytest.mark.elastic
def test_a_difference_is_shown_and_fails(served: House) -> None:
    save(served, article(1), article(2))
    run(served, "build")
    served.index.remove([article(1).id])
    with pytest.raises(StoreError, match="phusong index build"):
        run(served, "verify")


def test_keys_go_to_files_that_only_their_owner_reads(tmp_path: Path) -> None:
    there = {"thu-v1-000001": {"aliases": {"thu": {}}, "mappings": {"_meta": {"schema": 1, "analysis": 1}}}}
    made = [Reply(body={"role": {"created": True}}), Reply(body={"encoded": "khoa-bi-mat"})] * 3
    with scripted(Reply(body={"version": {"number": "9.2.8"}}), Reply(body=there), *made) as script:
        house = opened(tmp_path / "home", index=script.url, index_name="thu")
        said = run(house, "roles", "--out", str(tmp_path / "keys"))
        house.close()
    files = sorted((tmp_path / "keys").iterdir())
    assert [file.name for file in files] == [f"phusong_{role}.key" for role in ("migrator", "reader", "writer")]
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    assert files[0].read_text() == "khoa-bi-mat\n" and "khoa" not in said
