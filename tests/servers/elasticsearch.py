"""A real Elasticsearch for a test session: one node for all workers, started by the first, stopped by the last."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tests.servers import Missing, Part, alive, free_port, locked, note, spawn, stop
from tests.servers.elastic_files import HOW, QUICK, VERSION, Kit, environment, give, kit, node_files

STARTING = 300.0  # seconds: 11 alone, 130 on a machine with thirty processes that want its two cores
NAME = "Elasticsearch"
# the folder goes, with what runs in it, when the session that started it is killed
GUARD = """
while kill -0 "$1" 2>/dev/null; do sleep 1; done
for file in "$2"/*/pid; do kill -9 $(cat "$file"); done
rm -rf "$2"
"""
LOCAL: dict[str, str | int | bool] = {
    "network.host": "127.0.0.1", "node.store.allow_mmap": False, "action.auto_create_index": '"false"',
}


@dataclass(frozen=True)
class Node:
    """One running node; `pid` is the server's own, not its launcher's."""

    name: str
    folder: Path
    port: int
    pid: int


def start(kit: Kit, folder: Path, heap: str = "512m", options: str = QUICK) -> subprocess.Popen[bytes]:
    """Start a node over its own files; `wait` says when it is up."""
    (folder / "pid").unlink(missing_ok=True)
    with (folder / "out.log").open("ab") as out:
        return spawn(
            [kit.home / "bin" / "elasticsearch", "-p", folder / "pid"], stdout=out, stderr=out, cwd=folder,
            env=environment(kit, folder, heap, options), user=kit.user, group=kit.user,
            extra_groups=[] if kit.user else None,
        )


def single(
    folder: Path, kit: Kit, heap: str = "512m", options: str = QUICK, data: Path | None = None,
    more: Mapping[str, bool] = MappingProxyType({}),
) -> Node:
    """One node without passwords, waited for; `data`: what it keeps, elsewhere; `more`: of its settings.

    Raises Missing, its log's end.
    """
    home, port = folder / "node", free_port()
    home.mkdir()
    if data:
        data.mkdir(exist_ok=True)
        give(kit, data)
    node_files(kit, home, {
        **({"path.data": str(data)} if data else {}),
        **LOCAL, "http.port": port, "transport.port": free_port(), "cluster.name": "phusong-test", "node.name": "one",
        "discovery.type": "single-node", "xpack.security.enabled": False,
        "cluster.routing.allocation.disk.threshold_enabled": False, **more,
    })
    process = start(kit, home, heap, options)
    wait(process, home, lambda: _answers(f"http://127.0.0.1:{port}/_cluster/health?wait_for_status=yellow&timeout=5s"))
    return Node("one", home, port, server_pid(home))


def wait(process: subprocess.Popen[bytes], home: Path, ready: object, seconds: float = STARTING) -> None:
    """Until `ready()` holds. Raises Missing with the end of the log."""
    until = time.monotonic() + seconds
    assert callable(ready)
    while not ready():
        if process.poll() is not None or time.monotonic() > until:
            end(process, home)
            raise Missing(f"{HOW}; it did not start: {(home / 'out.log').read_text('utf-8', 'replace')[-1500:]}")
        time.sleep(0.2)


def end(process: subprocess.Popen[bytes], home: Path) -> None:
    """Stop a node with its launcher."""
    if written(home):
        with suppress(ProcessLookupError):
            os.kill(server_pid(home), signal.SIGCONT)
        stop(server_pid(home))
    stop(process.pid)


def written(home: Path) -> bool:
    """Whether the server has written down its process id."""
    return (home / "pid").is_file() and bool((home / "pid").read_text().strip())


def server_pid(home: Path) -> int:
    """The process id that the server wrote down."""
    return int((home / "pid").read_text())


def guard(folder: Path, session: int) -> int:
    """Watch over the folder until the session is over; returns the watcher's process id."""
    return spawn(
        ["sh", "-c", GUARD, "guard", str(session), str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ).pid


def join(shared: Path, session: int) -> str:
    """The session's node, started by whoever comes first. Returns its address. Raises Missing."""
    shared.mkdir(parents=True, exist_ok=True)
    with locked(shared / "lock"):
        held = _read(shared)
        if held.get("missing"):
            raise Missing(held["missing"])
        held = held if held and alive(held["pid"]) else _first(shared, session)
        _write(shared, {**held, "users": held["users"] + 1})
        return str(held["url"])


def _first(shared: Path, session: int) -> dict:
    started, folder = time.monotonic(), Path(tempfile.mkdtemp(prefix="phusong-es-"))
    watcher = guard(folder, session)
    try:
        node = single(folder, kit(folder))
    except Missing as error:
        _write(shared, {"missing": str(error)})
        note(Part(NAME, "", 0.0, str(error)))
        stop(watcher)
        shutil.rmtree(folder, ignore_errors=True)
        raise
    note(Part(NAME, VERSION, round(time.monotonic() - started, 1)))
    return {"pid": node.pid, "url": f"http://127.0.0.1:{node.port}", "users": 0, "folder": str(folder),
            "guard": watcher}


def leave(shared: Path) -> None:
    """The last one to leave stops the node and clears its folder away."""
    with locked(shared / "lock"):
        held = _read(shared)
        if not held or held.get("missing"):
            return
        if held["users"] > 1:
            _write(shared, {**held, "users": held["users"] - 1})
            return
        stop(held["guard"])
        stop(held["pid"])
        shutil.rmtree(held["folder"], ignore_errors=True)
        _write(shared, {})


def _read(shared: Path) -> dict:
    file = shared / "server.json"
    return json.loads(file.read_text()) if file.exists() else {}


def _write(shared: Path, held: dict) -> None:
    (shared / "server.json").write_text(json.dumps(held))


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=6) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
