"""What the plan asks of whom, how it can be seen, and on what it rests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Basis = Literal["law", "repealed_law", "internal_rule", "plan", "proposal"]
Certainty = Literal["known", "believed"]

TYPES: Mapping[str, str] = {
    "S": "cơ cấu (chuyên trang, chuyên mục)",
    "C": "tin, bài",
    "F": "cập nhật",
    "R": "trả lời",
    "D": "công khai",
    "E": "tổ chức, sự kiện",
}
BASES: Mapping[Basis, str] = {
    "law": "quy định pháp luật",
    "repealed_law": "quy định đã hết hiệu lực, chỉ để tham khảo",
    "internal_rule": "quy chế nội bộ",
    "plan": "kế hoạch tuyên truyền",
    "proposal": "đề xuất của hệ thống",
}


@dataclass(frozen=True)
class Norm:
    """A rule beside the plan that the obligation rests on, with its time in force."""

    text: str
    basis: Basis
    valid_from: date | None = None
    valid_to: date | None = None
    certainty: Certainty = "known"
    decides: bool = False  # whether it says itself what is checked: a number of days, a thing that must be there

    def in_force(self, day: date) -> bool:
        """Whether it was in force on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Obligation:
    """What somebody must do. `who` holds unit ids and groups (`role:obligated`, `kind:ubnd-huyen`)."""

    id: str
    who: tuple[str, ...]
    whom: str  # the same in words
    must: str
    type: str  # letters of TYPES joined by +
    clause: str
    check: str  # what can be seen on the public web
    manual: str = ""  # what only a person can judge
    evidence: str = ""  # beside address, time, status, hash, snapshot, rule version
    basis: Basis = "plan"
    norms: tuple[Norm, ...] = ()
    areas: tuple[str, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        """The single letters of `type`."""
        return tuple(self.type.split("+"))

    def may_say_violation(self, day: date) -> bool:
        """Whether a report may say “vi phạm”: a known law in force that day decides the very thing that is checked."""
        return any(n.decides and n.basis == "law" and n.certainty == "known" and n.in_force(day) for n in self.norms)
