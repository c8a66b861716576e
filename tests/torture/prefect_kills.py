"""kill -9 of server, worker, flow process and crawler child in a wave that Prefect runs: the same final state."""

import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from domain.settings import load
from flows.house import House
from flows.wave import crawl_sources
from phusong.serving.children import Child
from store.batches import DONE
from tests.flows.installation import Installation, await_that
from tests.torture.kills import State, children_of, state

KINDS = ("child", "flow", "worker", "server")
APPEARS = 20.0  # seconds in which a process of a kind may still appear


@dataclass(frozen=True)
class Killed:
    """One kill: `seconds` from it until everything had its end; `hit`: there was something of this kind to kill."""

    kind: str
    hit: bool
    seconds: float
    same: bool


def clean(installation: Installation) -> State:
    """The state without any kill and without Prefect, beside the installation."""
    house = House(load(**{**installation.given, "home": installation.folder / "clean"}))
    try:
        crawl_sources(house, list(house.sources.values()))
    finally:
        house.close()
    return state(installation.folder / "clean")


def kill_in_a_wave(
    installation: Installation, kinds: Sequence[str], after: float, wanted: State, patience: float = 300
) -> Killed:
    """Start a wave; `after` seconds after its run began kill one of each kind; wait until everything has its end."""
    worker = installation.work()
    run = installation.start("crawl-source/agencies")
    await_that(lambda: installation.api.get(f"/flow_runs/{run}")["start_time"], 180, "the start of the wave")
    time.sleep(after)
    hits = [kill(installation, worker, kind) for kind in kinds]
    since = time.monotonic()
    await_that(lambda: not worker.tend() and finished(installation), patience, f"recovery from kill of {kinds}")
    return Killed("+".join(kinds), all(hits), time.monotonic() - since, state(installation.home) == wanted)


def kill(installation: Installation, worker: Child, kind: str) -> bool:
    """kill -9 of one process of a kind as soon as there is one. Returns whether there was one within a while."""
    if kind == "server":
        installation.restart_server()
        return True
    until = time.monotonic() + APPEARS
    while not (found := living(worker, kind)) and time.monotonic() < until:
        worker.tend()
        time.sleep(0.05)
    with suppress(ProcessLookupError):
        for one in found[:1]:
            os.kill(one, signal.SIGKILL)
    return bool(found)


def living(worker: Child, kind: str) -> list[int]:
    """The processes of a kind that run now."""
    assert worker.process
    if kind == "worker":
        return [worker.process.pid] if worker.alive() else []
    runs = children_of(worker.process.pid)
    return runs if kind == "flow" else [one for run in runs for one in grandchildren(run)]


def grandchildren(pid: int) -> list[int]:
    """Everything below a process, deepest first."""
    return [deep for one in children_of(pid) for deep in (*grandchildren(one), one)]


def finished(installation: Installation) -> bool:
    """Every source was looked at and nothing waits to be read."""
    house = installation.house()
    try:
        ledger = house.store.ledger
        seen = {one.source for one in ledger.crawls() if one.outcome not in ("", "interrupted")}
        fetched = [one for one in ledger.work() if one.state.value in ("found", "fetched")]
        return seen >= set(house.sources) and not fetched and all(one.state == DONE for one in ledger.batches())
    finally:
        house.close()
