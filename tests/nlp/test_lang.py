"""Syllables: nothing of the text is lost, and a phrase is cut the same way alone and in a sentence."""

import unicodedata

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.attrs import NORM
from spacy.language import Language

from nlp import sents
from nlp.lang import norm, words_of
from nlp.phrases import Phrasebook, expand
from nlp.rules import HOME, load_lexicon

PIECES = (
    "Sở TT&TT",
    "TP.Vũng Tàu",
    "thủ tục hành chính",
    "CCHC/PAPI,",
    "1.732,5",
    "21/8/2023",
    "“DVC”",
    "v.v…",
    "…",
    "\n\n",
    "👍🏽",
    "👩‍👩‍👧",
    "http://a.gov.vn/x?y=1",
    "a@b.vn;",
    "NGHỊ QUYẾT",
    "hoà",
    "thuỷ",
    "(PAR",
    "INDEX)",
    "ThS.",
    "-",
    "–",
    "Q.1",
    ".",
    "",
    "  ",
    "2030tỉnh",
    "dân.Trong",
    "!?",
    "\u200b",
    "e\u0302\u0323",
    "\t",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("vi_syl")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), st.text(max_size=60)))
def test_the_document_is_the_text(nlp: Language, text: str) -> None:
    for form in (text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text), text.upper()):
        assert nlp(form).text == form


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("TP.Vũng Tàu", ["TP.", "Vũng", "Tàu"]),
        ("TT&TT", ["TT", "&", "TT"]),
        ("CCHC/PAPI,PCI", ["CCHC", "/", "PAPI", ",", "PCI"]),
        ("“DVC”.", ["“", "DVC", "”", "."]),
        ("1.732,5 tỷ", ["1.732,5", "tỷ"]),
        ("21/8/2023", ["21", "/", "8", "/", "2023"]),
        ("baria-vungtau.gov.vn.", ["baria-vungtau.gov.vn", "."]),
        ("nhân dân.Trong đó", ["nhân", "dân", ".", "Trong", "đó"]),
        ("v.v.", ["v.v."]),
        ("dân...", ["dân", "..."]),
    ],
)
def test_cuts(nlp: Language, text: str, tokens: list[str]) -> None:
    assert [token.text for token in nlp(text)] == tokens


def test_decomposed_text_is_cut_like_composed_text(nlp: Language) -> None:
    text = "Sở Nội vụ công bố thủ tục."
    assert len(nlp(unicodedata.normalize("NFD", text))) == len(nlp(text)) == 8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("UỶ", "ủy"),
        ("kĩ", "kỹ"),
        ("–", "-"),
        ("&", "và"),
        ("TP.", "tp"),
        ("Ðất", "đất"),
        ("QUÍ", "quý"),
    ],
)
def test_spellings_of_one_word_share_their_norm(one: str, other: str) -> None:
    assert norm(one) == norm(other)


def test_words_that_differ_keep_their_norm_apart() -> None:
    assert len({norm(word) for word in ("mùa", "mua", "múa", "quy", "qui", "thi", "thì")}) == 6  # quy, qui are one


def test_abbreviations_have_their_norm_glued_or_not(nlp: Language) -> None:
    assert words_of(nlp("TP.Bà Rịa"), NORM) == words_of(nlp("TP. Bà Rịa"), NORM) == ["tp", "bà", "rịa"]


FRAMES = ("{}", "“{}”, rồi", "({}).", "về {}; và", "PCI/{}/PAPI", "-{}-", "xong.{}…", "{}\n\nmới")
TOGETHER = 50  # phrases in one document, each in lines of its own: a document each takes twice as long


def test_every_phrase_of_the_lexicon_is_found_wherever_it_stands(nlp: Language) -> None:
    lexicon = load_lexicon(HOME / "plan-2023")
    words = lexicon.head.words
    items = [item for area in lexicon.areas for rule in area.rules for item in rule.any]
    phrases = sorted({form for item in items for piece in item.split("~") for form in expand(piece.strip(), words)})
    assert len(phrases) > 3000
    book = Phrasebook(nlp, words)
    numbers = {phrase: min(book.ids([phrase])) for phrase in phrases}
    nlp.add_pipe(sents.NAME)
    framed = [(phrase, _framed(at, phrase)) for at, phrase in enumerate(phrases)]
    missed = []
    for first in range(0, len(framed), TOGETHER):
        some = framed[first : first + TOGETHER]
        doc = nlp("\n\n".join(text for _, text in some))
        places, begin = book.find(doc).places, 0
        for phrase, text in some:
            at = {doc[start].idx for start, _ in places.get(numbers[phrase], [])}
            if not any(begin <= one < begin + len(text) for one in at):
                missed.append(text)
            begin += len(text) + 2
    assert missed == []


def _framed(at: int, phrase: str) -> str:
    """The phrase among signs, now and then decomposed or in capitals where it need not be written exactly so."""
    text = FRAMES[at % len(FRAMES)].format(phrase.removeprefix("="))
    if phrase.startswith("="):
        return text
    text = unicodedata.normalize("NFD", text) if at % 3 == 1 else text
    return text.upper() if at % 5 == 2 else text
