"""Where a place in repaired text stood in the text as it was given, so that evidence cuts what others hold."""

import re
from dataclasses import dataclass, replace

from domain.article import Span
from domain.textnorm import clean

_AGREE = 6  # characters that must be the same again after a repair
_REPAIR = 40  # the longest repair that is followed: a reference such as &thetasym; in broken nesting


@dataclass(frozen=True)
class Trace:
    """For each character of the repaired text the first and the last + 1 of the given text."""

    given: str
    spans: tuple[tuple[int, int], ...]

    def of(self, span: Span) -> Span:
        """The same words, as they stand in the given text."""
        start, end = self.spans[span.start][0], self.spans[span.end - 1][1]
        return replace(span, text=self.given[start:end], start=start, end=end)


def traced(given: str, repaired: str) -> Trace | None:
    """Follow `given` (NFC) through its repair; None where too much was repaired at once to be followed."""
    seen = re.sub(r"[^\S\n\r]", " ", given)  # the repair makes one blank of each kind of blank
    spans: list[tuple[int, int]] = []
    at = 0
    while len(spans) < len(repaired):
        here = len(spans)
        if at < len(seen) and seen[at] == repaired[here]:
            spans.append((at, at + 1))
            at += 1
            continue
        step = _step(seen, at, repaired, here)
        if step is None:
            return None
        more, fewer = step
        spans += [(at, at + more)] * fewer
        at += more
    return Trace(given, tuple(spans))


def _step(seen: str, at: int, repaired: str, here: int) -> tuple[int, int] | None:
    """How many characters of each text the repair covers: the fewest after which both go on alike."""
    if at < len(seen) and not clean(seen[at]).strip("\n"):
        return 1, 0  # invisible, or the first half of a line break
    for both in range(1, 2 * _REPAIR):
        for fewer in range(min(both, _REPAIR) + 1):
            more = both - fewer
            old, new = at + more, here + fewer
            if seen[old:old + _AGREE] == repaired[new:new + _AGREE]:
                return more, fewer
    return None
