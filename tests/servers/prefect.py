"""One Prefect server for a test session, whichever worker asks first; on a free port, stopped by its process id."""

import json
import os
import signal
import subprocess
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from flows.scheduling.api import Api
from flows.scheduling.environment import api_url, server, server_command
from tests.servers import Missing, Part, alive, free_port, locked, note, stop

STARTING = 480.0  # seconds: 12-15 alone (migrations), 250 were seen on a machine with ten times its work
_HELD: list[subprocess.Popen[bytes]] = []  # by whoever started one; it is ended by its process id


def start(home: Path, port: int) -> subprocess.Popen[bytes]:
    """Start a server and wait until it is well. Raises Missing with the end of its log."""
    home.mkdir(parents=True, exist_ok=True)
    log = home / "server.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            server_command("127.0.0.1", port), env={**os.environ, **server(home, "127.0.0.1", port)}, stdout=out,
            stderr=subprocess.STDOUT, start_new_session=True,
        )
    api, until = Api(api_url("127.0.0.1", port)), time.monotonic() + STARTING
    while not api.healthy():
        if process.poll() is not None or time.monotonic() > until:
            stop(process.pid)
            raise Missing(log.read_text("utf-8", "replace")[-1500:])
        time.sleep(0.2)
    return process


def join(folder: Path) -> tuple[str, Path]:
    """The session's server, started by whoever comes first. Returns its address and its home. Raises Missing."""
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "lock"):
        held = _read(folder)
        if not held or not alive(held["pid"]):
            port = free_port()
            begun = time.monotonic()
            process = start(folder / "home", port)
            note(Part("Prefect server", version("prefect"), round(time.monotonic() - begun, 1)))
            _HELD.append(process)
            held = {"pid": process.pid, "url": api_url("127.0.0.1", port), "users": 0}
        _write(folder, {**held, "users": held["users"] + 1})
        return held["url"], folder / "home"


def restarted(folder: Path) -> None:
    """Kill -9 the session's server and start it again at the same address. Raises Missing."""
    with locked(folder / "lock"):
        held = _read(folder)
        with suppress(ProcessLookupError):
            os.kill(held["pid"], signal.SIGKILL)
        while alive(held["pid"]):
            time.sleep(0.05)
        process = start(folder / "home", int(urlsplit(held["url"]).port or 0))
        _HELD.append(process)
        _write(folder, {**held, "pid": process.pid})


def leave(folder: Path) -> None:
    """The last one to leave stops the server."""
    with locked(folder / "lock"):
        held = _read(folder)
        if held:
            _write(folder, {**held, "users": held["users"] - 1})
            if held["users"] <= 1:
                stop(held["pid"])
                _write(folder, {})
    for process in _HELD:
        process.poll()  # their ends were seen by number, which their own objects do not know


def _read(folder: Path) -> dict:
    file = folder / "server.json"
    return json.loads(file.read_text()) if file.exists() else {}


def _write(folder: Path, held: dict) -> None:
    (folder / "server.json").write_text(json.dumps(held))

