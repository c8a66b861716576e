"""What people read: the sentence of the verdict with its proof, nobody's private address, and no markup from a page."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows.notices.kinds import FAILING, KINDS, SILENT, UNWATCHED, notice_of
from flows.notices.letter import CUT_OFF, letter_of
from flows.notices.notice import Audience, masked

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PAYLOAD = {
    "source": "so-x", "title": "Trang “Sở X”", "url": "https://sox.example/tin-tuc", "record": "202611/a.warc.gz:12",
    "reason": "Trang “Sở X” có tin mới nhất ngày 01/09/2026, quá mức 30 ngày làm việc.",
    "checked_at": "07:00 ngày 23/11/2026",
}


def test_a_silent_site_is_told_with_its_sentence_and_its_proof() -> None:
    letter = letter_of([notice_of("k", SILENT, PAYLOAD, True, NOW)], Audience.DEPARTMENT)
    for text in (letter.plain, letter.html):
        assert "có tin mới nhất ngày 01/09/2026" in text and "202611/a.warc.gz:12" in text
        assert "https://sox.example/tin-tuc" in text and "08:00 ngày 23/11/2026" in text
    assert letter.subject == "Phủ sóng: Trang thông tin điện tử không được cập nhật"


def test_the_end_does_not_repeat_the_accusation() -> None:
    letter = letter_of([notice_of("k", SILENT, PAYLOAD, False, NOW)], Audience.DEPARTMENT)
    assert "đã có tin mới trở lại" in letter.plain and "quá mức" not in letter.plain
    assert "đã hết" in letter.subject


def test_several_notices_are_counted_and_urgent_ones_stand_first() -> None:
    calm = notice_of("a", FAILING, {"source": "so-a", "why": "timeout", "since": "hôm qua"}, True, NOW)
    urgent = notice_of("b", UNWATCHED, {"source": "so-b", "since": "hôm qua"}, True, NOW)
    ended = notice_of("c", FAILING, {"source": "so-c"}, False, NOW)
    letter = letter_of([calm, ended, urgent], Audience.OPERATIONS)
    assert letter.subject == "[KHẨN] Phủ sóng: 2 việc mới, 1 việc đã hết"
    assert letter.plain.index("so-b") < letter.plain.index("so-a")
    assert letter_of([calm], Audience.OPERATIONS, simulated=True).subject.startswith("[Mô phỏng]")


def test_markup_and_scripts_of_a_page_stay_text() -> None:
    wicked = {**PAYLOAD, "reason": "<script>alert(1)</script>", "url": "javascript:alert(1)"}
    letter = letter_of([notice_of("k", SILENT, wicked, True, NOW)], Audience.DEPARTMENT)
    assert "<script>" not in letter.html and "javascript" not in letter.html


def test_what_was_cut_off_says_so() -> None:
    again = replace(notice_of("k", SILENT, PAYLOAD, True, NOW), again=True)
    assert CUT_OFF in letter_of([again], Audience.DEPARTMENT).plain


@pytest.mark.parametrize(("text", "said"), [
    ("liên hệ nguyen.van.a@gmail.com nhé", "liên hệ [địa chỉ thư đã ẩn] nhé"),
    ("gọi 0912 345 678 hay +84 912 345 678", "gọi [số điện thoại đã ẩn] hay [số điện thoại đã ẩn]"),
    ("ngày 01/09/2026 có 30 mục, 0 lỗi", "ngày 01/09/2026 có 30 mục, 0 lỗi"),
])
def test_addresses_and_numbers_of_persons_do_not_leave(text: str, said: str) -> None:
    assert masked(text) == said


def test_only_positive_proof_speaks_to_the_department() -> None:
    assert {name for name, kind in KINDS.items() if kind.audience is Audience.DEPARTMENT} == {SILENT}
    assert notice_of("k", "something.new", {}, True, NOW).audience is Audience.OPERATIONS
