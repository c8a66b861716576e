"""One document for an article, and back to its fields."""

from nlp.given import ReadInput
from nlp.layout import OPENING, Zone, lay_out


def test_every_character_comes_back_to_its_field() -> None:
    given = ReadInput("Tiêu đề", "Mở đầu", "Thân bài")
    layout = lay_out(given)
    for field in ("title", "lead", "body"):
        text = getattr(given, field)
        start = layout.text.index(text)
        span = layout.span(start + 1, start + 4, "r")
        assert (span.field, span.start, span.end) == (field, 1, 4)
        assert text[span.start : span.end] == span.text


def test_zones_follow_the_first_characters() -> None:
    layout = lay_out(ReadInput("T", "", "x" * 1000))
    assert layout.zone(0) is Zone.TITLE
    assert layout.zone(layout.body) is Zone.LEAD
    assert layout.zone(layout.body + OPENING - 1) is Zone.LEAD
    assert layout.zone(layout.body + OPENING) is Zone.BODY


def test_a_body_without_a_lead_lends_its_first_paragraph() -> None:
    first = "câu mở đầu " * 12
    layout = lay_out(ReadInput("T", "", f"{first}\nđoạn hai"))
    assert layout.zone(layout.body + len(first) - 1) is Zone.LEAD
    assert layout.zone(layout.body + len(first) + 1) is Zone.OPENING
    led = lay_out(ReadInput("T", "dẫn", first))
    assert (led.zone(led.lead), led.zone(led.body)) == (Zone.LEAD, Zone.OPENING)
