"""kill -9 of server, worker, flow process and crawler child in a wave that Prefect runs: the same final state."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from domain.clock import Clock
from domain.record import State
from domain.settings import load
from flows.house import House
from flows.sharing.holders import living
from flows.sharing.presence import RUN
from flows.wave import crawl_sources
from phusong.serving.children import Child
from store import open_store
from store.batches import CLAIMED, DONE
from tests.flows.installation import Installation, await_that
from tests.torture import processes
from tests.torture.kills import State as EndState
from tests.torture.kills import state
from tests.torture.moments import CRAWLING, SHOWN, Moment

APPEARS = 60.0  # seconds in which a process of a kind may still appear
ELSEWHERE = Path(__file__).resolve().parent / "elsewhere"
PATIENCE = 900.0  # seconds until everything must have had its end, however busy the machine
KINDS = ("child", "flow", "worker", "server")
OTHERS = ("event", "group", "machine")
"""The server with an event in flight; a worker with its runs and crawlers at once; the same on another machine."""
LATEST = {"child": 0.5, "event": 0.0}
"""Seconds from the moment: a crawl of so few pages is over 2 s after its first."""
MOMENTS = {"child": CRAWLING, "event": ("its event received",)}  # of the others: all


@dataclass(frozen=True)
class Killed:
    """One wave: seconds from its last kill, and from its first, until everything had its end.

    `hits`: what was killed, and when.
    """

    hits: tuple[tuple[str, str], ...]
    seconds: float
    whole: float
    same: bool


def clean(installation: Installation) -> EndState:
    """The state without any kill and without Prefect, beside the installation."""
    home = installation.folder / "clean"
    house = House(load(**{**installation.given, "home": home}))
    try:
        crawl_sources(house, list(house.sources.values()))
    finally:
        house.close()
    return state(home)


def kill_in_a_wave(
    installation: Installation, kills: Sequence[tuple[str, Moment]], wanted: EndState, patience: float = PATIENCE
) -> Killed:
    """Start a wave; kill one of each kind at its moment; wait until everything has its end."""
    lost = any(kind == "machine" for kind, _ in kills)
    worker = at_work(installation, lost)
    installation.start("crawl-source/agencies")
    hits, times = list[tuple[str, str]](), list[float]()
    for kind, moment in kills:
        moment.await_in(installation.home, worker.tend)
        times.append(time.monotonic())
        if kill(installation, worker, kind):
            hits.append((kind, moment.name))
    if lost:
        worker = installation.work("worker-2")
    await_that(lambda: not worker.tend() and finished(installation), patience, f"recovery from {kills}")
    end, same = time.monotonic(), state(installation.home) == wanted and counted(installation)
    return Killed(tuple(hits), end - times[-1], end - times[0], same)


def at_work(installation: Installation, elsewhere: bool) -> Child:
    """A worker that runs: the last wave's if there is one."""
    if elsewhere:
        installation.end()
        return installation.work(**on_another_machine(installation))
    return installation.workers[-1] if installation.workers else installation.work()


def on_another_machine(installation: Installation) -> dict[str, str]:
    """The environment of a worker on a machine of its own."""
    path = installation.variables()["PYTHONPATH"]
    return {"PYTHONPATH": f"{ELSEWHERE}{os.pathsep}{path}", "TEST_MACHINE": "may-khac"}


def kill(installation: Installation, worker: Child, kind: str) -> bool:
    """kill -9 of one process of a kind as soon as there is one. Returns whether there was one within a while."""
    if kind in ("server", "event"):
        installation.restart_server()
        return True
    until = time.monotonic() + APPEARS
    while not (hit := processes.kill(CHOOSE[kind](installation, worker))) and time.monotonic() < until:
        worker.tend()
        time.sleep(0.05)
    return hit


CHOOSE: dict[str, Callable[[Installation, Child], list[int]]] = {
    "child": lambda installation, _: processes.crawlers(processes.of_home(installation.home))[-1:],
    "flow": lambda installation, _: carriers(installation)[-1:],
    "worker": lambda _, worker: [worker.process.pid] if worker.process and worker.alive() else [],
    "group": lambda installation, _: [one.pid for one in processes.of_home(installation.home)],
    "machine": lambda installation, _: [one.pid for one in processes.of_home(installation.home)],
}


def carriers(installation: Installation) -> list[int]:
    """Processes that carry a run, those last that crawl or read."""
    with open_store(installation.home) as store:
        held = [one.holder for one in store.ledger.leases(Clock().now()) if not one.name.startswith(RUN)]
        busy = {living(holder) for holder in (*held, *(one.holder for one in store.ledger.batches(CLAIMED)))}
    return sorted(processes.flows(processes.of_home(installation.home)), key=lambda pid: (pid in busy, pid))


def calm(installation: Installation) -> None:
    """Nothing of this wave is left but a worker: no run's process, no run that another wave would have to wait for."""
    await_that(lambda: not left(installation), 120, "the end of a wave")


def left(installation: Installation) -> bool:
    """Whether there still was a run of this wave; its process was killed, and the server was made to forget it."""
    there = processes.of_home(installation.home)
    hit = processes.kill((*processes.flows(there), *processes.crawlers(there)))
    for run in installation.runs("", "RUNNING", "PENDING", "SCHEDULED", "CANCELLING", "CRASHED"):
        if not run["auto_scheduled"] or run["state"]["type"] != "SCHEDULED":
            ended = {"state": {"type": "CANCELLED"}, "force": True}  # a place among others is given back
            installation.api.post(f"/flow_runs/{run['id']}/set_state", ended)
            installation.api.delete(f"/flow_runs/{run['id']}")
            hit = True
    return hit


def finished(installation: Installation) -> bool:
    """Every source was looked at and nothing waits to be read."""
    wanted = {file.stem for file in Path(installation.given["sources"]).iterdir()}
    with open_store(installation.home) as store:
        seen = {one.source for one in store.ledger.crawls() if one.outcome not in ("", "interrupted")}
        waiting = [one for one in store.ledger.work() if one.state in (State.FOUND, State.FETCHED)]
        return seen >= wanted and not waiting and all(one.state == DONE for one in store.ledger.batches())


def counted(installation: Installation) -> bool:
    """Whether every article was counted to a crawl as stored, once."""
    with open_store(installation.home) as store:
        return sum(one.stored for one in store.ledger.crawls()) == len(list(store.ledger.articles()))


def plan(kinds: Sequence[str], waves: int, longest: float, seed: int) -> Iterator[list[tuple[str, Moment]]]:
    """For each wave a kill of each kind, at moments spread evenly over those at which there is one, in their order.

    A crawler comes first: the crawls may be over by the time another kill was got over.
    """
    chance = Random(seed)
    for number in range(waves):
        kills = []
        for place, kind in enumerate(kinds):
            names = MOMENTS.get(kind, tuple(SHOWN))
            after = chance.uniform(0, LATEST.get(kind, longest))
            kills.append((kind, Moment(names[(number + seed + 2 * place) % len(names)], after)))
        yield sorted(kills, key=lambda kill: (kill[0] != "child", tuple(SHOWN).index(kill[1].name)))
