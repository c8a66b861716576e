"""What every judgement of one source shares, and the form of a doubt."""

from dataclasses import dataclass
from datetime import date

from audit.place import Place
from audit.seen import Limits, Seen
from domain.calendar import Calendar
from domain.source import Expect
from domain.verdict import Verdict


@dataclass(frozen=True)
class Doubt:
    """The verdict to give instead, and why, as a clause that follows the name of the place."""

    verdict: Verdict
    why: str
    since: date | None = None
    outcome: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bench:
    """What every judgement of one source shares."""

    seen: Seen
    today: date
    expect: Expect
    calendar: Calendar
    limits: Limits
    outages: frozenset[date]
    home: Place | None = None
