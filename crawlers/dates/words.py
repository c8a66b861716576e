"""The words and number shapes of written dates, as regular expressions."""

import re

_VIETNAMESE_MONTHS = (
    "một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SPELLINGS = {"giêng": 1, "bốn": 4, "bẩy": 7, "chạp": 12, "sept": 9}
MONTHS = (
    {name: n for n, name in enumerate(_VIETNAMESE_MONTHS, 1)}
    | {name: n for n, name in enumerate(_ENGLISH_MONTHS, 1)}
    | {name[:3]: n for n, name in enumerate(_ENGLISH_MONTHS, 1)}
    | _SPELLINGS
)
_WORDED = r"mười\s+một|mười\s+hai|" + "|".join((*_VIETNAMESE_MONTHS[:10], "giêng", "bốn", "bẩy", "chạp"))
_NAMED = "|".join((*_ENGLISH_MONTHS, "sept", *(name[:3] for name in _ENGLISH_MONTHS)))

_DAYS = {"hai": 0, "ba": 1, "tư": 2, "bốn": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5} | {
    str(n + 2): n for n in range(6)
}
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_THU = r"th[ứúu]\s*(?:hai|ba|tư|bốn|năm|sáu|bảy|bẩy|[2-7])(?![^\W_])"
WEEKDAY = (
    rf"{_THU}|ch[ủu]\s*nh[ậa]t|(?<![^\W_])(?:CN|T[2-7])(?![^\W_])"
    r"|(?<![^\W_])(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?(?![^\W_])"
)
_VIETNAMESE_DAY = re.compile(r"(?:th[ứúu]\s*|t)(hai|ba|tư|bốn|năm|sáu|bảy|bẩy|[2-7])")

_YEAR = r"(?P<year>(?:19|20)\d{2})"
_BEFORE = r"(?<![\d/])(?<!\d[.,])(?<!(?<!:\d)\d-)"  # not inside a longer number, but "10:27-08/08/2025" is one
_AFTER = r"(?!\d|[/.]\d|-\d(?!\d?[:h])|\s?/\s?(?-i:[A-ZĐ])|-(?-i:[A-ZĐ]{2}))"  # a document's number is no date
_MONTH_WORD = rf"(?:tháng|thg|th\.?)\s*(?P<month>\d{{1,2}}|{_WORDED})"
DATES = tuple(
    re.compile(shape, re.I)
    for shape in (
        # 22/08/2023, 22-8-2023, 22.08.2023, 22 / 8 / 2023
        rf"{_BEFORE}(?P<day>\d{{1,2}})\s?(?P<sep>[/\-–.])\s?(?P<month>\d{{1,2}})\s?(?P=sep)\s?{_YEAR}{_AFTER}",
        # 22 08/2023, the day set large beside its month
        rf"\A(?P<day>\d{{1,2}})\s(?P<month>\d{{1,2}})\s?[/.\-]\s?{_YEAR}{_AFTER}",
        # 22/08/23
        rf"{_BEFORE}(?P<day>\d{{1,2}})(?P<sep>[/\-.])(?P<month>\d{{1,2}})(?P=sep)(?P<year>\d{{2}}){_AFTER}(?!\s?[.,]?\d?\s?%)",
        # 2023-08-22, 2023/08/22, 2023.08.22, also before T10:15:00
        rf"{_BEFORE}{_YEAR}(?P<sep>[\-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?!\d|[/.\-]\d)",
        # 22 tháng 8 năm 2023, 22 Tháng 8 2023, 22 Tháng Tám, 2023, 22 Th8, 2023
        rf"(?<!\d)(?P<day>\d{{1,2}})[\s,/\-]*{_MONTH_WORD}[\s,/\-]*(?:năm)?\s*{_YEAR}(?!\d)",
        # Tháng Tám 22, 2023
        rf"{_MONTH_WORD}\s+(?P<day>\d{{1,2}}),?\s+{_YEAR}(?!\d)",
        # 22 Aug 2023, 22-Aug-2023, 22nd August, 2023
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,\-]+(?P<month>{_NAMED})\.?[\s,\-]+{_YEAR}(?!\d)",
        # August 22, 2023
        rf"(?<![^\W_])(?P<month>{_NAMED})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
    )
)
MONTH_ONLY = re.compile(rf"(?:{_MONTH_WORD}[\s,/\-]*(?:năm)?\s*|(?P<number>\d{{1,2}})[/\-]){_YEAR}", re.I)
TIME = re.compile(
    r"(?<![\d:/.,])(?P<hour>\d{1,2})"
    r"(?:\s?:\s?(?P<minute>\d{2})(?!\d)(?:\s?:\s?\d{2}(?:[.,]\d{1,7})?(?!\d))?"
    r"|\s?(?:giờ|h|g)(?![^\W\d_])\s?(?:(?P<past>\d{1,2})(?![\d/.\-])(?:\s?phút|p(?![^\W_]))?)?)"
    r"(?:\s?['’])?(?:\s?(?P<half>[ap]\.?m\b\.?|SA\b|CH\b|sáng|chiều|tối))?",
    re.I,
)


def month_number(word: str) -> int:
    """1–12 for a month's number or name, 0 for none."""
    key = re.sub(r"\s+", " ", word.lower())
    return int(key) if key.isdigit() else MONTHS.get(key, 0)


def weekday_of(text: str) -> int | None:
    """The weekday named in a text, Monday = 0."""
    found = re.search(WEEKDAY, text, re.I)
    if not found:
        return None
    word = found[0].lower()
    if word.startswith(("ch", "cn")):
        return 6
    vietnamese = _VIETNAMESE_DAY.fullmatch(word)
    return _DAYS[vietnamese[1]] if vietnamese else _ENGLISH_DAYS.index(word[:3])
