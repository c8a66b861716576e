"""Our functions are plain and take their time: they run in a thread, so that a run's heartbeat goes on meanwhile."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from prefect.runtime import flow_run

from domain.settings import load
from flows.house import House
from flows.logs import about, log_to
from flows.sharing.presence import present

T = TypeVar("T")


async def apart(work: Callable[[House], T]) -> T:
    """The result of `work` in a house of its own, opened from this process's settings. Raises what it raises."""
    return await asyncio.to_thread(_opened, work)


def label() -> str:
    """What this process is for whoever reads a lease: its run, or nothing without Prefect."""
    return f"run {flow_run.id}" if flow_run.id else ""


def retried() -> bool:
    """Whether an earlier attempt of this run was cut off."""
    return bool(flow_run.id) and (flow_run.run_count or 0) > 1


def _opened(work: Callable[[House], T]) -> T:
    house = House(load())
    log_to(house.settings.log)
    try:
        run = str(flow_run.id or "")
        with about(run=run), present(house, run):
            return work(house)
    finally:
        house.close()
