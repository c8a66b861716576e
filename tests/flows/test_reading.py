"""What the reader is told of an article that has no text."""

from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from domain.article import Article, Found, Quality, Text
from domain.source import Source
from flows.reading import given
from nlp.formats import format_of

SEEN = datetime(2023, 8, 27, 1, 0, tzinfo=UTC)
TITLE = "Huyện Bình Sơn Hạ ra mắt tổ lưu động tiếp nhận hồ sơ"


@pytest.mark.parametrize(("kind", "form"), [("video", "video"), ("audio", "audio"), ("generic", "tin")])
def test_a_film_without_a_text_is_of_the_form_video(kind: str, form: str) -> None:
    source = Source(id="dai", title="Đài", unit="dai", url="https://dai.vn/")
    text = Text(TITLE, "", "", quality=Quality.LOW, evidence=MappingProxyType({"body": kind}))
    article = Article("a" * 32, Found("dai", "https://dai.vn/x-1.html", SEEN)).with_text(text)
    assert format_of(given(article, source, "press")) == form
    written = replace(text, body="Sáng 25/8, huyện ra mắt tổ lưu động.", evidence=MappingProxyType({"body": "generic"}))
    assert format_of(given(article.with_text(written), source, "press")) == "tin"
