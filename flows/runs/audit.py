"""The day's audit."""

from prefect import flow

from flows.daily import day_audit
from flows.house import House
from flows.runs.apart import apart
from flows.scheduling.api import api_of_environment
from flows.scheduling.telling import Teller


@flow(name="audit-agencies")
async def audit_agencies() -> dict[str, list[str]]:
    """Judge every site from the ledger. Returns the sites that fell silent or came back."""
    def work(house: House) -> dict[str, list[str]]:
        turned = day_audit(house)
        Teller(house, api_of_environment()).last()
        return {"silent": list(turned.silent), "recovered": list(turned.recovered)}

    return await apart(work)
