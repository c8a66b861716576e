"""Sentences of news and of documents."""

import pytest
import spacy
from spacy.language import Language

from nlp import sents


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("vi_syl")
    nlp.add_pipe(sents.NAME)
    return nlp


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("UBND TP. Vũng Tàu họp. Kết quả tốt.", 2),
        ("Tiêu đề không có dấu chấm\n\nĐoạn mở đầu của bài", 2),
        ("Giá 1.732,5 tỷ đồng. Tăng 3%.", 2),
        ("Ông Nguyễn V. A. ở Q. 1 cho biết.", 1),
        ("“Rất tốt.” Bà nói thêm.", 2),
        ("Thật không? Không! Thế à…", 3),
        ("1. Mục đích\n2. Yêu cầu", 2),
        ("II. Nội dung. Gồm hai phần.", 2),
        ("ThS. Trần B, PGS. Lê C dự họp.", 1),
        ("Diện tích 3.500 m2. trong đó 200 m2 là sân.", 1),
        ("Dòng một\nDòng hai\n\n\nDòng ba", 3),
        ("Một câu", 1),
        ("a", 1),
    ],
)
def test_how_many(nlp: Language, text: str, sentences: int) -> None:
    assert len(list(nlp(text).sents)) == sentences


def test_an_empty_text_has_no_sentence(nlp: Language) -> None:
    assert list(nlp("").sents) == []


def test_sentences_give_the_text_back(nlp: Language) -> None:
    text = "Một. Hai?\n\n“Ba.” Bốn (năm.) Sáu… bảy"
    assert "".join(sentence.text_with_ws for sentence in nlp(text).sents) == text
