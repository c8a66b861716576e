"""A content area of the plan, and its parts."""

from dataclasses import dataclass
from typing import Literal

Polarity = Literal["praise", "criticism"]


@dataclass(frozen=True)
class Part:
    """A sub-code of an area, `A06.a` say; `polarity` where it is one of the two sides of an area that has sides."""

    id: str
    title: str
    polarity: Polarity | None = None


@dataclass(frozen=True)
class Area:
    """One content area: `short` is for table heads, `title` for lists, `text` the plan's own words."""

    id: str
    short: str
    title: str
    text: str
    clause: str
    papi: tuple[int, ...] = ()
    lead: tuple[str, ...] = ()  # unit ids that likely answer for it: a proposal, never a verdict
    polarity: bool = False  # whether praise and criticism are told apart
    parts: tuple[Part, ...] = ()
