"""The date that some content systems write into an article's address."""

import re
from datetime import date, datetime
from urllib.parse import unquote, urlsplit

from domain.dated import VIETNAM, Confidence, Dated, Precision

_STAMP = re.compile(r"(?<!\d)\d{12,20}(?=\.(?:html?|aspx|chn|tpo|vnp|vov|ldo)$|$)")
_PATH_DAY = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/-])")
_PACKED_DAY = re.compile(r"/(20\d{2})(\d{2})(\d{2})(?=[/_-])")
_PATH_MONTH = re.compile(r"/(20\d{2})[/-]?(0[1-9]|1[0-2])(?=/)")
_PREFIXES = 5  # digits of a section or site that stand before the moment


def from_address(url: str) -> Dated | None:
    """A LOW date from the path: a stamp inside the id, /yyyy/mm/dd/, yyyymmdd, or /yyyymm/ as a month."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return None
    return _stamp(path) or _day(path) or _month(path)


def _stamp(path: str) -> Dated | None:
    """YYMMDDhhmmss after up to five digits of a prefix, or YYYYMMDDhhmmss; the reading must be the only one."""
    match = _STAMP.search(path.rsplit("/", 1)[-1])
    if match is None:
        return None
    digits = match[0]
    full = _moment("20", digits[2:14]) if digits.startswith("20") and len(digits) >= 14 else None
    if full:
        return _dated(full, Precision.MINUTE, digits)
    found = []
    for at in range(min(_PREFIXES, len(digits) - 12) + 1):
        moment = _moment("20", digits[at : at + 12])
        if moment and len(digits) - at - 12 <= 4:
            found.append(moment)
    days = {moment.date() for moment in found}
    return _dated(found[0], Precision.MINUTE, digits) if len(days) == 1 else None


def _moment(century: str, digits: str) -> datetime | None:
    try:
        moment = datetime.strptime(f"{century}{digits}+0700", "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
    return moment.astimezone(VIETNAM).replace(second=0) if moment.year >= 2005 else None


def _day(path: str) -> Dated | None:
    match = _PATH_DAY.search(path) or _PACKED_DAY.search(path)
    if match is None:
        return None
    try:
        return _dated(date(int(match[1]), int(match[2]), int(match[3])), Precision.DAY, match[0].strip("/_-"))
    except ValueError:
        return None


def _month(path: str) -> Dated | None:
    match = _PATH_MONTH.search(path)
    return _dated(date(int(match[1]), int(match[2]), 1), Precision.MONTH, match[0].strip("/")) if match else None


def _dated(value: datetime | date, precision: Precision, written: str) -> Dated:
    return Dated(value, precision, "url", Confidence.LOW, written)
