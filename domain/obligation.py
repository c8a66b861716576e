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
