"""A batch of fetched pages read, classified and stored, and the others that wait."""

from prefect import flow

from flows.house import House
from flows.runs.apart import apart, label
from flows.scheduling.api import api_of_environment
from flows.scheduling.telling import Teller
from flows.sharing.backlog import read_backlog
from flows.sharing.freeing import free_dead
from flows.sharing.holders import holder


@flow(name="process-batch")
async def process_batch(batch_id: int) -> dict[str, int]:
    """Take the batch unless another process has it or it is done. Returns how many articles ended how."""
    who = holder(label())

    def work(house: House) -> dict[str, int]:
        free_dead(house)
        ended = read_backlog(house, batch_id, who)
        Teller(house, api_of_environment()).last()
        return dict(ended)

    return await apart(work)
