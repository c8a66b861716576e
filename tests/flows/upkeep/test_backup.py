"""A backup made while others write is whole, grows only by what is new, and comes back with every article."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from domain.errors import StoreError
from domain.record import Fetch, Kind
from domain.settings import Settings, load
from flows.house import House
from flows.rebuild import rebuild
from flows.upkeep.backup import back_up
from flows.upkeep.manifest import NAME, damaged, read
from flows.upkeep.restoring import restore
from flows.wave import crawl_sources
from index.questions import SearchQuestion
from phusong.commands import articles
from phusong.demo import Province
from store import Store, open_store
from tests.conftest import NOW

SITES = ("so-noi-vu", "huyen-da-vong")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The settings of a home that holds two crawled sites."""
    folder = tmp_path_factory.mktemp("filled")
    with Province() as province:
        for file in province.write_sources(folder / "sources"):
            if file.stem not in SITES:
                file.unlink()
        given = {"home": folder / "home", "sources": folder / "sources", "units": province.units_file,
                 "allow_loopback": True, "min_delay": 0, "now": province.now.isoformat()}
        house = House(load(**given))
        crawl_sources(house, list(house.sources.values()))
        house.close()
    return {**given, "folder": folder}


def told(given: dict[str, Any], home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What `phusong articles` prints of a home."""
    for name in ("sources", "units", "now"):
        monkeypatch.setenv(f"PHUSONG_{name.upper()}", str(given[name]))
    monkeypatch.setenv("PHUSONG_HOME", str(home))
    result = CliRunner().invoke(articles.command, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def ours(given: dict[str, Any], **changed: Any) -> Settings:
    return load(**{**{name: value for name, value in given.items() if name != "folder"}, **changed})


def write(store: Store, number: int) -> None:
    """One archived page and its row, as the crawler writes them."""
    record = store.archive.put(f"https://sox.example/{number}", 200, [], b"x" * 3000, NOW + timedelta(seconds=number))
    store.archive.flush()
    store.ledger.add_fetches([Fetch("so-x", f"https://sox.example/{number}", Kind.ARTICLE, NOW, "ok", record=record)])


def test_what_comes_back_is_what_was_there(
    filled: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told(filled, filled["home"], monkeypatch)
    assert len(before.splitlines()) > 20
    done = back_up(ours(filled), tmp_path / "backup")
    assert done.copied and not done.reused
    back = restore(ours(filled, home=tmp_path / "other"), tmp_path / "backup")
    assert back.equal and back.counts["article"][0] == len(before.splitlines())
    assert told(filled, tmp_path / "other", monkeypatch) == before
    house = House(ours(filled, home=tmp_path / "other"))
    ended = rebuild(house, list(house.sources.values()))
    assert ended["unchanged"] == house.index.search(SearchQuestion()).total == len(before.splitlines())
    house.close()


def test_a_second_backup_copies_only_what_is_new(tmp_path: Path) -> None:
    settings = load(home=tmp_path / "home", now=NOW.isoformat())
    with open_store(settings.home) as store:
        write(store, 1)
    assert back_up(settings, tmp_path / "backup").copied == 1
    with open_store(settings.home) as store:
        write(store, 2)
        open_ = back_up(settings, tmp_path / "backup")
        assert (open_.copied, open_.reused) == (1, 1)
        write(store, 3)
        grown = back_up(settings, tmp_path / "backup")  # the open file has grown: that one again
        assert (grown.copied, grown.reused) == (1, 1)
    sealed = back_up(settings, tmp_path / "backup")
    assert (sealed.copied, sealed.reused) == (0, 2)
    assert not list((tmp_path / "backup").rglob("*.open")) and not list((tmp_path / "backup").rglob("*.part"))
    assert len(list((tmp_path / "backup").glob("ledger-*"))) == 1


def test_a_writer_goes_on_meanwhile_and_every_named_page_is_in_the_copy(tmp_path: Path) -> None:
    settings = load(home=tmp_path / "home")
    open_store(settings.home).close()
    stop = threading.Event()
    written: list[int] = []

    def busy() -> None:
        number = 0
        while not stop.is_set():  # every fifth page seals the file and begins another
            with open_store(settings.home) as store:
                for _ in range(5):
                    number += 1
                    write(store, number)
                    written.append(number)

    thread = threading.Thread(target=busy)
    thread.start()
    try:
        while len(written) < 10:
            assert thread.is_alive()
        for _ in range(4):
            back_up(settings, tmp_path / "backup")
    finally:
        stop.set()
        thread.join()
    target = load(home=tmp_path / "other")
    assert restore(target, tmp_path / "backup").equal
    with open_store(target.home) as store:
        fetched = store.ledger.fetches()
        assert len(fetched) >= 10
        assert all(store.archive.get(one.record).url == one.url for one in fetched)


def test_one_flipped_byte_is_found_before_anything_is_written(tmp_path: Path) -> None:
    settings = load(home=tmp_path / "home")
    with open_store(settings.home) as store:
        write(store, 1)
    back_up(settings, tmp_path / "backup")
    [file] = (tmp_path / "backup" / "archive").glob("*/*")
    body = bytearray(file.read_bytes())
    body[40] ^= 1
    file.write_bytes(body)
    manifest = read(tmp_path / "backup")
    assert manifest and damaged(tmp_path / "backup", manifest) == [f"archive/{file.parent.name}/{file.name}"]
    with pytest.raises(StoreError, match="sai mã kiểm tra"):
        restore(load(home=tmp_path / "other"), tmp_path / "backup")
    assert not (tmp_path / "other").exists()


def test_a_home_that_is_not_empty_wants_its_name_typed_and_is_put_aside(tmp_path: Path) -> None:
    settings = load(home=tmp_path / "home")
    with open_store(settings.home) as store:
        write(store, 1)
    back_up(settings, tmp_path / "backup")
    for typed in ("", "yes", "HOME"):
        with pytest.raises(StoreError, match="--replace home"):
            restore(settings, tmp_path / "backup", typed)
    done = restore(settings, tmp_path / "backup", "home")
    assert done.equal and done.aside and (done.aside / "phusong.db").is_file()


def test_a_mounted_home_keeps_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(home=tmp_path / "home")
    with open_store(settings.home) as store:
        write(store, 1)
    back_up(settings, tmp_path / "backup")
    monkeypatch.setattr(Path, "is_mount", lambda _: True)
    done = restore(settings, tmp_path / "backup", "home")
    assert done.equal and done.aside and done.aside.parent == settings.home
    assert (done.aside / "phusong.db").is_file() and (settings.home / "phusong.db").is_file()


def test_an_unfinished_backup_is_none_and_leaves_the_last_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load(home=tmp_path / "home")
    with open_store(settings.home) as store:
        write(store, 1)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("flows.upkeep.backup.write", full)
        with pytest.raises(StoreError, match="No space left"):
            back_up(settings, tmp_path / "backup")
    with pytest.raises(StoreError, match="hoàn chỉnh"):
        restore(load(home=tmp_path / "other"), tmp_path / "backup")
    report = settings.home / "reports" / "bao-cao.html"
    report.parent.mkdir()
    report.write_text("một")
    with open_store(settings.home) as store:
        write(store, 2)
        back_up(settings, tmp_path / "backup")
        write(store, 3)  # into the file that the backup has a part of
        report.write_text("hai")
        with monkeypatch.context() as patched:
            patched.setattr("flows.upkeep.backup.write", full)
            with pytest.raises(StoreError):
                back_up(settings, tmp_path / "backup")
    other = load(home=tmp_path / "other")
    assert restore(other, tmp_path / "backup").counts["fetch"] == (2, 2)
    assert (other.home / "reports" / "bao-cao.html").read_text() == "một"
    with open_store(other.home) as store:
        assert all(store.archive.get(one.record).url == one.url for one in store.ledger.fetches())
    assert back_up(settings, tmp_path / "backup").manifest.counts["fetch"] == 3
    assert len(list((tmp_path / "backup").glob("reports-*"))) == 1


def test_no_backup_into_itself_or_into_somebody_elses_folder(tmp_path: Path) -> None:
    settings = load(home=tmp_path / "home")
    open_store(settings.home).close()
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "thu.txt").write_text("x")
    for place in (tmp_path / "home", tmp_path / "home" / "x", tmp_path, tmp_path / "papers"):
        with pytest.raises(StoreError, match="thư mục"):
            back_up(settings, place)


def test_a_path_that_leaves_the_home_is_refused(tmp_path: Path) -> None:
    settings = load(home=tmp_path / "home")
    with open_store(settings.home) as store:
        write(store, 1)
    back_up(settings, tmp_path / "backup")
    given = json.loads((tmp_path / "backup" / NAME).read_text())
    (tmp_path / "backup" / "archive" / "stray").write_bytes(b"x")
    given["files"][0] |= {"name": "archive/../../stray"}
    (tmp_path / "stray").write_bytes(b"")
    (tmp_path / "backup" / NAME).write_text(json.dumps(given))
    with pytest.raises(StoreError):
        restore(load(home=tmp_path / "other"), tmp_path / "backup")
    assert (tmp_path / "stray").read_bytes() == b""
