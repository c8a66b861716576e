"""The audit's closed list of verdicts about one site or one section, and the record that proves it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Verdict(StrEnum):
    """Only `LATE` and `SILENT` speak about the agency; all others about what we could see."""

    UP_TO_DATE = "up_to_date"
    LATE = "late"
    SILENT = "silent"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    SITE_CHANGED = "site_changed"
    UNDATABLE = "undatable"
    NOT_CHECKED = "not_checked"

    @property
    def accuses(self) -> bool:
        """Whether the verdict says something against the agency."""
        return self in (Verdict.LATE, Verdict.SILENT)


VIETNAMESE = {
    Verdict.UP_TO_DATE: "Cập nhật đúng hạn",
    Verdict.LATE: "Chậm cập nhật",
    Verdict.SILENT: "Không cập nhật",
    Verdict.UNREACHABLE: "Không truy cập được",
    Verdict.BLOCKED: "Bị chặn thu thập",
    Verdict.SITE_CHANGED: "Trang đã thay đổi, cần kiểm tra khai báo nguồn",
    Verdict.UNDATABLE: "Không xác định được ngày",
    Verdict.NOT_CHECKED: "Chưa kiểm tra được",
}


@dataclass(frozen=True)
class Rule:
    """What was applied: the limits in days, and on what they rest (law | repealed_law | internal_rule | proposal)."""

    late_after_days: int
    silent_after_days: int
    days: str  # "working" or "calendar"
    basis: str
    source: str  # the decree, the internal rule, or "đề xuất của hệ thống"


@dataclass(frozen=True)
class Finding:
    """One verdict with what proves it. `section` is None for the whole site."""

    source: str
    unit: str
    section: str | None
    verdict: Verdict
    since: date | None  # the first day the verdict holds; None when unknown
    newest: date | None  # the newest dated item that was seen
    newest_article: str | None
    checked_at: datetime | None  # when the listing that proves it was fetched, or asked for in vain
    rule: Rule | None
    reason: str  # one sentence in Vietnamese, ready for the report
    fetched: tuple[str, ...] = ()  # addresses asked, newest first
    evidence: tuple[str, ...] = field(default=())  # archive record ids
    outcome: str = ""  # the word of domain.outcome behind a verdict about us
    simulated: bool = False
