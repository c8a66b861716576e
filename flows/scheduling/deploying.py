"""Tells a Prefect server what to run when; said twice it changes nothing."""

import importlib
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate, WorkPoolCreate
from prefect.client.schemas.objects import ConcurrencyLimitStrategy, ConcurrencyOptions
from prefect.client.schemas.schedules import CronSchedule
from prefect.exceptions import ObjectAlreadyExists
from prefect.flows import Flow
from prefect.utilities.callables import parameter_schema

from flows.scheduling.automations import automations, keep
from flows.scheduling.environment import BATCHES, POOL, STARTED
from flows.scheduling.schedules import ZONE, Deployment

START: Final = shlex.join([sys.executable, *STARTED])
ABREAST: Final = 2  # batches in work at a time for every worker: a reader takes 250 MB


async def deploy(
    wanted: Iterable[Deployment], workers: int = 1, pool: str = POOL, folder: Path | None = None
) -> dict[str, UUID]:
    """Pool, queue, deployments and automations, made or brought up to date. Returns flow/name -> id.

    `folder` is where runs work: where phusong.toml stands, if there is one.
    """
    async with get_client() as client:
        await client.create_work_pool(WorkPoolCreate(name=pool, type="process"), overwrite=True)
        await _queue(client, pool, BATCHES, workers * ABREAST)
        made = {one.full: await _one(client, one, pool, folder) for one in wanted}
        await keep(client, automations(made))
    return made


async def _one(client: PrefectClient, one: Deployment, pool: str, folder: Path | None) -> UUID:
    module, _, name = one.entry.rpartition(".")
    flow: Flow[Any, Any] = getattr(importlib.import_module(module), name)
    limits: dict[str, Any] = {} if one.limit is None else {
        "concurrency_limit": one.limit,
        "concurrency_options": ConcurrencyOptions(collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
    }
    return await client.create_deployment(
        await client.create_flow_from_name(one.flow), one.name, description=one.says, entrypoint=one.entry,
        schedules=[DeploymentScheduleCreate(schedule=CronSchedule(cron=cron, timezone=ZONE)) for cron in one.crons],
        parameters=dict(one.parameters), work_pool_name=pool, work_queue_name=one.queue,
        parameter_openapi_schema=parameter_schema(flow.fn).model_dump_for_openapi(), enforce_parameter_schema=False,
        job_variables={"command": START, **({"working_dir": str(folder)} if folder else {})}, paused=False, **limits,
    )


async def _queue(client: PrefectClient, pool: str, name: str, limit: int) -> None:
    try:
        await client.create_work_queue(name, work_pool_name=pool, concurrency_limit=limit)
    except ObjectAlreadyExists:
        await client.request("PATCH", "/work_pools/{work_pool_name}/queues/{name}", json={"concurrency_limit": limit},
                             path_params={"work_pool_name": pool, "name": name})
