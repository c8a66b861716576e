"""What `serve` leaves behind when it is killed is ended by the next one, and nothing else is."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import SettingsError
from flows.sharing.holders import holder, living, name_of
from phusong.serving.profile import Profile, children, end_leftovers, write_state


@pytest.fixture
def left() -> Iterator[subprocess.Popen[bytes]]:
    """A program in a session of its own."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    yield process
    process.kill()
    process.wait()


def dead() -> str:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        name = name_of(process.pid)
    return name


def write(folder: Path, serve: str, child: str) -> Path:
    file = folder / "serve.json"
    file.write_text(json.dumps({"serve": serve, "pages": "http://127.0.0.1:8080/", "children": {"server": child}}))
    return file


def test_children_of_a_killed_serve_are_ended(tmp_path: Path, left: subprocess.Popen[bytes]) -> None:
    end_leftovers(write(tmp_path, dead(), name_of(left.pid)))
    assert left.wait(5) == -9


def test_a_serve_that_runs_is_left_alone(tmp_path: Path, left: subprocess.Popen[bytes]) -> None:
    with pytest.raises(SettingsError, match="8080"):
        end_leftovers(write(tmp_path, holder(), name_of(left.pid)))
    assert left.poll() is None


def test_a_process_id_that_is_now_another_program_is_left_alone(
    tmp_path: Path, left: subprocess.Popen[bytes]
) -> None:
    place, pid, _, label = name_of(left.pid, "server").split("|")
    end_leftovers(write(tmp_path, dead(), "|".join((place, pid, "1", label))))
    assert left.poll() is None and living(name_of(left.pid)) == left.pid


ODD = ["{", "[]", "null", '"serve"', "{}", '{"serve": "a", "pages": "", "children": ["a"]}', "\xff"]


def test_no_state_is_no_error(tmp_path: Path) -> None:
    end_leftovers(tmp_path / "serve.json")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("odd", ODD)
def test_what_no_serve_wrote_counts_as_no_state(tmp_path: Path, odd: str) -> None:
    state = tmp_path / "serve.json"
    state.write_text(odd, "latin-1")
    end_leftovers(state)
    assert state.read_text("latin-1") == odd


def test_a_state_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = Profile(tmp_path)
    profile.prefect.mkdir()
    server, _ = children(profile)
    write_state(profile, "http://127.0.0.1:8080/", server)
    before = (profile.prefect / "serve.json").read_text()
    assert json.loads(before)["pages"] == "http://127.0.0.1:8080/"

    def killed(file: Path, text: str, encoding: str) -> None:
        file.write_bytes(text.encode(encoding)[:9])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_text", killed)
    with pytest.raises(KeyboardInterrupt):
        write_state(profile, "http://127.0.0.1:9090/", server)
    assert (profile.prefect / "serve.json").read_text() == before


def test_the_server_listens_on_loopback_and_tells_nobody(tmp_path: Path) -> None:
    server, worker = children(Profile(tmp_path, prefect_port=4201, auth="an:mat-khau"))
    assert server.command[-4:] == ["--host", "127.0.0.1", "--port", "4201"]
    assert server.environment["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert server.environment["PREFECT_SERVER_EPHEMERAL_ENABLED"] == "false"
    assert server.environment["PREFECT_SERVER_API_AUTH_STRING"] == "an:mat-khau"
    assert server.environment["PREFECT_HOME"] == str(tmp_path / "prefect")
    assert worker.environment["PREFECT_API_URL"] == "http://127.0.0.1:4201/api"
    assert "PREFECT_SERVER_API_AUTH_STRING" not in worker.environment
