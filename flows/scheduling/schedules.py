"""When what runs: every deployment as data, from the sources' own expectations; Vietnam time throughout."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from domain.source import Source
from flows.scheduling.environment import BATCHES, STARTED
from flows.sharing.due import Group, group_of

ZONE: Final = "Asia/Ho_Chi_Minh"
DEFAULT: Final = "default"
CRONS: Final = {
    Group.PRESS: ("*/15 * * * *",),
    # every quarter of an hour while offices may be open: each source is due once an hour, each at its own minute
    Group.AGENCIES: ("3-59/15 7-17 * * *", "3 5,20 * * *"),
}
START: Final = " ".join(("python", *STARTED))
OFTEN: Final = ("*/2 * * * *",)  # the demo: nobody wants to wait for a quarter of an hour


@dataclass(frozen=True)
class Deployment:
    """One deployment: `module.function` of its flow; with `limit` 1 a run that would be a second one is dropped."""

    flow: str
    name: str
    entry: str
    says: str
    crons: tuple[str, ...] = ()
    parameters: dict[str, str | int] = field(default_factory=dict)
    limit: int | None = 1
    queue: str = DEFAULT

    @property
    def full(self) -> str:
        """`flow/name`: what Prefect and our reconciler call it."""
        return f"{self.flow}/{self.name}"

    @property
    def file(self) -> str:
        """The entry point as prefect.yaml writes it."""
        module, _, function = self.entry.rpartition(".")
        return f"{module.replace('.', '/')}.py:{function}"


BATCH: Final = Deployment(
    "process-batch", "batch", "flows.runs.process.process_batch",
    "Đọc, phân loại và lưu một lô trang đã tải", limit=None, queue=BATCHES,
)
AGAIN: Final = Deployment("crawl-source", "again", "flows.runs.crawl.crawl_source",
                          "Thu thập tiếp một đợt bị ngắt giữa chừng", limit=None)
INDEX: Final = Deployment("project-index", "index", "flows.runs.project.project_index",
                          "Đưa tin, bài mới vào chỉ mục tìm kiếm", ("*/5 * * * *",))
NOTIFY: Final = Deployment("notify", "notices", "flows.runs.notify.notify",
                           "Gửi thông báo đến hạn", ("*/10 * * * *",))
RECONCILE: Final = Deployment("reconcile", "minute", "flows.runs.reconcile.reconcile",
                              "Tìm và làm tiếp việc bị bỏ dở", ("* * * * *",),
                              limit=2)  # one that was lost with its machine holds its place for minutes
AUDIT: Final = Deployment("audit-agencies", "daily", "flows.runs.audit.audit_agencies",
                          "Kiểm tra việc cập nhật của các trang", ("30 7 * * *",))
REPORT: Final = Deployment("weekly-report", "monday", "flows.runs.report.weekly_report",
                           "Lập báo cáo tuần", ("0 7 * * 1",))
FIXED: Final = (
    AGAIN, BATCH, INDEX, NOTIFY, RECONCILE, AUDIT, REPORT,
    Deployment("rebuild", "manual", "flows.runs.rebuild.rebuild", "Làm lại mọi bước từ kho lưu trữ"),
    Deployment("purge", "nightly", "flows.runs.purge.purge", "Xóa dữ liệu quá thời hạn lưu giữ", ("40 2 * * *",)),
)


def deployments(sources: Iterable[Source], parts: int = 1, often: bool = False) -> tuple[Deployment, ...]:
    """All of them; a wave is split into `parts` by host, so that as many workers share it. `often`: for the demo."""
    groups = sorted({group_of(source) for source in sources})
    waves = [_wave(group, number, parts, often) for group in groups for number in range(parts)]
    return (*waves, *FIXED)


def _wave(group: Group, number: int, parts: int, often: bool) -> Deployment:
    name = f"{group}-{number + 1}" if parts > 1 else str(group)
    says = {Group.PRESS: "Thu thập báo, đài", Group.AGENCIES: "Thu thập trang của các cơ quan"}[group]
    return Deployment(
        "crawl-source", name, "flows.runs.crawl.crawl_source", says, OFTEN if often else CRONS[group],
        {"group": str(group), "part": number, "parts": parts},
    )


def as_prefect_yaml(wanted: Iterable[Deployment], pool: str) -> dict[str, object]:
    """The same as Prefect reads it from prefect.yaml; PHUSONG_CHECKOUT is where the workers find the code."""
    pull = [{"prefect.deployments.steps.set_working_directory": {"directory": "{{ $PHUSONG_CHECKOUT }}"}}]
    return {"name": "phusong", "pull": pull, "deployments": [_entry(one, pool) for one in wanted]}


def _entry(one: Deployment, pool: str) -> dict[str, object]:
    entry: dict[str, object] = {"name": one.name, "description": one.says, "entrypoint": one.file}
    if one.parameters:
        entry["parameters"] = dict(one.parameters)
    if one.limit is not None:
        entry["concurrency_limit"] = {"limit": one.limit, "collision_strategy": "CANCEL_NEW"}
    entry["work_pool"] = {"name": pool, "work_queue_name": one.queue, "job_variables": {"command": START}}
    if one.crons:
        entry["schedules"] = [{"cron": cron, "timezone": ZONE} for cron in one.crons]
    return entry
