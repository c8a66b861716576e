"""How numbers, days and addresses are written in Vietnamese documents."""

from collections.abc import Sequence
from datetime import date, datetime
from math import sqrt
from urllib.parse import urlsplit

from audit.words import day_words
from domain.dated import VIETNAM
from domain.verdict import Rule, Verdict

SHADES = 5
TONES = {Verdict.UP_TO_DATE: "fresh", Verdict.LATE: "late", Verdict.SILENT: "silent"}
BASES = {
    "law": "quy định pháp luật", "repealed_law": "quy định đã hết hiệu lực, để tham khảo",
    "internal_rule": "quy chế nội bộ", "proposal": "đề xuất của hệ thống",
}


def number(value: int | None) -> str:
    """1234567 as 1.234.567; nothing for None."""
    return "" if value is None else f"{value:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """One decimal and a comma, as in 12,5%; a dash where there is no whole."""
    return f"{part / whole * 100:.1f}%".replace(".", ",") if whole else "–"


def signed(value: int) -> str:
    """A difference with its sign."""
    return f"+{number(value)}" if value > 0 else f"−{number(-value)}" if value else "0"


def day(value: date | None) -> str:
    """dd/mm/yyyy; a dash for none."""
    return day_words(value) if value else "–"


def moment(value: datetime | None) -> str:
    """Hours and day in Vietnam."""
    if value is None:
        return "–"
    local = value.astimezone(VIETNAM)
    return f"{local:%H:%M} {day_words(local.date())}"


def week(label: str) -> str:
    """`2023-W34` as Tuần 34/2023."""
    year, _, number_of = label.partition("-W")
    return f"Tuần {int(number_of)}/{year}"


def web(url: str) -> str:
    """The address if a browser may be sent there, else nothing: what a site offers is not trusted as a link."""
    return url if urlsplit(url).scheme in ("http", "https") else ""


def tone(verdict: Verdict) -> str:
    """The style of a verdict: only what accuses is warm-coloured, what we could not tell is grey."""
    return TONES.get(verdict, "unknown")


def shade(value: int, most: int) -> int:
    """0 for none, else 1 … SHADES by square root, so that small numbers can still be told apart."""
    return 0 if not value or not most else max(1, round(sqrt(value / most) * SHADES))


def width(value: int, values: Sequence[int]) -> str:
    """A bar's length against the longest, in percent."""
    most = max(values, default=0)
    return f"{value / most * 100:.1f}%" if most else "0%"


def rule(value: Rule | None) -> str:
    """The limits and what they rest on."""
    if value is None:
        return "–"
    unit = "ngày làm việc" if value.days == "working" else "ngày"
    ground = BASES.get(value.basis, value.basis)
    limits = f"chậm: quá {value.late_after_days}, không cập nhật: quá {value.silent_after_days} {unit}"
    return f"{limits} ({ground})"
