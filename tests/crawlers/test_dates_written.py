"""One written date: every form met on Vietnamese sites, and what only looks like one."""

import time
from datetime import UTC, date, datetime

import pytest

from crawlers.dates import read_date
from domain.dated import VIETNAM, Confidence, Precision

FETCHED = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MINUTES = {
    "Thứ Bảy, 18/12/2021, 21:07 [GMT+7]": (2021, 12, 18, 21, 7),
    "Cập nhật: 12:17, 02/10/2019 (GMT+7)": (2019, 10, 2, 12, 17),
    "Thứ Năm (08/04/2021 | 07:00 GMT + 7)": (2021, 4, 8, 7, 0),
    "Cập nhật lúc 00:47, Thứ Bảy, 24/12/2022 (GMT+7)": (2022, 12, 24, 0, 47),
    "10:27' - 08/08/2025": (2025, 8, 8, 10, 27),
    "Thứ sáu, 18 Tháng 2 2022 15:56": (2022, 2, 18, 15, 56),
    "21:40 | 29/3/2021": (2021, 3, 29, 21, 40),
    "05/11/21 08:19": (2021, 11, 5, 8, 19),
    "Ngày đăng 27/12/2016 | 9:05 AM | View count: 747": (2016, 12, 27, 9, 5),
    "8/22/2023 3:15 CH": (2023, 8, 22, 15, 15),
    "22/08/2023 3:15 SA": (2023, 8, 22, 3, 15),
    "T3, 11/10/2026 - 16:25": (2026, 11, 10, 16, 25),  # Drupal as it comes: the weekday fits the month in front only
    "T7, 10/10/2026 - 16:25": (2026, 10, 10, 16, 25),
    "22/08/2023 12:30 AM": (2023, 8, 22, 0, 30),
    "22/08/2023 12:00 PM": (2023, 8, 22, 12, 0),
    "22/8/2023 5:05 chiều": (2023, 8, 22, 17, 5),
    "2023-08-22T08:15:30+07:00": (2023, 8, 22, 8, 15),
    "2023-08-22T08:15:30.123+0700": (2023, 8, 22, 8, 15),
    "2023-08-22 08:15:30": (2023, 8, 22, 8, 15),
    "2023-08-22T17:30:00Z": (2023, 8, 23, 0, 30),
    "2023-08-21T20:15:00-05:00": (2023, 8, 22, 8, 15),
    "Tue, 22 Aug 2023 08:15:00 +0700": (2023, 8, 22, 8, 15),
    "Tue, 22 Aug 2023 08:15:00 GMT": (2023, 8, 22, 15, 15),
    "Tue, 22 Aug 2023 18:15:00 GMT": (2023, 8, 23, 1, 15),
    "Tue, 22 Aug 2023 08:15:00 GMT+7": (2023, 8, 22, 8, 15),
    "Tue, 22 Aug 2023 08:15:00 GMT +7": (2023, 8, 22, 8, 15),
    "09-08-2025 09:26:47": (2025, 8, 9, 9, 26),
    "22.08.2023 10h30": (2023, 8, 22, 10, 30),
    "22.08.2023 - 10g30": (2023, 8, 22, 10, 30),
    "15 giờ 30 phút, ngày 22/8/2023": (2023, 8, 22, 15, 30),
    "15h30 ngày 22/08/2023": (2023, 8, 22, 15, 30),
    "August 22, 2023 at 3:15 pm": (2023, 8, 22, 15, 15),
    "Thứ 3, 22/08/2023 | 14:05:33": (2023, 8, 22, 14, 5),
    "T3, 22/08/2023 - 14:05": (2023, 8, 22, 14, 5),
    "14:05 | Thứ ba, ngày 22/08/2023": (2023, 8, 22, 14, 5),
    "22/08/2023-10:15": (2023, 8, 22, 10, 15),
    "10:27-08/08/2025": (2025, 8, 8, 10, 27),
    "Chủ nhật - 27/08/2023 08:05": (2023, 8, 27, 8, 5),
    "CN, 27/08/2023 lúc 08:05": (2023, 8, 27, 8, 5),
    "Sunday, 27 August 2023 08:05": (2023, 8, 27, 8, 5),
    "Ngày 22/08/2023 vào lúc 08:15": (2023, 8, 22, 8, 15),
    "22 / 08 / 2023 08 : 15": (2023, 8, 22, 8, 15),
    "22/08/2023 08:15Nguyễn Văn Mẫu": (2023, 8, 22, 8, 15),
}
DAYS = {
    "Tin đăng lúc : 06-05-2020": date(2020, 5, 6),
    "Ngày đăng 27/12/2016 | 12:00 AM | View count: 747": date(2016, 12, 27),
    "22/08/2023 00:00": date(2023, 8, 22),
    "22/08/2023 12:00:00 SA": date(2023, 8, 22),
    "2023-08-22T00:00:00+07:00": date(2023, 8, 22),
    "2023-08-21T17:00:00Z": date(2023, 8, 22),
    "2023-08-22T00:00:00Z": date(2023, 8, 22),
    "ngày 22 tháng 8 năm 2023": date(2023, 8, 22),
    "22 tháng Tám năm 2023": date(2023, 8, 22),
    "Tháng Tám 22, 2023": date(2023, 8, 22),
    "22 Tháng Tám, 2023": date(2023, 8, 22),
    "22 Th8, 2023": date(2023, 8, 22),
    "22 Tháng Mười Hai, 2022": date(2022, 12, 22),
    "22.08.2023": date(2023, 8, 22),
    "22.8.2023": date(2023, 8, 22),
    "22-8-2023": date(2023, 8, 22),
    "2023/08/22": date(2023, 8, 22),
    "(22/08/2023)": date(2023, 8, 22),
    "(Ngày đăng: 22/08/2023)": date(2023, 8, 22),
    "05/11/21": date(2021, 11, 5),
    "Ngày ban hành: 01/02/2023 - Ngày đăng: 22/08/2023": date(2023, 8, 22),
    "Cập nhật: 24/08/2023 | Đăng: 22/08/2023": date(2023, 8, 22),
    "29/02/2024": date(2024, 2, 29),
    "Thứ Ba, 22/08/2023": date(2023, 8, 22),
    "8/22/2023": date(2023, 8, 22),
    "Thứ 3, 08/22/2023": date(2023, 8, 22),
    "22 08/2023": date(2023, 8, 22),
}
NOTHING = [
    "", "22/8", "tháng 8", "31/02/2023", "29/02/2023", "13/13/2023", "22/08/1923", "22/08/2123", "8/32/2023",
    "22/13/2023",
    "22-8-23-5",
    "Số 15/08/2023/QĐ-UBND", "12/2023/NĐ-CP", "192.168.10.12", "0254.22.08.2023.1", "1.22.333", "Thứ Hai, 22/08/2023",
    "Hạn nộp: 22/8/2023", "Ngày ban hành: 22/08/2023", "Hôm nay: 22/08/2023", "hiệu lực từ ngày 22/08/2023",
    "5/11/21 người",
    "Vũng Tàu, ngày 22 tháng 8 năm 2023", "giá 22.08.23 triệu",
]  # fmt: skip


@pytest.mark.parametrize("text", MINUTES)
def test_dates_with_a_time(text: str) -> None:
    read = read_date(text)
    assert read is not None
    assert read.precision is Precision.MINUTE
    assert read.value == datetime(*MINUTES[text], tzinfo=VIETNAM)
    assert read.as_written in text


@pytest.mark.parametrize("text", DAYS)
def test_dates_without_a_time(text: str) -> None:
    read = read_date(text)
    assert read is not None
    assert (read.value, read.precision) == (DAYS[text], Precision.DAY)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_date_of_an_article(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["Tháng 8/2023", "08/2023", "tháng 8 năm 2023", "Tháng Tám 2023"])
def test_a_month_is_a_month(text: str) -> None:
    read = read_date(text)
    assert read is not None
    assert (read.value, read.precision, read.confidence) == (date(2023, 8, 1), Precision.MONTH, Confidence.LOW)


def test_decomposed_text_and_hard_blanks_are_read() -> None:
    read = read_date("Thứ\u00a0bảy,\u00a018/12/2021".replace("ứ", "ư\u0301"))
    assert read is not None and read.day == date(2021, 12, 18)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 giờ trước", date(2026, 11, 22)), ("11 giờ trước", date(2026, 11, 21)), ("5 phút trước", date(2026, 11, 22)),
        ("hôm qua", date(2026, 11, 21)), ("3 ngày trước", date(2026, 11, 19)), ("vừa xong", date(2026, 11, 22)),
    ],
)  # fmt: skip
def test_relative_times_need_the_fetch(text: str, day: date) -> None:
    assert read_date(text) is None
    read = read_date(text, fetched_at=FETCHED)
    assert read is not None
    assert (read.day, read.confidence) == (day, Confidence.LOW)


@pytest.mark.parametrize(
    "text", ["2 tuần trước", "3 tháng trước", "năm ngoái", "hôm nay", "Cách đây 2 ngày, xã đã họp bàn về việc này"]
)
def test_rounded_or_narrated_distances_are_declined(text: str) -> None:
    assert read_date(text, fetched_at=FETCHED) is None


def test_the_future_is_not_believed_and_may_settle_the_order_of_day_and_month() -> None:
    assert read_date("25/12/2026", fetched_at=FETCHED) is None
    read = read_date("10/12/2026 3:15 PM", fetched_at=FETCHED)
    assert read is not None and read.day == date(2026, 10, 12)


def test_evidence_and_confidence_go_with_it() -> None:
    labelled = read_date("Ngày đăng: 22/08/2023", evidence="feed")
    bare = read_date("22/08/2023")
    assert labelled is not None and (labelled.evidence, labelled.confidence) == ("feed", Confidence.HIGH)
    assert bare is not None and (bare.evidence, bare.confidence) == ("listing", Confidence.MEDIUM)


@pytest.mark.parametrize(
    "text", ["1/" * 4_000, "22/08/2023 " * 800, "tháng " * 3_000, "thứ hai, " * 2_000, "12:" * 3_000]
)
def test_long_nonsense_costs_little(text: str) -> None:
    started = time.process_time()
    read_date(text)
    assert time.process_time() - started < 3.0
