"""The small language of the lexicon."""

import pytest
import spacy
from spacy.language import Language

from nlp import sents
from nlp.phrases import GAP, Form, Phrasebook, expand, spelt

WORDS = {"cap": ("huyện", "thị xã"), "noi": ("$cap", "(tỉnh|xã)")}


@pytest.fixture(scope="module")
def vi() -> Language:
    language = spacy.blank("vi_syl")
    language.add_pipe(sents.NAME)
    return language


def places(vi: Language, items: list[str], text: str, mask: tuple[str, ...] = ()) -> list[str]:
    book = Phrasebook(vi, WORDS, mask)
    forms: tuple[Form, ...] = book.forms(items)
    doc = vi(text)
    found = book.find(doc)
    spans = {span for form in forms for first in form[0] for span in found.of(form, first, found.length)}
    return [doc[start:end].text for start, end in sorted(spans)]


def test_another_spelling_is_of_whole_words() -> None:
    other = {"phản ánh": ("phản ảnh",), "xã": ("thôn", "làng")}
    assert spelt("phản ánh của xã", other) == ["phản ánh của xã", "phản ảnh của xã", "phản ánh của thôn",
                                               "phản ánh của làng"]
    assert spelt("xãi phản ánhh", other) == ["xãi phản ánhh"]


def test_a_piece_of_two_rules_is_the_same_phrases(vi: Language) -> None:
    book = Phrasebook(vi, WORDS)
    assert book.ids(["UBND <cap>"]) == book.ids(["UBND huyện", "UBND thị xã"]) == book.ids([" UBND <cap>"])


def test_alternatives_and_lists_expand() -> None:
    assert expand("(mở|đóng) cửa (|lớn)", {}) == ["mở cửa", "mở cửa lớn", "đóng cửa", "đóng cửa lớn"]
    assert expand("$noi", WORDS) == ["huyện", "thị xã", "tỉnh", "xã"]
    assert expand("UBND <cap>", WORDS) == ["UBND huyện", "UBND thị xã"]


def test_groups_stand_in_groups() -> None:
    assert expand("(kỳ họp|đại biểu (xã|huyện)) mới", {}) == ["kỳ họp mới", "đại biểu xã mới", "đại biểu huyện mới"]


@pytest.mark.parametrize("item", ["(mở|đóng cửa", "mở) cửa"])
def test_a_stray_bracket_is_refused(item: str) -> None:
    with pytest.raises(ValueError, match="ngoặc"):
        expand(item, {})


def test_an_unknown_list_is_refused() -> None:
    with pytest.raises(KeyError):
        expand("$khong-co", WORDS)


def test_a_gap_keeps_order_sentence_and_reach(vi: Language) -> None:
    assert places(vi, ["nộp ~ hồ sơ"], "Dân nộp ba bộ hồ sơ. Nộp rồi. Hồ sơ đủ.") == ["nộp ba bộ hồ sơ"]
    assert places(vi, ["nộp ~ hồ sơ"], "hồ sơ được nộp") == []
    assert places(vi, ["nộp ~ hồ sơ"], "nộp " + "và " * (GAP + 1) + "hồ sơ") == []


def test_a_gap_takes_the_nearest_and_then_the_longest_piece(vi: Language) -> None:
    assert places(vi, ["xin ~ (giấy|giấy phép)"], "xin cấp giấy phép và giấy") == ["xin cấp giấy phép"]


def test_an_exact_phrase_minds_its_case(vi: Language) -> None:
    assert places(vi, ["=PCI"], "PCI, pci, Pci") == ["PCI"]
    assert places(vi, ["pci"], "PCI, pci, Pci") == ["PCI", "pci", "Pci"]


def test_a_mask_swallows_what_it_contains(vi: Language) -> None:
    assert places(vi, ["xã"], "mạng xã hội của xã", ("xã hội",)) == ["xã"]


def test_a_gap_has_no_place_in_a_set_of_phrases(vi: Language) -> None:
    with pytest.raises(ValueError, match="~"):
        Phrasebook(vi, WORDS).ids(["a ~ b"])
