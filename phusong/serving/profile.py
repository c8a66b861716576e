"""Starts the single profile and keeps it going until it is told to end."""

import asyncio
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from domain.errors import SettingsError
from flows.house import House
from flows.scheduling import environment
from flows.scheduling.api import STATE, Api
from flows.scheduling.schedules import deployments
from flows.sharing.holders import holder, living, name_of
from phusong.serving.children import Child
from phusong.serving.pages import Pages

ROOT: Final = Path(__file__).resolve().parent.parent.parent
STARTING: Final = 600.0  # seconds: the first start makes Prefect's database (12 s alone, over 120 s among others)
LOOK: Final = 0.5  # seconds between two looks at the children
Told = Callable[[str], None]


@dataclass(frozen=True)
class Profile:
    """What is started and where: everything on loopback unless `host` says otherwise."""

    home: Path
    host: str = "127.0.0.1"
    port: int = 8080
    prefect_port: int = 4200
    often: bool = False
    auth: str = ""

    @property
    def prefect(self) -> Path:
        """Prefect's own folder."""
        return self.home / "prefect"

    @property
    def api(self) -> Api:
        """Prefect's interface; always asked on loopback."""
        return Api(environment.api_url("127.0.0.1", self.prefect_port), self.auth)


@dataclass(frozen=True)
class _Left:
    """Who wrote the state, where its pages stand, and its children, by names that outlive them."""

    serve: str
    pages: str
    children: tuple[str, ...]


def run(profile: Profile, house: House, stop: threading.Event, told: Told) -> None:
    """Serve until `stop` is set. Raises SettingsError when a port is taken or the server does not come up."""
    profile.prefect.mkdir(parents=True, exist_ok=True)
    end_leftovers(profile.prefect / STATE)
    for port in (profile.port, profile.prefect_port):
        _free(profile.host, port)
    server, worker = children(profile)
    try:
        server.start()
        write_state(profile, "", server)
        _wait(profile, server, stop)
        asyncio.run(_deploy(profile, house))
        worker.start()
        with Pages(house, profile.host, profile.port, profile.api.url.removesuffix("/api")) as pages:
            write_state(profile, pages.url, server, worker)
            told(pages.url)
            while not stop.wait(LOOK):
                if server.tend() | worker.tend():
                    write_state(profile, pages.url, server, worker)
    finally:
        worker.end()
        server.end()
        (profile.prefect / STATE).unlink(missing_ok=True)


def children(profile: Profile) -> tuple[Child, Child]:
    """The server and the worker, not started yet."""
    url, path = profile.api.url, os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    server = Child(
        "prefect-server", environment.server_command(profile.host, profile.prefect_port),
        {**environment.server(profile.prefect, profile.host, profile.prefect_port, profile.auth), "PYTHONPATH": path},
        profile.prefect / "server.log",
    )
    worker = Child(
        "prefect-worker", environment.worker_command("phusong-1"),
        {**environment.worker(profile.prefect, url, profile.auth), "PYTHONPATH": path,
         "PHUSONG_HOME": str(profile.home)},
        profile.prefect / "worker.log",
    )
    return server, worker


async def _deploy(profile: Profile, house: House) -> None:
    os.environ.update(environment.common(profile.prefect, profile.api.url, profile.auth))  # before Prefect is imported
    from flows.scheduling.deploying import deploy

    await deploy(deployments(house.sources.values(), often=profile.often), folder=Path.cwd())


def _wait(profile: Profile, server: Child, stop: threading.Event) -> None:
    until = time.monotonic() + STARTING
    while not profile.api.healthy():
        if stop.wait(LOOK) or not server.alive() or time.monotonic() > until:
            raise SettingsError(f"Máy chủ Prefect không khởi động được; xem {server.log}")


def _free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SettingsError(
                f"Cổng {port} đang có chương trình khác dùng; chọn cổng khác: --port, --prefect-port") from error


def end_leftovers(state: Path) -> None:
    """End what a `serve` that was killed left running. Raises SettingsError when another one serves this home."""
    if not (left := _left(state)):
        return
    if living(left.serve):
        raise SettingsError(f"Đang có một “phusong serve” khác chạy cho thư mục này: {left.pages}")
    for name in left.children:
        if pid := living(name):
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)  # its own session: itself and the runs it started
            while living(name):
                time.sleep(LOOK / 10)


def _left(state: Path) -> _Left | None:
    """None without a state, or where something stands that no `serve` wrote."""
    try:
        held = json.loads(state.read_text("utf-8"))
        return _Left(str(held["serve"]), str(held["pages"]), tuple(map(str, held["children"].values())))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_state(profile: Profile, pages: str, *children: Child) -> None:
    """Where everything stands, for `phusong doctor` and for the next `serve` should this one be killed."""
    names = {child.name: name_of(child.process.pid, child.name) for child in children if child.process}
    state = {"serve": holder("serve"), "pages": pages, "api": profile.api.url, "children": names}
    file = profile.prefect / STATE
    fresh = file.with_suffix(".new")  # whole at once: half a state would leave the children running
    fresh.write_text(json.dumps(state), "utf-8")
    fresh.replace(file)
