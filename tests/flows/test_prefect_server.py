"""What a real Prefect server makes of our schedules and automations."""

import os
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from domain.dated import VIETNAM
from domain.settings import load
from domain.source import load_sources
from flows.scheduling.automations import PREFIX
from flows.scheduling.environment import POOL
from flows.scheduling.schedules import ZONE, deployments
from tests.conftest import ROOT
from tests.flows.installation import Installation, await_that

pytestmark = pytest.mark.prefect
SITES = ("so-noi-vu",)


def test_cron_makes_scheduled_runs_in_vietnam_time_and_deploying_again_doubles_nothing(
    installation: Installation,
) -> None:
    installation.settle(SITES)
    installation.run("deploy")
    once = described(installation)
    installation.run("deploy", "--workers", "1")
    assert described(installation) == once
    assert len(once["automations"]) == 6

    def runs(flow: str) -> list[datetime]:
        listed = installation.runs(flow, "SCHEDULED")
        return [datetime.fromisoformat(run["expected_start_time"].replace("Z", "+00:00")) for run in listed]

    reports = await_that(lambda: runs("weekly-report"), 60, "a scheduled report")
    assert {(one.weekday(), one.hour, one.minute) for one in reports} == {(0, 0, 0)}  # Monday 00:00 UTC
    audits = await_that(lambda: runs("audit-agencies"), 30, "a scheduled audit")
    assert {f"{one.astimezone(VIETNAM):%H:%M}" for one in audits} == {"07:30"}
    crawls = await_that(lambda: runs("crawl-source"), 30, "a scheduled crawl")
    assert {one.astimezone(VIETNAM).hour for one in crawls} <= {*range(7, 18), 5, 20}


def test_prefect_s_own_deploy_tells_the_server_the_same_and_its_runs_find_the_code(installation: Installation) -> None:
    installation.settle(SITES)
    installation.run("deploy")  # Prefect's own makes no pool
    installation.wipe()
    done = subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, **installation.variables()}, timeout=300, check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    made, wanted = described(installation), deployments(load_sources(load().sources).values())
    assert made["schedules"] == Counter(f"{one.name}{cron}{ZONE}" for one in wanted for cron in one.crons)
    assert made["limits"] == Counter(f"{one.name} {one.limit}" for one in wanted)
    assert made["queues"] == Counter(f"{one.name} {POOL} {one.queue}" for one in wanted)
    assert made["parameters"] == Counter(f"{one.name} {sorted(one.parameters.items())}" for one in wanted)
    own = str(Path(sys.executable).parent)  # the file says `python`: that of the environment of the worker
    installation.extra = {"PHUSONG_CHECKOUT": str(ROOT), "PATH": own + os.pathsep + os.environ["PATH"]}
    installation.work()
    ended = installation.ended(installation.start("project-index/index"))
    assert ended["state"]["type"] == "COMPLETED", ended["state"]


def described(installation: Installation) -> dict[str, Counter[str]]:
    """What stands on the server, by name."""
    deployments = installation.api.post("/deployments/filter", {"limit": 200})
    automations = installation.api.post("/automations/filter", {})
    return {
        "deployments": Counter(one["entrypoint"] + "/" + one["name"] for one in deployments),
        "schedules": Counter(one["name"] + schedule["schedule"]["cron"] + schedule["schedule"]["timezone"]
                             for one in deployments for schedule in one["schedules"]),
        "queues": Counter(f"{one['name']} {one['work_pool_name']} {one['work_queue_name']}" for one in deployments),
        "parameters": Counter(f"{one['name']} {sorted(one['parameters'].items())}" for one in deployments),
        "limits": Counter(f"{one['name']} {(one.get('global_concurrency_limit') or {}).get('limit')}"
                          for one in deployments),
        "automations": Counter(one["name"] for one in automations if one["name"].startswith(PREFIX)),
    }
