"""Each stage adds one part and edits none."""

from dataclasses import FrozenInstanceError

import pytest

from domain.article import AreaReading, Level, Zone, day_of
from tests.domain.test_codec import FULL


def test_stages_add_parts() -> None:
    again = FULL.with_page(FULL.page).with_text(FULL.text).with_reading(FULL.reading)  # type: ignore[arg-type]
    assert again == FULL
    with pytest.raises(FrozenInstanceError):
        FULL.id = "2"  # type: ignore[misc]


def test_the_day_of_an_article_is_that_of_its_publication() -> None:
    assert FULL.text and FULL.text.published
    assert day_of(FULL) == FULL.text.published.day


@pytest.mark.parametrize("level", Level)
def test_a_mention_is_no_coverage(level: Level) -> None:
    assert AreaReading("A01", level, 1.0, Zone.AUTO, ()).counts is (level in (Level.PRIMARY, Level.SUBSTANTIVE))
