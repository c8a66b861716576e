"""The examination never falls over, is quick when everything hangs, and says what to do about each failure."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.settings import Settings, load
from flows.doctor import examine as room
from flows.doctor.examine import examine, healthy
from flows.doctor.line import Line, State, ok
from store import open_store
from store.figures import Figures


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def settings(tmp_path: Path, **given: Any) -> Settings:
    return load(**{"home": tmp_path / "home", **given})


def line(lines: list[Line], name: str) -> Line:
    return next(one for one in lines if one.name.startswith(name))


def test_an_empty_folder_is_no_failure(tmp_path: Path) -> None:
    found = examine(settings(tmp_path))
    assert healthy(found), [one for one in found if one.state is State.FAIL]
    assert line(found, "sổ cái").state is State.WARN
    assert not (tmp_path / "home").exists()  # looking changes nothing


def test_every_line_that_is_not_well_says_what_to_do(tmp_path: Path) -> None:
    for one in examine(settings(tmp_path, mail_to=("a@b.example",), smtp_host="")):
        assert bool(one.advice) == (one.state is not State.OK), one


def test_servers_that_are_away_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{port}/api")
    monkeypatch.setenv("PREFECT_REDIS_MESSAGING_HOST", "127.0.0.1")
    monkeypatch.setenv("PREFECT_REDIS_MESSAGING_PORT", str(port))
    found = examine(settings(
        tmp_path, ledger=f"postgresql://phusong@127.0.0.1:{port}/phusong", index=f"http://127.0.0.1:{port}",
        smtp_host="127.0.0.1", smtp_port=port,
    ), patience=3.0)
    for name in ("PostgreSQL", "Elasticsearch", "Prefect", "Redis", "thư"):
        assert line([one for one in found if "phiên bản" not in one.text], name).state is State.FAIL, name
    assert not healthy(found)


def test_servers_that_hang_cost_no_more_than_the_patience(
    tmp_path: Path, silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{silent_port}/api")
    begin = time.monotonic()
    found = examine(settings(
        tmp_path, index=f"http://127.0.0.1:{silent_port}", smtp_host="127.0.0.1", smtp_port=silent_port,
    ))
    assert time.monotonic() - begin < 5
    for name in ("Elasticsearch 127", "Prefect", "thư"):
        assert line(found, name).state is State.FAIL


def test_a_check_that_breaks_or_hangs_costs_only_its_own_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Settings) -> Iterator[Line]:
        yield ok("trước", "được")
        raise RuntimeError("hỏng")

    let_go = threading.Event()

    def hanging(_: Settings) -> Iterator[Line]:
        let_go.wait()
        yield ok("quá muộn", "")

    monkeypatch.setattr(room, "CHECKS", {"một": broken, "hai": hanging, "ba": lambda _: iter([ok("ba", "được")])})
    found = examine(settings(tmp_path), patience=0.2)
    assert [(one.name, one.state.value) for one in found] == [
        ("trước", "ok"), ("một", "fail"), ("hai", "fail"), ("ba", "ok"),
    ]
    let_go.set()


def test_a_damaged_archive_and_a_broken_data_file_are_found(tmp_path: Path) -> None:
    from domain.record import Fetch, Kind
    from tests.conftest import NOW

    with open_store(tmp_path / "home") as store:
        record = store.archive.put("https://sox.example/", 200, [], b"<p>x</p>", NOW)
        store.ledger.add_fetches([Fetch("so-x", "https://sox.example/", Kind.LISTING, NOW, "ok", record=record)])
    assert line(examine(settings(tmp_path)), "kho lưu trữ").state is State.OK
    [file] = (tmp_path / "home" / "archive").glob("*/*.warc.gz")
    file.write_bytes(file.read_bytes()[:20])
    (tmp_path / "units.yml").write_text("units: 3\n")
    found = examine(settings(tmp_path, units=tmp_path / "units.yml"))
    assert line(found, "kho lưu trữ").state is State.FAIL
    assert "units.yml" in line(found, "dữ liệu").text


def test_an_older_and_a_newer_ledger_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(tmp_path / "home").close()
    monkeypatch.setattr(Figures, "schema", lambda _: ("0001", "0002"))
    assert line(examine(settings(tmp_path)), "sổ cái").state is State.WARN
    monkeypatch.setattr(Figures, "schema", lambda _: ("9999", "0002"))
    assert line(examine(settings(tmp_path)), "sổ cái").state is State.FAIL
