"""One date as people and content systems write it: where it stands, what it may mean, how fine it is.

Day comes before month. The month-first reading is kept beside it, for the one case in which it may be chosen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

from crawlers.dates.words import DATES, TIME, WEEKDAY, month_number, weekday_of
from domain.dated import VIETNAM, Precision

EARLIEST_YEAR = 1995  # no Vietnamese site is older
LATEST_YEAR = 2099
# What may stand between a date and its time: blanks, signs, a weekday, "lúc", "ngày".
_GAP = re.compile(rf"(?:[\s,|\-–—•·∙_()\[\]'’/.:]|T|lúc|vào|hồi|ngày|giờ|at\b|on\b|icon|(?:{WEEKDAY}))*", re.I)
_WEEKDAY_BEFORE = re.compile(rf"(?:{WEEKDAY})[\s,.\-–|(]*(?:ngày|date)?[\s:]*\Z", re.I)
_WEEKDAY_AFTER = re.compile(rf"[\s,.\-–|(]*(?:{WEEKDAY})", re.I)
_DRUPAL = re.compile(r"(?:T[2-7]|CN|Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d/\d\d/\d{4} - \d\d:\d\d")  # as it comes set
_ZONE = re.compile(
    r"(?P<z>Z)\b|\s?[(\[|]?\s?(?:(?:GMT|UTC)\s*)(?:(?P<sign>[+-])\s?(?P<h>\d{1,2}):?(?P<m>\d{2})?(?!\d))?"
    r"|\s?(?P<sign2>[+-])(?P<h2>\d{2}):?(?P<m2>\d{2})(?!\d|[/.:-]\d)"
)


@dataclass(frozen=True)
class Written:
    """A date found in a text at [start, end), with its time and weekday."""

    value: datetime | date  # aware when it has a time
    precision: Precision
    start: int
    end: int
    swapped: "Written | None" = None  # the month-first reading of M/d/yyyy h:mm AM|PM|SA|CH (SharePoint in English)
    quiet: bool = False  # nothing in the form speaks for `swapped`: only another place can make it the one to believe
    short_year: bool = False
    weekday: bool = False
    offset: bool = False  # the text itself says which time zone

    @property
    def day(self) -> date:
        """The day in Vietnam."""
        return self.value.astimezone(VIETNAM).date() if isinstance(self.value, datetime) else self.value


@dataclass(frozen=True)
class _Time:
    hour: int
    minute: int
    start: int
    end: int
    half: bool  # written with AM, PM, SA or CH
    zone: timezone | None
    empty: bool  # a time that only fills a template


def written(text: str) -> Iterator[Written]:
    """Every plausible date of a text, in order. A weekday that does not fit its date refuses it."""
    times = list(_times(text))
    used: set[int] = set()
    for match in _date_matches(text):
        time = _time_of(text, match, times, used)
        if time:
            used.add(time.start)
        reading = _reading(text, match, time)
        if reading:
            yield reading


def _date_matches(text: str) -> Iterator[re.Match[str]]:
    found = sorted((match for shape in DATES for match in shape.finditer(text)), key=lambda m: (m.start(), -m.end()))
    end = 0
    for match in found:
        if match.start() >= end:
            yield match
            end = match.end()


def _times(text: str) -> Iterator[_Time]:
    for match in TIME.finditer(text):
        hour, minute = int(match["hour"]), int(match["minute"] or match["past"] or 0)
        half = (match["half"] or "").lower().replace(".", "").strip()
        empty = (half in ("am", "sa") and hour == 12 and minute == 0) or (not half and hour == 0 and minute == 0)
        if half in ("pm", "ch", "chiều", "tối") and hour < 12:
            hour += 12
        elif half in ("am", "sa") and hour == 12:
            hour = 0
        if hour > 23 or minute > 59:
            continue
        zone = _ZONE.match(text, match.end())
        end = zone.end() if zone else match.end()
        yield _Time(hour, minute, match.start(), end, bool(half), _offset(zone) if zone else None, empty)


def _offset(zone: re.Match[str]) -> timezone | None:
    sign = zone["sign"] or zone["sign2"]
    if not sign:
        return UTC
    minutes = int(zone["h"] or zone["h2"]) * 60 + int(zone["m"] or zone["m2"] or 0)
    if minutes > 14 * 60:
        return None
    return timezone(timedelta(minutes=minutes if sign == "+" else -minutes))


def _time_of(text: str, match: re.Match[str], times: list[_Time], used: set[int]) -> _Time | None:
    """The time just before the date, or else just after it."""
    free = [time for time in times if time.start not in used]
    before = [time for time in free if time.end <= match.start()]
    if before and _GAP.fullmatch(text, before[-1].end, match.start()):
        return before[-1]
    after = next((time for time in free if time.start >= match.end()), None)
    return after if after and _GAP.fullmatch(text, match.end(), after.start) else None


def _reading(text: str, match: re.Match[str], time: _Time | None) -> Written | None:
    groups = match.groupdict()
    year, first, second = _numbers(groups)
    start, end = match.start(), match.end()
    if time:
        start, end = min(start, time.start), max(end, time.end)
    weekday, start = _weekday(text, start, match, end)
    slash = bool(time and time.half and groups.get("sep") == "/" and not text[match.end() : time.start].strip(" ,"))
    if text[end : end + 1] in (")", "]") and re.search(r"[(\[]", text[start:end]):
        end += 1
    american = groups.get("sep") == "/" and len(groups["year"] or "") == 4 and first != second
    only = american and first <= 12 < second  # 8/27/2023 can be read in one way only
    quiet = american and not slash and weekday is None and not match["day"].startswith("0")
    forms = [(second, first)] + ([(first, second)] if (slash and first != second) or only or quiet else [])
    readings: list[Written | None] = []
    for month, day in forms:
        made = _make(year, month, day, time)
        if made is None or (weekday is not None and date(year, month, day).weekday() != weekday):
            readings.append(None)
            continue
        readings.append(Written(
            *made, start, end, short_year=len(groups.get("year") or "") == 2, weekday=weekday is not None,
            offset=time is not None and time.zone is not None,
        ))  # fmt: skip
    plain, *swapped = readings
    other = swapped[0] if swapped else None
    if plain is None and other is None and american and time and _DRUPAL.fullmatch(text[start:end].strip()):
        turned = _make(year, first, second, time) if first <= 12 else None  # its weekday fits the month in front only
        if turned and date(year, first, second).weekday() == weekday:
            return Written(*turned, start, end, weekday=True)
    return replace(plain, swapped=other, quiet=quiet and other is not None) if plain else other


def _numbers(groups: dict[str, str | None]) -> tuple[int, int, int]:
    """Year and the two numbers in the order day, month."""
    year = int(groups["year"] or 0)
    if year < 100:
        year += 2000
    return year, int(groups["day"] or 0), month_number(groups["month"] or "")


def _make(year: int, month: int, day: int, time: _Time | None) -> tuple[datetime | date, Precision] | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        if time is None or (time.empty and time.zone in (None, VIETNAM, UTC)):
            return date(year, month, day), Precision.DAY
        moment = datetime(year, month, day, time.hour, time.minute, tzinfo=time.zone or VIETNAM)
    except ValueError:
        return None
    moment = moment.astimezone(VIETNAM)
    if moment.hour == moment.minute == 0:  # midnight in Vietnam, written as 17:00Z of the day before
        return moment.date(), Precision.DAY
    return moment, Precision.MINUTE


def _weekday(text: str, start: int, match: re.Match[str], end: int) -> tuple[int | None, int]:
    """The weekday written with the date (0 = Monday), and where the whole reading starts."""
    before = _WEEKDAY_BEFORE.search(text, max(0, start - 40), start)
    if before:
        return weekday_of(before[0]), before.start()
    between = re.search(WEEKDAY, text[start:end], re.I)
    if between:
        return weekday_of(between[0]), start
    after = _WEEKDAY_AFTER.match(text, end, end + 20)
    return (weekday_of(after[0]) if after else None), start
