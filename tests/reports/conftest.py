"""One invented report that every form of output shows."""

from datetime import date

import pytest

from domain.verdict import Finding, Rule, Verdict
from reports.coverage import coverage
from reports.report import Duty, Item, Report, Versions, previous
from tests.reports.office import CHECKS, NOW, PERIOD, PLAN, REGISTRY, SOURCES, shelf

RULE = Rule(7, 30, "working", "proposal", "đề xuất của hệ thống")


def finding(source: str, verdict: Verdict, section: str | None = None) -> Finding:
    return Finding(source, source.removeprefix("nguon-"), section, verdict, date(2023, 8, 1), date(2023, 7, 1), "bai-1",
                   NOW, RULE, f"Trang “{source}” ở trạng thái thử.", (f"https://{source}.example/tin",), ("r:1",))


@pytest.fixture
def report() -> Report:
    table = coverage(shelf(), REGISTRY, PLAN, CHECKS, PERIOD)  # type: ignore[arg-type]
    past = coverage(shelf(), REGISTRY, PLAN, (), previous(PERIOD))  # type: ignore[arg-type]
    findings = (
        finding("nguon-bao-tinh", Verdict.UP_TO_DATE), finding("nguon-bao-tinh", Verdict.UP_TO_DATE, "tin"),
        finding("nguon-so-a", Verdict.SILENT), finding("nguon-so-a", Verdict.SILENT, "tin"),
        finding("nguon-so-b", Verdict.BLOCKED), finding("nguon-so-b", Verdict.BLOCKED, "tin"),
    )
    items = (
        Item("Bài <b>thử</b> & “ngoặc”", "Báo Tỉnh điện tử", "bao-tinh", date(2023, 8, 15), "https://a.example/1?x=1&y=2",
             ("A01", "A02"), False, ("A02",)),
        Item("Liên kết lạ", "Trang Sở A", "so-a", date(2023, 8, 22), "javascript:alert(1)", ("A01",), True),
    )
    return Report(
        PLAN.short, "Sở A", "UBND tỉnh mẫu", PERIOD, NOW, False, Versions("kh-1", "dm-1", "r-1", "0.1"), table, past,
        findings, CHECKS, (Duty("O01", "các sở", "Đăng tin, bài", "III.1", ()),), items,
        {one.id: one for one in SOURCES}, {one.id: one.short_on(None) for one in REGISTRY.units.values()},
    )
