"""A place in repaired text is found again in the text that was given."""

import pytest

from domain.article import Span
from domain.textnorm import clean
from domain.trace import traced

SENTENCE = "Sở Nội vụ công khai thủ tục hành chính; người dân được biết, được bàn."


@pytest.mark.parametrize("given", [
    "Tin trong ngày\r\n\r\n" + SENTENCE + "\r\nHết.",
    "Tin\rtrong ngày\r" + SENTENCE,
    SENTENCE.replace(" ", "\u00a0"),
    "\ufeff" + "\u200b".join(SENTENCE),
    "Tin &agrave; &ldquo;m&oacute;i&rdquo; " + SENTENCE,
    "Ðô thị Ða Phước. " + SENTENCE,
], ids=["windows", "old mac", "hard blanks", "zero width", "references", "Icelandic letters"])
def test_evidence_cuts_the_given_text(given: str) -> None:
    repaired = clean(given)
    trace = traced(given, repaired)
    assert trace is not None and given != repaired
    for words in ("Sở Nội vụ", "thủ tục hành chính", "được bàn."):
        start = repaired.index(words)
        span = trace.of(Span(words, start, start + len(words), "body", "r"))
        assert given[span.start:span.end] == span.text and clean(span.text) == words


def test_what_cannot_be_followed_is_said() -> None:
    assert traced("x" * 200, "y" * 200) is None
