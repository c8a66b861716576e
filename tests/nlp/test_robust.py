"""Whatever a page holds, a reading comes back, and in a time that grows with the length only."""

import pytest

from nlp.lang import LONGEST
from tests.nlp.conftest import Read

STORY = "Sở Nội vụ công bố thủ tục hành chính mới, hồ sơ đất đai bị chậm. "

TEXTS = {
    "nothing": "",
    "nul": "\0" * 500,
    "emoji": "🏳️‍🌈👩‍👩‍👧" * 2000,
    "zero width": "\u200b" * 5000,
    "right to left": "مرحبا بالعالم " * 500,
    "scripts": "Sở Y tế المحافظة 部门 Отдел " * 300,
    "markup": '<div class="x">&nbsp;<p>UBND tỉnh</p>' * 300,
    "one-word lines": "dân\n" * 5000,
    "questions": "Vì sao hồ sơ của người dân chậm?\n" * 500,
    "dashes": "- " * 5000,
    "no blank": "a" * 200_000,
    "a million": STORY * 16_000,
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_strange_text_is_read(read: Read, name: str) -> None:
    reading = read("Tiêu đề", "", TEXTS[name], publisher="so-y-te")
    assert [unit.unit for unit in reading.units][:1] == ["so-y-te"]
    assert reading.format


def test_a_run_without_blanks_does_not_hide_what_follows(read: Read) -> None:
    reading = read("Công bố thủ tục hành chính", "x" * (LONGEST + 1) + " " + STORY, "")
    assert "A08" in {area.area for area in reading.areas}


def test_long_text_is_read_like_short_text(read: Read) -> None:
    areas = {area.area for area in read("Công bố thủ tục hành chính", STORY, STORY * 300).areas}
    assert "A08" in areas
