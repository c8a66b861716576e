"""What follows from what: reactions of the Prefect server, created or brought up to date by name.

They are hints: an action lost with the server is found by the reconciler, one done twice meets a lease.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, RunDeployment
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

from flows.scheduling.environment import MISSING
from flows.scheduling.schedules import BATCH, NOTIFY, RECONCILE

PREFIX: Final = "phusong: "
TRIES: Final = 3
WINDOWS: Final = timedelta(minutes=90)  # three windows of the press; agencies are judged by the doctor, from the ledger
BEATS: Final = "prefect.flow-run.heartbeat"
CRASHED: Final = "prefect.flow-run.Crashed"
ENDS: Final = ("Completed", "Failed", "Cancelled", "Crashed")


def automations(deployments: Mapping[str, UUID]) -> list[AutomationCore]:
    """All of them, for deployments by flow/name."""
    return [
        _batch_is_read(deployments[BATCH.full]), _silent_run_has_crashed(), _crashed_run_starts_again(),
        _dead_run_is_looked_into(deployments[RECONCILE.full]), _no_crawl_is_told(deployments[NOTIFY.full]),
        _silence_is_told(deployments[NOTIFY.full]),
    ]


async def keep(client: PrefectClient, wanted: Iterable[AutomationCore]) -> None:
    """Make those that are missing, overwrite those of the same name, drop ours that are no longer wanted or double."""
    listed = [one for one in await client.read_automations() if one.name.startswith(PREFIX)]
    for automation in wanted:
        same = [one for one in listed if one.name == automation.name]
        if same:
            whole = automation.model_dump(mode="json", exclude={"owner_resource"})
            await client.request(  # the client's own update leaves out defaults, and the server refuses that
                "PUT", "/automations/{id}", path_params={"id": same[0].id}, json=whole)
            listed.remove(same[0])
        else:
            await client.create_automation(automation)
    for one in listed:
        await client.delete_automation(one.id)


def _batch_is_read(deployment: UUID) -> AutomationCore:
    return _automation(
        "lô đã sẵn sàng → đọc", EventTrigger(expect={"phusong.batch.staged"}, for_each={"prefect.resource.id"}),
        RunDeployment(deployment_id=deployment, parameters={
            "batch_id": {"__prefect_kind": "json", "value": _template("{{ event.payload.batch }}")},
        }),
    )


def _silent_run_has_crashed() -> AutomationCore:
    trigger = EventTrigger(
        after={BEATS}, expect={BEATS, *(f"prefect.flow-run.{end}" for end in ENDS)},
        for_each={"prefect.resource.id"}, match=_any("prefect.flow-run"), posture=Posture.Proactive, threshold=1,
        within=timedelta(seconds=MISSING),
    )
    return _automation("mất tín hiệu → coi như đã hỏng", trigger, ChangeFlowRunState(
        state=StateType.CRASHED, message=f"Không có tín hiệu trong {MISSING} giây"))


def _crashed_run_starts_again() -> AutomationCore:
    counts: Any = [str(count) for count in range(TRIES)]
    trigger = EventTrigger(expect={CRASHED}, for_each={"prefect.resource.id"},
                           match={**_any("prefect.flow-run"), "prefect.run-count": counts})
    return _automation("hỏng → làm lại, nhiều nhất ba lần", trigger, ChangeFlowRunState(
        state=StateType.SCHEDULED, name="AwaitingRetry", message="Tiến trình dừng đột ngột; làm lại"))


def _dead_run_is_looked_into(deployment: UUID) -> AutomationCore:
    trigger = EventTrigger(expect={CRASHED}, for_each={"prefect.resource.id"},
                           match={**_any("prefect.flow-run"), "prefect.run-count": str(TRIES)})
    return _automation("hỏng ba lần → cách ly, ghi lý do", trigger, RunDeployment(deployment_id=deployment))


def _no_crawl_is_told(deployment: UUID) -> AutomationCore:
    """For those who keep the installation running, never to an agency: it says something about us."""
    name = "phusong.source.crawled"
    trigger = EventTrigger(after={name}, expect={name}, for_each={"phusong.group"}, posture=Posture.Proactive,
                           match={"phusong.group": "press"}, threshold=1, within=WINDOWS)
    return _automation("không thu thập được ba lượt → báo vận hành", trigger, RunDeployment(deployment_id=deployment))


def _silence_is_told(deployment: UUID) -> AutomationCore:
    names = {"phusong.site.silent", "phusong.site.recovered"}
    return _automation("trang ngừng hoặc lại cập nhật → thông báo", EventTrigger(
        expect=names, for_each={"prefect.resource.id"}), RunDeployment(deployment_id=deployment))


def _automation(name: str, trigger: EventTrigger, action: RunDeployment | ChangeFlowRunState) -> AutomationCore:
    return AutomationCore(name=PREFIX + name, trigger=trigger, actions=[action])


def _any(kind: str) -> dict[str, str]:
    return {"prefect.resource.id": f"{kind}.*"}


def _template(text: str) -> dict[str, str]:
    return {"__prefect_kind": "jinja", "template": text}
