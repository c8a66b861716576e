"""One thing to say: an incident's start or end, in the words an official reads."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.dated import VIETNAM

# What a crawled page may have brought along: addresses and telephone numbers of persons never leave by mail.
_MAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"(?<![\w/.:-])(?:\+84|0)(?:[ .-]?\d){8,10}(?![\w/-])")


class Audience(StrEnum):
    """Who is to know. What went wrong on our side is never the agency's fault, so the department is not told it."""

    DEPARTMENT = "department"
    OPERATIONS = "operations"


@dataclass(frozen=True)
class Notice:
    """`id` names it for ever: the same notice is told once to each recipient. `evidence` is an address or ""."""

    id: str
    incident: str
    kind: str
    start: bool
    at: datetime  # when the incident began or ended, aware UTC
    audience: Audience
    critical: bool
    heading: str
    sentence: str
    evidence: str = ""
    record: str = ""  # the archived proof
    checked_at: str = ""
    again: bool = False  # an earlier sending was cut off: it may have arrived

    @property
    def day(self) -> str:
        """The Vietnam day and hour on which it began or ended."""
        return f"{self.at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"


def one_line(text: str) -> str:
    """Text on one line without control characters: fit for a header, and no header can be smuggled in."""
    return " ".join("".join(" " if not one.isprintable() else one for one in text).split())


def masked(text: str) -> str:
    """Text on one line without mail addresses and telephone numbers."""
    return _PHONE.sub("[số điện thoại đã ẩn]", _MAIL.sub("[địa chỉ thư đã ẩn]", one_line(text)))
