"""Reposts and excerpts."""

import random
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.shingles import Relation, relate, sample

SYLLABLES = [
    a + b for a in ("b", "c", "d", "h", "l", "m", "n", "t", "th", "v") for b in ("a", "ô", "ơi", "ang", "iên", "oa")
]


def story(seed: int, length: int = 420) -> str:
    """An invented run of syllables, the same for the same seed."""
    chance = random.Random(seed)
    return " ".join(chance.choice(SYLLABLES) for _ in range(length))


TEXT = story(1)


def kinds(mine: str, other: str) -> list[tuple[str, str]]:
    return [(relation.other, relation.kind) for relation in relate(sample(mine), {"kia": sample(other)})]


def test_a_sample_is_small_stable_and_fits_a_signed_column() -> None:
    hashes = sample(TEXT)
    assert 30 <= len(hashes) <= 80
    assert hashes == tuple(sorted(set(hashes)))
    assert all(0 <= value < 1 << 63 for value in hashes)
    assert sample("chỉ bốn tiếng thôi") == ()


def test_a_repost_is_the_same_whatever_its_dress() -> None:
    copies = (TEXT.upper(), unicodedata.normalize("NFD", TEXT), TEXT.replace(" ", ", "), f"Theo báo. {TEXT}")
    assert all(kinds(copy, TEXT) == [("kia", "same")] for copy in copies)


def test_an_excerpt_is_known_from_both_sides() -> None:
    excerpt = " ".join(TEXT.split()[100:220])
    assert kinds(excerpt, TEXT) == [("kia", "excerpt_of")]
    assert kinds(TEXT, excerpt) == [("kia", "contains")]


def test_different_texts_have_no_relation() -> None:
    shared = " ".join(story(9).split()[:40])
    assert kinds(f"{story(2)} {shared}", f"{story(3)} {shared}") == []
    assert kinds("", TEXT) == []
    assert kinds("chỉ bốn tiếng thôi", TEXT) == []


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_arrival_does_not_matter(order: list[str]) -> None:
    texts = {"a": TEXT, "b": " ".join(TEXT.split()[:150]), "c": story(4), "d": TEXT + " " + story(5, 60)}
    others = {name: sample(texts[name]) for name in order}
    assert relate(sample(TEXT), others) == relate(sample(TEXT), {name: sample(texts[name]) for name in sorted(texts)})


def test_a_relation_says_how_much_is_shared() -> None:
    assert relate(sample(TEXT), {"kia": sample(TEXT)}) == [Relation("kia", "same", 1.0)]
