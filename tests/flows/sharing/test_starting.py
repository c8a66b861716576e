"""What the reconciler asks of Prefect: which batches are on their way, and which runs hang or are dead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.scheduling.api import Api
from flows.sharing.starting import BEAT, MOMENT, PAGE, PATIENCE, PrefectStarter

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
LONG = BEAT + timedelta(seconds=1)


@dataclass(frozen=True)
class Served(Api):
    """A server that keeps runs, and the moments at which each last said that it is alive."""

    url: str = ""
    runs: list[dict[str, Any]] = field(default_factory=list)
    beats: dict[str, datetime] = field(default_factory=dict)
    set: dict[str, Any] = field(default_factory=dict)

    def post(self, path: str, body: Any = None) -> Any:
        if path == "/flow_runs/filter":
            wanted = body["flow_runs"]["state"]["type"]["any_"]
            found = [run for run in self.runs if run["state"]["type"] in wanted]
            return found[body["offset"]:body["offset"] + body["limit"]]
        if path == "/events/filter":
            asked = body["filter"]
            [resource] = asked["resource"]["id"]
            beat = self.beats.get(resource.removeprefix("prefect.flow-run."))
            since, until = (datetime.fromisoformat(asked["occurred"][name]) for name in ("since", "until"))
            return {"events": [{}] if beat and since <= beat <= until else []}
        self.set[path] = body
        return {}


def run(name: str, state: str, since: timedelta, **parameters: Any) -> dict[str, Any]:
    at = (NOW - since).isoformat().replace("+00:00", "Z")
    return {"id": name, "state": {"type": state, "timestamp": at}, "parameters": parameters}


def crashed(served: Served) -> set[str]:
    assert all(body["state"]["type"] == "CRASHED" and body["force"] for body in served.set.values())
    return {path.split("/")[2] for path in served.set}


def freed(*runs: dict[str, Any], beats: Mapping[str, datetime] | None = None) -> set[str]:
    served = Served(runs=list(runs), beats=dict(beats or {}))
    assert PrefectStarter(served).free_hanging(NOW) == len(served.set)
    return crashed(served)


def test_a_running_run_is_dead_when_it_has_not_said_otherwise_for_a_while() -> None:
    runs = [run(name, "RUNNING", 2 * LONG) for name in ("silent", "beating", "stopped", "ahead")]
    beats = {"beating": NOW - timedelta(seconds=40), "stopped": NOW - BEAT - timedelta(seconds=1),
             "ahead": NOW + timedelta(seconds=30)}  # the clock of its machine is
    assert freed(*runs, beats=beats) == {"silent", "stopped"}


def test_a_run_that_has_just_begun_is_given_time_to_say_something() -> None:
    assert not freed(run("young", "RUNNING", BEAT - timedelta(seconds=1)))


def test_a_run_that_was_handed_out_and_never_began_hangs_however_it_beats() -> None:
    waits = run("waits", "PENDING", PATIENCE - timedelta(seconds=1))
    hangs = run("hangs", "PENDING", PATIENCE + timedelta(seconds=1))
    assert freed(hangs, waits, beats={"hangs": NOW}) == {"hangs"}


def test_what_is_to_start_and_what_has_ended_is_left_alone() -> None:
    assert not freed(*(run(state, state, 9 * LONG) for state in ("SCHEDULED", "COMPLETED", "CRASHED", "FAILED")))


def test_every_page_is_looked_at() -> None:
    runs = [run(str(number), "RUNNING", LONG) for number in range(PAGE + 1)]
    assert len(freed(*runs)) == PAGE + 1


def test_batches_on_their_way() -> None:
    served = Served(runs=[run("a", "SCHEDULED", LONG, batch_id=4), run("b", "RUNNING", LONG, batch_id="5"),
                          run("c", "COMPLETED", LONG, batch_id=6), run("d", "PENDING", LONG)])
    assert PrefectStarter(served).batches_underway() == {4, 5}


def test_a_run_whose_process_died_has_crashed_unless_it_has_just_begun_again() -> None:
    states = {"a": "RUNNING", "b": "SCHEDULED", "c": "COMPLETED", "other": "RUNNING"}
    served = Served(runs=[*(run(name, state, LONG) for name, state in states.items()), run("new", "RUNNING", MOMENT)],
                    beats={"a": NOW})
    assert PrefectStarter(served).free_dead(["a", "b", "c", "new", "gone"], NOW) == 1
    assert crashed(served) == {"a"}
    assert PrefectStarter(Served()).free_dead([], NOW) == 0
