"""A whole installation for a test: the session's Prefect server, workers of its own, and some sites of the province."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any

from domain.settings import load
from flows.house import House
from flows.scheduling import environment
from flows.scheduling.api import Api, ServerAway
from phusong.demo import Province
from phusong.demo.home import as_environment, settings_of
from phusong.serving.children import Child
from tests.conftest import ROOT
from tests.servers.prefect import restarted


def await_that(true: Callable[[], Any], seconds: float, what: str) -> Any:
    """Wait until it is true. Raises AssertionError that says what was awaited."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(ServerAway):
            if found := true():
                return found
        time.sleep(0.3)
    raise AssertionError(f"not within {seconds:g} s: {what}")


@dataclass
class Installation:
    """`folder` is the test's own; the server is shared, so its deployments are wiped before every test."""

    folder: Path
    prefect: Path
    url: str
    province: Province
    extra: dict[str, str] = field(default_factory=dict)
    workers: list[Child] = field(default_factory=list)
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def api(self) -> Api:
        """The server's interface."""
        return Api(self.url)

    @property
    def home(self) -> Path:
        """Ledger, archive, reports."""
        return Path(self.given["home"])

    def settle(self, sites: Iterable[str]) -> None:
        """Write the source files of these sites."""
        self.given = {**settings_of(self.folder, self.province), "home": self.folder / "home"}
        for file in (self.folder / "sources").iterdir():
            if file.stem not in set(sites):
                file.unlink()

    def house(self) -> House:
        """This process's own look at it; to be closed."""
        return House(load(**self.given))

    def variables(self) -> dict[str, str]:
        """The environment of its programs."""
        parts = (self.extra.get("PYTHONPATH", ""), str(ROOT), os.environ.get("PYTHONPATH", ""))
        own = {**as_environment(self.given), **environment.worker(self.prefect, self.url)}
        return {**own, **self.extra, "PYTHONPATH": os.pathsep.join(filter(None, parts))}

    def deploy(self, *arguments: str, keep: Iterable[str] = ()) -> None:
        """`phusong deploy`, and no run by the clock but of the deployments to keep: tests start what they need."""
        self.run("deploy", *arguments)
        for one in self.api.post("/deployments/filter", {"limit": 200}):
            if one["name"] not in keep:
                for schedule in one["schedules"]:
                    self.api.delete(f"/deployments/{one['id']}/schedules/{schedule['id']}")

    def run(self, *arguments: str) -> str:
        """One command of `phusong`. Raises AssertionError with its words when it fails."""
        done = subprocess.run(
            [sys.executable, "-m", "phusong", *arguments], env={**os.environ, **self.variables()}, cwd=self.folder,
            capture_output=True, text=True, timeout=120, check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def work(self, name: str = "worker-1", **extra: str) -> Child:
        """Start a worker; `extra` is for its environment."""
        variables = {**self.variables(), **extra}
        child = Child(name, environment.worker_command(name), variables, self.folder / f"{name}.log")
        child.start()
        self.workers.append(child)
        return child

    def runs(self, flow: str = "", *states: str) -> list[dict[str, Any]]:
        """Runs of a flow, newest first."""
        question: dict[str, Any] = {"limit": 200, "sort": "EXPECTED_START_TIME_DESC"}
        if flow:
            question["flows"] = {"name": {"any_": [flow]}}
        if states:
            question["flow_runs"] = {"state": {"type": {"any_": list(states)}}}
        found: list[dict[str, Any]] = self.api.post("/flow_runs/filter", question)
        return found

    def ended(self, run: str, seconds: float = 120) -> dict[str, Any]:
        """The run once it has ended for good."""
        ends = ("COMPLETED", "FAILED", "CANCELLED")

        def look() -> dict[str, Any] | None:
            found: dict[str, Any] = self.api.get(f"/flow_runs/{run}")
            return found if found["state"]["type"] in ends else None

        ended: dict[str, Any] = await_that(look, seconds, f"the end of run {run}")
        return ended

    def start(self, deployment: str, **parameters: Any) -> str:
        """Start a run as its schedule would. Returns its id."""
        return self.api.start(deployment, parameters, token_hex(8))

    def restart_server(self) -> None:
        """Kill the server as nothing else would, and start it again on the same database."""
        restarted(self.prefect.parent)

    def wipe(self) -> None:
        """Nothing of an earlier test is left on the server."""
        for kind in ("automations", "deployments", "flow_runs"):
            while found := self.api.post(f"/{kind}/filter", {"limit": 200}):
                for one in found:
                    self.api.delete(f"/{kind}/{one['id']}")

    def end(self) -> None:
        """Stop the workers."""
        for one in self.workers:
            one.ask_to_end()
        while self.workers:
            self.workers.pop().end(5)
