"""`phusong deploy`: tell the Prefect server (PREFECT_API_URL) what to run when; said twice it changes nothing."""

import asyncio
import os
from pathlib import Path

import click

from domain.errors import SettingsError
from flows.scheduling.schedules import deployments
from phusong.options import opened
from phusong.words import COMMANDS, say


@click.command("deploy", help=say(COMMANDS["deploy"][1]))
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True,
              help=say(("Số máy chạy (worker); mỗi đợt thu thập được chia cho từng máy",
                        "Workers; every wave is shared among them")))
def command(workers: int) -> None:
    """Work pool, deployments with their schedules, automations."""
    if not os.environ.get("PREFECT_API_URL"):
        raise SettingsError("Chưa biết máy chủ Prefect ở đâu: đặt PREFECT_API_URL, ví dụ http://127.0.0.1:4200/api")
    from flows.scheduling.deploying import deploy

    with opened() as house:
        wanted = deployments(house.sources.values(), workers)
    for name in asyncio.run(deploy(wanted, workers, folder=Path.cwd())):
        click.echo(name)
