"""All later stages again from the archive, started by hand."""

from prefect import flow

from domain.source import pick
from flows.house import House
from flows.rebuild import rebuild as again
from flows.runs.apart import apart


@flow(name="rebuild")
async def rebuild(sources: tuple[str, ...] = ()) -> dict[str, int]:
    """Extract, read, store and index the named sources again, or all. Returns how many articles ended how."""
    def work(house: House) -> dict[str, int]:
        return dict(again(house, pick(house.sources, tuple(sources))))

    return await apart(work)
