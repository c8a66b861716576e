"""The dictionary of abbreviations."""

from domain.syllable import is_syllable
from domain.textnorm import clean, fold
from index.abbreviations import FILE, abbreviations
from index.analysis import query_tokens


def test_short_forms_are_known_in_any_spelling() -> None:
    known = abbreviations()
    assert known.phrases("CCHC") == known.phrases("cchc") == ("cải cách hành chính",)
    assert known.phrases("HĐND") == known.phrases("hdnd") == ("hội đồng nhân dân",)
    assert known.phrases("cải") == ()


def test_the_file_is_sound() -> None:
    known = abbreviations()
    assert known.version >= 1
    for short, phrases in known.long.items():
        assert len(query_tokens(short)) == 1, f"{short} is not one word, so nobody can type it as one"
        assert not is_syllable(short), f"{short} is a syllable: whoever looks for the word would find the phrase"
        assert phrases and all(phrase == clean(phrase) and " " in phrase for phrase in phrases)
        assert all(fold(phrase) != short for phrase in phrases)


def test_no_short_form_stands_twice_in_the_file() -> None:
    lines = [line.strip().split(":")[0] for line in FILE.read_text("utf-8").splitlines() if line.startswith("  ")]
    assert sorted(lines) == sorted(set(lines))
    assert len(lines) == len(abbreviations().long)
