"""Every minute: what was lost on the way is found in the ledger and got going again."""

from dataclasses import asdict
from typing import Any

from prefect import flow

from flows.house import House
from flows.runs.apart import apart, label
from flows.scheduling.api import api_of_environment
from flows.sharing.holders import holder
from flows.sharing.minute import watch
from flows.sharing.starting import PrefectStarter


@flow(name="reconcile")
async def reconcile() -> dict[str, Any]:
    """Look and go on; nothing to do without a server, where nothing is started by events. Returns what was found."""
    api, who = api_of_environment(), holder(label())

    def work(house: House) -> dict[str, Any]:
        return asdict(watch(house, PrefectStarter(api), api, who)) if api else {}

    return await apart(work)
