"""Dates told as a distance from now ("2 giờ trước"): true only against the moment the page was fetched."""

import re
from datetime import date, datetime, timedelta

from domain.dated import VIETNAM

_AGO = re.compile(
    r"(?:cách\s*đây\s*|khoảng\s*)?(?P<n>\d{1,3}|một)\s*(?P<unit>giây|phút|giờ|tiếng|ngày|minutes?|hours?|days?|mins?)\s*(?:trước|ago|qua)\b",
    re.I,
)
_WORDS = re.compile(
    r"(?P<now>vừa\s*xong|just\s*now)|(?P<today>hôm\s*nay)|(?P<yesterday>hôm\s*qua|yesterday)|(?P<before>hôm\s*kia)",
    re.I,
)
_MOST_DAYS = 6  # beyond that sites round to weeks and months
_UNITS = {"giâ": "seconds", "phú": "minutes", "min": "minutes", "giờ": "hours", "tiế": "hours", "hou": "hours",
          "ngà": "days", "day": "days"}  # fmt: skip


def relative_day(text: str, fetched_at: datetime) -> tuple[date, str] | None:
    """The Vietnam day and the words, for a text that is nothing but a relative time; None for all others."""
    line = text.strip(" .,|•-–()")
    if len(line) > 40:
        return None
    match = _AGO.search(line)
    if match and len(line) - len(match[0]) <= 18:
        number = 1 if match["n"].lower() == "một" else int(match["n"])
        unit = _UNITS[match["unit"].lower()[:3]]
        if unit == "days" and number > _MOST_DAYS:
            return None
        return _day(fetched_at - timedelta(**{unit: number})), match[0]
    match = _WORDS.match(line)
    if match is None or match["today"]:  # "hôm nay" is as often a clock's label
        return None
    days = 1 if match["yesterday"] else 2 if match["before"] else 0
    return _day(fetched_at - timedelta(days=days)), match[0]


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()
