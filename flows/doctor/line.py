"""One line of the examination."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """FAIL: something does not work. WARN: it works, and somebody should look."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Line:
    """`advice` says what to do; it is empty where all is well."""

    name: str
    state: State
    text: str
    advice: str = ""


def ok(name: str, text: str) -> Line:
    """All is well."""
    return Line(name, State.OK, text)


def warn(name: str, text: str, advice: str) -> Line:
    """Somebody should look."""
    return Line(name, State.WARN, text, advice)


def fail(name: str, text: str, advice: str) -> Line:
    """It does not work."""
    return Line(name, State.FAIL, text, advice)


def ago(seconds: float) -> str:
    """A duration in words of one unit."""
    for size, unit in ((86400, "ngày"), (3600, "giờ"), (60, "phút")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{max(0, seconds):.0f} giây"
