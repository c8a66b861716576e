"""The search index brought up to date from the outbox."""

from prefect import flow

from flows.projection.projecting import project
from flows.runs.apart import apart


@flow(name="project-index")
async def project_index() -> int:
    """Hand over what the index lacks; nothing to do for an index that is written with the ledger."""
    return await apart(lambda house: 0 if house.index.joins else project(house))
