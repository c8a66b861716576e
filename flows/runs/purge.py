"""Every night: what has been kept long enough goes."""

from prefect import flow

from domain.clock import Clock
from flows.house import House
from flows.runs.apart import apart, label
from flows.scheduling.api import api_of_environment
from flows.scheduling.purging import purge_runs
from flows.sharing.holders import holder
from flows.upkeep.retention import purge as purge_ours


@flow(name="purge")
async def purge() -> dict[str, int]:
    """Remove old rows and archive files of ours, and Prefect's records of old runs. Returns how many of each."""
    who = holder(label())

    def work(house: House) -> dict[str, int]:
        api = api_of_environment()
        gone = {"flow_runs": purge_runs(api, Clock().now()) if api else 0, "rows": 0, "files": 0}
        if not house.clock.simulated:
            ours = purge_ours(house, who)
            gone |= {"rows": sum(ours.rows.values()), "files": len(ours.files)}
        return gone

    return await apart(work)
