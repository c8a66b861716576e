"""A round over the sources that are due."""

from prefect import flow

from flows.house import House
from flows.runs.apart import apart, retried
from flows.scheduling.api import api_of_environment
from flows.scheduling.telling import Teller
from flows.sharing.freeing import free_dead
from flows.sharing.rounds import Round, crawl_round

WAIT = 150.0  # seconds a repeated round waits for the leases of the process that was killed


@flow(name="crawl-source")
async def crawl_source(
    group: str = "", sources: tuple[str, ...] = (), part: int = 0, parts: int = 1, again: bool = False
) -> dict[str, str]:
    """Crawl what is due; the pages that arrive are staged in batches at once. Returns the outcome of every source.

    `again`: a round whose process died is repeated, and its leases may still have to run out.
    """
    one, wait = Round(group, tuple(sources), part, parts), WAIT if again or retried() else 0.0

    def work(house: House) -> dict[str, str]:
        free_dead(house)
        teller = Teller(house, api_of_environment())
        tallies = crawl_round(house, one, teller, wait)
        teller.last()
        return {tally.source: tally.outcome for tally in tallies}

    return await apart(work)
