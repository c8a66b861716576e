"""An article goes to JSON and comes back the same."""

import json
from dataclasses import replace
from datetime import date, datetime

from domain.article import (
    AreaReading,
    Article,
    Attachment,
    Found,
    Level,
    Page,
    Quality,
    Reading,
    Role,
    Span,
    Text,
    UnitReading,
    Zone,
)
from domain.codec import article_from_json, article_to_json
from domain.dated import VIETNAM, Confidence, Dated, Precision
from tests.conftest import NOW

DAY = Dated(date(2023, 8, 21), Precision.DAY, "listing", Confidence.HIGH, "21/8/2023")
MINUTE = Dated(datetime(2023, 8, 21, 9, 5, tzinfo=VIETNAM), Precision.MINUTE, "visible", Confidence.HIGH, "9:05")
SPAN = Span("một cửa", 3, 10, "lead", "A08.3.mot-cua")
FULL = Article(
    "0" * 32, Found("a", "http://a.example/1", NOW, "Tên", DAY, ("tin",), "http://a.example/"),
    Page("http://a.example/1", NOW, 200, "text/html", "d", "r"),
    Text(
        "Tên", "Dẫn", "Thân", "An", "Báo X", MINUTE, DAY, ("Tin",), (Attachment("a", "http://a.example/a.pdf", "chữ"),),
        2, "http://a.example/1", Quality.PROFILE, {"title": "profile"},
    ),
    Reading((AreaReading("A08", Level.PRIMARY, 0.75, Zone.AUTO, (SPAN,)),),
            (UnitReading("so-a", Role.ACTOR, SPAN, "title"), UnitReading("so-a", Role.PUBLISHER)),
            "tin", "v", "praise"),
    3, "1" * 32,
)


def test_there_and_back_through_text() -> None:
    assert article_from_json(json.loads(json.dumps(article_to_json(FULL)))) == FULL


def test_an_article_that_is_only_found() -> None:
    found = replace(FULL, page=None, text=None, reading=None, original=None)
    assert article_from_json(json.loads(json.dumps(article_to_json(found)))) == found
