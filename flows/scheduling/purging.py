"""Prefect keeps every run for ever: its own records of runs that ended long ago are removed here, ours are not."""

from datetime import datetime, timedelta
from typing import Final

from flows.scheduling.api import Api

KEPT: Final = timedelta(days=14)  # proposal: what counts is in the ledger
ENDED: Final = ("COMPLETED", "FAILED", "CANCELLED", "CRASHED")
PAGE: Final = 200


def purge_runs(api: Api, now: datetime, kept: timedelta = KEPT) -> int:
    """Delete ended runs that are older than `kept`. Returns how many; raises ServerAway."""
    before, gone = (now - kept).isoformat(), 0
    question = {
        "flow_runs": {"state": {"type": {"any_": list(ENDED)}}, "expected_start_time": {"before_": before}},
        "limit": PAGE,
    }
    while page := api.post("/flow_runs/filter", question):
        for run in page:
            api.delete(f"/flow_runs/{run['id']}")
        gone += len(page)
    return gone
