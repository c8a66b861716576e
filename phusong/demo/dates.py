"""How the sites of the province write a moment: every form was seen on a real host, none of the dates is real."""

from collections.abc import Callable
from datetime import datetime

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
MONTHS = ("Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai")
_ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def weekday(moment: datetime) -> str:
    """`Thứ Bảy`."""
    return WEEKDAYS[moment.weekday()]


def ampm(moment: datetime) -> str:
    """`9:05 AM`, hours not padded."""
    return f"{moment.hour % 12 or 12}:{moment:%M} {'AM' if moment.hour < 12 else 'PM'}"


def rfc(moment: datetime, zone: str = "+0700") -> str:
    """`Sat, 18 Dec 2021 21:07:00 +0700`, whatever the locale."""
    day = f"{_ENGLISH_DAYS[moment.weekday()]}, {moment.day:02d} {_ENGLISH[moment.month - 1]} {moment.year}"
    return f"{day} {moment:%H:%M:%S} {zone}"


_MIXED: tuple[Callable[[datetime], str], ...] = (  # one feed in three forms that feedparser gets wrong
    lambda moment: rfc(moment, "GMT+7"),
    lambda moment: rfc(moment, "GMT +7"),
    lambda moment: f"{moment:%d/%m/%Y %H:%M}",
)

FORMS: dict[str, Callable[[datetime], str]] = {
    "none": lambda moment: "",
    "weekday_bracket": lambda moment: f"{weekday(moment)}, {moment:%d/%m/%Y, %H:%M} [GMT+7]",
    "weekday_paren": lambda moment: f"{weekday(moment)} ({moment:%d/%m/%Y} | {moment:%H:%M} GMT + 7)",
    "clock_bar": lambda moment: f"{moment:%H:%M} | {moment.day}/{moment.month}/{moment.year}",
    "bar_time": lambda moment: f"{moment:%H:%M} | {moment.day}/{moment.month}/{moment.year}",
    "short_year": lambda moment: f"{moment:%d/%m/%y %H:%M}",
    "ampm_plain": lambda moment: f"{moment:%d/%m/%Y} | {ampm(moment)}",
    "ampm_views": lambda moment: f"Ngày đăng {moment:%d/%m/%Y} | {ampm(moment)}",
    "ampm_midnight": lambda moment: f"Ngày đăng {moment:%d/%m/%Y} | 12:00 AM",
    "updated_colon": lambda moment: f"Cập nhật: {moment:%H:%M}, {moment:%d/%m/%Y} (GMT+7)",
    "updated_at": lambda moment: f"Cập nhật lúc {moment:%H:%M}, {weekday(moment)}, {moment:%d/%m/%Y} (GMT+7)",
    "dmy": lambda moment: f"{moment:%d/%m/%Y}",
    "dmy_time": lambda moment: f"{moment:%d/%m/%Y %H:%M}",
    "dash_day": lambda moment: f"{moment:%d-%m-%Y}",
    "dash_label": lambda moment: f"Tin đăng lúc : {moment:%d-%m-%Y}",
    "dash_time": lambda moment: f"{moment:%d-%m-%Y %H:%M}",
    "dash_seconds": lambda moment: f"{moment:%d-%m-%Y %H:%M:%S}",
    "joomla": lambda moment: f"{weekday(moment).capitalize()}, {moment:%d} Tháng {moment.month} {moment:%Y %H:%M}",
    "apostrophe": lambda moment: f"{moment:%H:%M}' - {moment:%d/%m/%Y}",
    "mixed": lambda moment: _MIXED[moment.minute % 3](moment),
    "words": lambda moment: f"Ngày {moment.day} tháng {moment.month} năm {moment.year}, {moment.hour} giờ {moment:%M}",
    "full_words": lambda moment: f"Ngày {moment.day} tháng {moment.month} năm {moment.year}",
    "nuke": lambda moment: f"{weekday(moment).capitalize()} - {moment:%d/%m/%Y %H:%M}",
    "words_month": lambda moment: f"{moment.day} Tháng {MONTHS[moment.month - 1]}, {moment.year}",
    "us_time": lambda moment: f"{moment.month}/{moment.day}/{moment.year} {ampm(moment)}",
    "paren_dash": lambda moment: f"({moment:%d-%m-%Y})",
    "paren_posted": lambda moment: f"(Ngày đăng: {moment:%d-%m-%Y})",
    "posted_label": lambda moment: f"Ngày đăng: {moment:%d/%m/%Y}",
    "posted_hour": lambda moment: f"Đăng ngày {moment:%d/%m/%Y}, lúc {moment.hour}h{moment:%M}",
    "dotted": lambda moment: f"{moment:%d.%m.%Y}",
    "weekday_dash": lambda moment: f"{weekday(moment)}, {moment:%d/%m/%Y} - {moment:%H:%M}",
}
