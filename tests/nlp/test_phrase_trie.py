"""One pass, overlapping phrases, one value a phrase."""

from nlp.phrase_trie import PhraseTrie


def trie(*phrases: str) -> PhraseTrie:
    made = PhraseTrie()
    for phrase in phrases:
        made.add(phrase.split(), phrase)
    return made


def test_finds_every_phrase_that_overlaps() -> None:
    found = trie("sở y tế", "y tế", "sở y tế tỉnh").find("theo sở y tế tỉnh".split())
    assert list(found) == [("sở y tế", 1, 4), ("sở y tế tỉnh", 1, 5), ("y tế", 2, 4)]


def test_a_phrase_cut_off_by_the_end_is_not_found() -> None:
    assert list(trie("sở y tế").find(["sở", "y"])) == []


def test_a_phrase_added_twice_keeps_its_first_value() -> None:
    made = trie("một cửa")
    assert made.add(["một", "cửa"], "khác") == "một cửa"


def test_an_empty_phrase_is_never_found() -> None:
    assert list(trie("").find(["a"])) == []
