"""Text to tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.textnorm import clean
from index.analysis import FOLDED, LONGEST, marked, query_tokens, stream, tokens


@pytest.mark.parametrize(("text", "exact"), [
    ("Cải cách", "cải cách"), ("1732/QĐ-UBND", "1732 qđ ubnd"), ("26/7/2023", "26 7 2023"), ("TP.HCM", "tp hcm"),
    ("cải-cách", "cải cách"), ("a_b", "a b"), ("hoà thuỷ", "hòa thủy"), ("COVID-19, 4.0", "covid 19 4 0"), ("…", ""),
])
def test_words_are_divided_at_all_but_letters_and_digits(text: str, exact: str) -> None:
    assert " ".join(token.exact for token in tokens(text)) == exact


def test_a_folded_token_has_a_sign_of_its_own() -> None:
    (token,) = tokens("Đường")
    assert token == ("đường", "_duong", 0, 5)
    assert marked(token)
    assert not marked(next(tokens("papi")))


def test_a_stream_is_all_exact_tokens_then_all_folded_ones() -> None:
    assert stream(["Điện", "ở", "TP.HCM"]).split() == ["điện", "ở", "tp", "hcm", "_dien", "_o", "_tp", "_hcm"]


def test_endless_words_are_cut_alike_in_texts_and_queries() -> None:
    word = "ă" * 100
    assert [token.exact for token in query_tokens(word)] == ["ă" * LONGEST]
    assert stream([word]) == "ă" * LONGEST + " _" + "a" * LONGEST


def test_a_query_is_cleaned_as_texts_are() -> None:
    assert [token.exact for token in query_tokens("Ðie\u0323\u0302n hoa\u0300")] == ["điện", "hòa"]


@given(st.text(max_size=80).map(clean))
def test_offsets_and_streams_agree_with_the_text(text: str) -> None:
    found = list(tokens(text))
    assert stream(text.split()).split() == [token.exact for token in found] + [token.folded for token in found]
    for token in found:
        assert text[token.start : token.end].isalnum() or not text[token.start : token.end].isascii()
        assert token.folded.startswith(FOLDED) and " " not in token.exact + token.folded
