"""Prefect's records of runs that ended long ago go; those of younger ones, and of runs that have not ended, stay."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.scheduling.api import Api
from flows.scheduling.purging import KEPT, PAGE, purge_runs

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


@dataclass(frozen=True)
class Served(Api):
    """A server that keeps (state, expected start) by run."""

    url: str = ""
    runs: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    def post(self, path: str, body: Any = None) -> Any:
        states = body["flow_runs"]["state"]["type"]["any_"]
        before = datetime.fromisoformat(body["flow_runs"]["expected_start_time"]["before_"])
        found = [name for name, (state, at) in self.runs.items() if state in states and at < before]
        return [{"id": name} for name in found[:body["limit"]]]

    def delete(self, path: str) -> None:
        del self.runs[path.removeprefix("/flow_runs/")]


def test_only_what_ended_and_is_old_goes() -> None:
    old, young = NOW - KEPT - timedelta(hours=1), NOW - KEPT + timedelta(hours=1)
    ended = {state: (state, old) for state in ("COMPLETED", "FAILED", "CANCELLED", "CRASHED")}
    stays = {"young": ("COMPLETED", young), **{state: (state, old) for state in ("SCHEDULED", "PENDING", "RUNNING")}}
    served = Served(runs={**ended, **stays})
    assert purge_runs(served, NOW) == len(ended) and served.runs == stays
    assert purge_runs(served, NOW) == 0


def test_more_than_the_server_gives_at_once() -> None:
    served = Served(runs={str(number): ("COMPLETED", NOW - 2 * KEPT) for number in range(2 * PAGE + 1)})
    assert purge_runs(served, NOW) == 2 * PAGE + 1 and not served.runs
