"""The form of a date with slashes and half a day, in which content systems set to English put the month first."""

import re
from enum import StrEnum

SLASHED = re.compile(
    r"(?<![\d/.,-])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>(?:19|20)\d{2})(?![\d/-])"
    r"(?P<time>,?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:(?P<english>[ap]\.?m\b)|(?P<half>SA|CH)\b))?)?",
    re.I,
)


class Form(StrEnum):
    """How the time beside a date is written: dates of one form on one page come from one setting."""

    ENGLISH = "english"  # AM, PM
    VIETNAMESE = "vietnamese"  # SA, CH
    CLOCK = "clock"  # 24 hours
    PLAIN = "plain"  # no time


def form_of(written: str) -> Form | None:
    """The form of a date with slashes, None for all others and for 07/04/2023: those have the day first."""
    match = SLASHED.search(written)
    if match is None or "|" in written:
        return None
    if match["english"] or match["half"]:
        return Form.ENGLISH if match["english"] else Form.VIETNAMESE
    if _padded(match):
        return None
    return Form.CLOCK if match["time"] else Form.PLAIN


def is_open(written: str) -> bool:
    """Whether nothing in a date's words speaks for the day standing first: 7/4/2023 10:46 AM."""
    match = SLASHED.fullmatch(written.strip(" ()[]"))
    return match is not None and match["english"] is not None and not _padded(match)


def _padded(match: re.Match[str]) -> bool:
    return match["one"].startswith("0") or match["two"].startswith("0")
