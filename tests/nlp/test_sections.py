"""What the section of a site says."""

import pytest

from nlp.sections import best_section, section_of
from tests.nlp.conftest import Read, counted


def test_a_section_is_known_whatever_its_case_marks_and_dashes() -> None:
    assert section_of(["hỏi đáp"], ["Tin tức", "HOI-DAP trực tuyến"]) == "HOI-DAP trực tuyến"
    assert section_of(["hỏi đáp"], ["Tin tức"]) is None


def test_the_loudest_section_wins() -> None:
    assert best_section({"tin": 1, "hỏi đáp": 3}, ("Tin", "Hỏi đáp")) == ("Hỏi đáp", 3)
    assert best_section({}, ("Tin",)) is None


@pytest.mark.parametrize("section", ["Cải cách hành chính - PAPI", "PAPI và cuộc sống", "Chuyển đổi số", "Gương sáng"])
def test_a_section_that_holds_many_areas_makes_none(read: Read, section: str) -> None:
    reading = read("Ngày hội thả diều ở bãi sau", body="Hơn 40 cánh diều bay lên.", sections=(section,))
    assert not counted(reading)


def test_the_question_section_makes_a09_with_the_section_as_evidence(read: Read) -> None:
    reading = read("Về việc tách thửa đất vườn", body="Gia đình tôi muốn tách thửa.", sections=("Hỏi đáp",))
    area = next(area for area in reading.areas if area.area == "A09")
    assert area.counts
    assert [(span.field, span.text) for span in area.evidence if span.field == "section"] == [("section", "Hỏi đáp")]
    assert reading.format == "hoi_dap"
