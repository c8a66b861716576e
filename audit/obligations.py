"""The plan's obligations that can be seen on the web, unit by unit: met, not met, or not assessable.

Structure, coverage and freshness are looked at; replies, disclosure and events wait for a person. Where anything is
in doubt the answer is “not assessable”: an obligation of several types is met only when every type is, and a missing
sight of one type never hides that another is not met.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from audit.completeness import Completeness
from domain.plan import Obligation, Plan
from domain.source import Source
from domain.textnorm import fold
from domain.unit import Registry, Unit
from domain.verdict import VIETNAMESE, Finding, Verdict

SEEN_TYPES = ("S", "C", "F")
UNWATCHED = {"via": "tin đăng qua trang của đơn vị khác", "no_source": "chưa có nguồn theo dõi"}

IN_REVIEW = "mới chỉ có tin, bài chờ người xem lại nội dung"


class Status(StrEnum):
    """Three answers; the third is not a softer second."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_ASSESSABLE = "not_assessable"


STATUS_WORDS = {Status.MET: "Đạt", Status.NOT_MET: "Chưa đạt trong kỳ", Status.NOT_ASSESSABLE: "Không đánh giá được"}


@dataclass(frozen=True)
class Row:
    """One obligation of one unit in one period."""

    obligation: str
    unit: str
    status: Status
    code: str  # no_source | no_reading | partial_reading | manual | via | undated | in_review | items …
    reason: str  # in Vietnamese
    articles: int = 0


@dataclass(frozen=True)
class Held:
    """What is known of the period. `articles[unit][area]` counts published articles, `mentions` also weaker ones,
    `undated` those that may lie in the period or not, `in_review` those of `articles` that wait for a person.
    """

    sources: Sequence[Source]
    findings: Sequence[Finding]
    checks: Sequence[Completeness]
    articles: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    mentions: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    undated: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    in_review: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def counted(self, obligation: Obligation, unit: Unit) -> int:
        """Articles of the unit on any area of the obligation."""
        return _sum(self.articles, obligation, unit)

    def sure(self, obligation: Obligation, unit: Unit) -> int:
        """The same without those that wait for a person: they neither praise nor accuse."""
        return self.counted(obligation, unit) - _sum(self.in_review, obligation, unit)


def obligation_rows(plan: Plan, registry: Registry, held: Held, on: date) -> tuple[Row, ...]:
    """A row for every obligation with a type that can be seen and every unit it binds on that day, in file order."""
    return tuple(
        _row(plan, obligation, unit, held)
        for obligation in plan.obligations if set(obligation.types) & set(SEEN_TYPES)
        for unit in _bound(obligation, registry, on)
    )


def _bound(obligation: Obligation, registry: Registry, on: date) -> Iterable[Unit]:
    members = {unit.id: unit for who in obligation.who for unit in registry.members(who, on)}
    return (unit for unit in registry.units.values() if unit.id in members)


def _sum(counts: Mapping[str, Mapping[str, int]], obligation: Obligation, unit: Unit) -> int:
    return sum(counts.get(unit.id, {}).get(area, 0) for area in obligation.areas)


def _row(plan: Plan, obligation: Obligation, unit: Unit, held: Held) -> Row:
    count = held.counted(obligation, unit)
    if not any(source.unit == unit.id for source in held.sources):
        code = "via" if unit.via else "no_source"
        return Row(obligation.id, unit.id, Status.NOT_ASSESSABLE, code, UNWATCHED[code], count)
    answers = [_answer(kind, plan, obligation, unit, held) for kind in obligation.types]
    for status in (Status.NOT_MET, Status.NOT_ASSESSABLE, Status.MET):
        for found, code, why in answers:
            if found is status:
                return Row(obligation.id, unit.id, status, code, why, count)
    raise AssertionError("an obligation has at least one type")


Answer = tuple[Status, str, str]


def _answer(kind: str, plan: Plan, obligation: Obligation, unit: Unit, held: Held) -> Answer:
    if kind == "S":
        return _structure(plan, unit, held)
    if kind == "C":
        return _coverage(obligation, unit, held)
    if kind == "F":
        return _freshness(obligation, unit, held)
    return Status.NOT_ASSESSABLE, "manual", "cần người kiểm tra"


def _structure(plan: Plan, unit: Unit, held: Held) -> Answer:
    named = {
        (source.id, section.id) for source in held.sources if source.unit == unit.id
        for section in source.sections if any(fold(topic) in fold(section.name) for topic in plan.topics)
    }
    found = [one for one in held.findings if (one.source, one.section) in named]
    if any(one.verdict in (Verdict.UP_TO_DATE, Verdict.LATE) for one in found):
        return Status.MET, "section", "có chuyên mục và có tin"
    if found and all(one.verdict is Verdict.SILENT for one in found):
        return Status.NOT_MET, "silent", "có chuyên mục nhưng không cập nhật"
    if found:
        return Status.NOT_ASSESSABLE, found[0].verdict.value, "chuyên mục: " + VIETNAMESE[found[0].verdict].lower()
    return Status.NOT_ASSESSABLE, "section_unknown", "chưa khai báo chuyên mục về nội dung này"


def _coverage(obligation: Obligation, unit: Unit, held: Held) -> Answer:
    if held.sure(obligation, unit):
        return Status.MET, "items", "có tin, bài trong kỳ"
    if held.counted(obligation, unit):
        return Status.NOT_ASSESSABLE, "in_review", IN_REVIEW
    if _sum(held.undated, obligation, unit):
        return Status.NOT_ASSESSABLE, "undated", "có tin, bài nhưng chưa xác định được ngày đăng"
    if _sum(held.mentions, obligation, unit):
        return Status.NOT_ASSESSABLE, "mentions_only", "chỉ có bài nhắc tới, cần người xem lại"
    checks = [one for one in held.checks if one.unit == unit.id]
    if not checks or not all(one.assessable for one in checks):
        return Status.NOT_ASSESSABLE, "no_reading", "chưa đọc được trang trong kỳ"
    if not all(one.complete for one in checks):
        return Status.NOT_ASSESSABLE, "partial_reading", "chưa đủ số lần kiểm tra trong kỳ"
    return Status.NOT_MET, "no_items", "không thấy tin, bài trong kỳ"


def _freshness(obligation: Obligation, unit: Unit, held: Held) -> Answer:
    found = [one for one in held.findings if one.unit == unit.id and one.section is None]
    best = min((one.verdict for one in found), key=list(Verdict).index, default=Verdict.NOT_CHECKED)
    if best is Verdict.UP_TO_DATE and obligation.areas and not held.sure(obligation, unit):
        if held.counted(obligation, unit):
            return Status.NOT_ASSESSABLE, "in_review", IN_REVIEW
        return Status.NOT_ASSESSABLE, "no_items", "trang có cập nhật nhưng chưa thấy tin về các nội dung của kế hoạch"
    if best is Verdict.UP_TO_DATE:
        return Status.MET, best.value, "trang cập nhật đúng hạn"
    if found and all(one.verdict.accuses for one in found):
        return Status.NOT_MET, best.value, VIETNAMESE[best].lower()
    doubt = next((one.verdict for one in found if not one.verdict.accuses), Verdict.NOT_CHECKED)
    return Status.NOT_ASSESSABLE, doubt.value, VIETNAMESE[doubt].lower()
