"""Scores and levels from hits."""

import math

import pytest

from domain.article import Level
from nlp.area_rules import Hit
from nlp.layout import Zone
from nlp.levels import Judgement, judge
from nlp.rules import AreaLexicon, Rule

STRONG = Rule(id="manh", weight=3, any=("x",), polarity="praise")
WEAK = Rule(id="yeu", weight=1, any=("y",))
AGAINST = Rule(id="tru", weight=-3, any=("z",))
LEXICON = AreaLexicon(area="N1", title="Thử", rules=(STRONG, WEAK, AGAINST))
ZONES = (Zone.TITLE, Zone.LEAD, Zone.OPENING, *[Zone.BODY] * 17)


def hit(rule: Rule, sentence: int) -> Hit:
    return Hit(rule, sentence * 10, sentence * 10 + 2, sentence, rule.weight)


def judged(*hits: Hit, zones: tuple[Zone, ...] = ZONES) -> Judgement | None:
    return judge(LEXICON, list(hits), zones)


@pytest.mark.parametrize(
    ("sentences", "level"),
    [
        ((0,), Level.PRIMARY),
        ((1, 8), Level.PRIMARY),
        ((1,), Level.MENTION),
        ((2,), Level.MENTION),
        ((2, 9), Level.SUBSTANTIVE),
        ((8, 9), Level.MENTION),
        ((8, 9, 10), Level.SUBSTANTIVE),
        ((8, 12, 16), Level.SUBSTANTIVE),
        ((3, 4, 5, 6, 7, 8, 9), Level.PRIMARY),
    ],
)
def test_levels_by_place_and_number(sentences: tuple[int, ...], level: Level) -> None:
    found = judged(*(hit(STRONG, sentence) for sentence in sentences))
    assert found is not None and found.level is level


def test_a_lead_needs_weaker_sentences_behind_it() -> None:
    found = judged(hit(STRONG, 1), hit(WEAK, 5), hit(WEAK, 6))
    assert found is not None and found.level is Level.SUBSTANTIVE


@pytest.mark.parametrize(
    ("zones", "sentence", "level"),
    [
        ((Zone.TITLE, Zone.LEAD), 1, Level.SUBSTANTIVE),  # a line of a broadcaster: not primary for being short
        ((Zone.TITLE, Zone.LEAD, *[Zone.BODY] * 4), 1, Level.SUBSTANTIVE),
        ((Zone.TITLE, Zone.LEAD, Zone.OPENING), 2, Level.SUBSTANTIVE),
        ((Zone.TITLE, Zone.LEAD, Zone.OPENING, Zone.BODY), 2, Level.MENTION),
    ],
)
def test_one_sentence_of_a_short_text_is_enough(zones: tuple[Zone, ...], sentence: int, level: Level) -> None:
    found = judged(hit(STRONG, sentence), zones=zones)
    assert found is not None and found.level is level


def test_two_sentences_in_a_row_are_a_passage() -> None:
    short = (Zone.TITLE, Zone.LEAD, *[Zone.BODY] * 12)
    row, apart = (judged(hit(STRONG, first), hit(STRONG, 9), zones=short) for first in (8, 6))
    assert row is not None and row.level is Level.SUBSTANTIVE
    assert apart is not None and apart.level is Level.MENTION


def test_the_score_grows_with_weight_and_place() -> None:
    title, body = judged(hit(STRONG, 0)), judged(hit(STRONG, 9))
    assert title is not None and title.score == round(1 - math.exp(-2), 4)
    assert body is not None and body.score == round(1 - math.exp(-1), 4)


def test_a_rule_counts_in_three_sentences_at_most() -> None:
    three, nine = (judged(*(hit(STRONG, s) for s in range(3, 3 + n))) for n in (3, 9))
    assert three is not None and nine is not None and three.mass == nine.mass == 9


def test_negative_rules_take_away() -> None:
    assert judged(hit(STRONG, 0), hit(AGAINST, 0)) is None
    assert judged() is None


def test_a_section_speaks_for_the_area_by_itself() -> None:
    found = judge(LEXICON, [], ZONES, ("Hỏi đáp", 3))
    assert found is not None and (found.level, found.section) == (Level.PRIMARY, "Hỏi đáp")


def test_a_weaker_section_strengthens_the_opening_only() -> None:
    section = ("Chuyển đổi số", 2)
    opening, body = (judge(LEXICON, [hit(WEAK, s), hit(WEAK, s + 1)], ZONES, section) for s in (1, 8))
    assert opening is not None and opening.level is Level.PRIMARY
    assert body is not None and body.level is Level.MENTION
    alone = judge(LEXICON, [], ZONES, section)
    assert alone is not None and alone.level is Level.MENTION


def test_polarity_is_the_stronger_side() -> None:
    found = judged(hit(STRONG, 0))
    assert found is not None and found.polarity == "praise"
