"""What the reconciler may ask of whoever runs the work: start a run once, say what is on its way, free what hangs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from flows.scheduling.api import Api
from flows.scheduling.schedules import BATCH

PAGE: Final = 200  # the most that Prefect gives at once
PATIENCE: Final = timedelta(seconds=60)  # a run that was handed to a worker and did not start by then lost its worker
BEAT: Final = timedelta(seconds=150)  # a run says every 30 s that it is alive; a busy server is late in writing it down
MOMENT: Final = timedelta(seconds=20)  # a run that began so recently may not have written its name over a dead one's


class Starter(Protocol):
    """Prefect's server, or a list in a test."""

    def start(self, deployment: str, parameters: Mapping[str, str | int], key: str) -> object:
        """Start one run of `flow/deployment`; a second call with the same key starts nothing. Raises ServerAway."""
        ...

    def batches_underway(self) -> set[int]:
        """Batches for which a run waits or works. Raises ServerAway."""
        ...

    def free_hanging(self, now: datetime) -> int:
        """Count runs as crashed that were handed out and never began. Returns how many. Raises ServerAway."""
        ...

    def free_dead(self, runs: Iterable[str], now: datetime) -> int:
        """Count these as crashed if they are said to run. Returns how many were. Raises ServerAway."""
        ...


class PrefectStarter:
    """The Prefect server."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def start(self, deployment: str, parameters: Mapping[str, str | int], key: str) -> str:
        """One run, by its idempotency key."""
        return self._api.start(deployment, parameters, key)

    def batches_underway(self) -> set[int]:
        """By the runs' own parameters."""
        runs = self._runs(["SCHEDULED", "PENDING", "RUNNING"], BATCH.flow)
        return {int(run["parameters"]["batch_id"]) for run in runs if run["parameters"].get("batch_id")}

    def free_hanging(self, now: datetime) -> int:
        """Runs that never began, and those without a sign of life; the automation for these is lost with the server."""
        runs = self._runs(["PENDING", "RUNNING"])
        return self._crashed(run for run in runs if self._hangs(run, now))

    def free_dead(self, runs: Iterable[str], now: datetime) -> int:
        """By the ledger's word; one that was started again meanwhile is left alone."""
        dead = set(runs)
        running = self._runs(["RUNNING"]) if dead else ()
        return self._crashed(run for run in running if run["id"] in dead and now - _since(run) > MOMENT)

    def _hangs(self, run: Mapping[str, Any], now: datetime) -> bool:
        if run["state"]["type"] == "PENDING":
            return now - _since(run) > PATIENCE
        return now - _since(run) > BEAT and not self._beats(run["id"], now)

    def _crashed(self, runs: Iterable[Mapping[str, Any]]) -> int:
        crashed = list(runs)
        for run in crashed:
            state = {"type": "CRASHED", "message": "Không có dấu hiệu nào cho thấy tiến trình còn chạy"}
            self._api.post(f"/flow_runs/{run['id']}/set_state", {"state": state, "force": True})
        return len(crashed)

    def _beats(self, run: str, now: datetime) -> bool:
        """Whether the run has said within the last minutes that it is alive."""
        found = self._api.post("/events/filter", {"limit": 1, "filter": {
            "event": {"name": ["prefect.flow-run.heartbeat"]}, "resource": {"id": [f"prefect.flow-run.{run}"]},
            "occurred": {"since": (now - BEAT).isoformat(), "until": (now + BEAT).isoformat()},
        }})
        return bool(found["events"])

    def _runs(self, states: list[str], flow: str = "") -> Iterator[dict[str, Any]]:
        question: dict[str, Any] = {"flow_runs": {"state": {"type": {"any_": states}}}, "limit": PAGE}
        if flow:
            question["flows"] = {"name": {"any_": [flow]}}
        offset = 0
        while page := self._api.post("/flow_runs/filter", {**question, "offset": offset, "sort": "ID_DESC"}):
            yield from page
            offset += PAGE


def _since(run: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(run["state"]["timestamp"].replace("Z", "+00:00"))
