"""Where a text met the query."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.textnorm import clean
from index.analysis import query_tokens, tokens
from index.highlight import WIDTH, Mark, marks, snippet
from index.tree import Words


def words(text: str, exact: bool = True, prefix: bool = False, title: bool = False) -> Words:
    found = query_tokens(text)
    return Words(text, tuple(t.exact for t in found), tuple(t.folded for t in found), exact, prefix, title)


def marked(text: str, *wanted: Words, field: str = "body") -> list[str]:
    return [text[mark.start : mark.end] for mark in marks(text, wanted, field)]


def test_whole_words_are_marked_in_any_case() -> None:
    text = "CẢI CÁCH, cải-cách; cải tiến; máy cải"
    assert marked(text, words("cải cách")) == ["CẢI CÁCH", "cải-cách"]
    assert marked("qua quả quảng", words("quả")) == ["quả"]


def test_folded_words_are_marked_with_their_diacritics() -> None:
    assert marked("Đường điện, đương", words("duong", exact=False)) == ["Đường", "đương"]


def test_a_prefix_is_marked_to_the_end_of_its_word() -> None:
    assert marked("chuyển đổi, chuyên đề", words("chuyê", prefix=True)) == ["chuyên"]
    assert marked("cải cách hành chính", words("cai ca", exact=False, prefix=True)) == ["cải cách"]


def test_title_words_are_not_marked_elsewhere() -> None:
    assert marked("papi", words("papi", title=True)) == []
    assert marked("papi", words("papi", title=True), field="title") == ["papi"]


def test_letters_that_grow_in_lower_case_do_not_move_the_marks() -> None:
    assert marked("İİİ cải", words("cải")) == ["cải"]


def test_a_short_text_is_shown_whole_and_overlapping_marks_are_joined() -> None:
    text = "cải cách hành chính"
    wanted = (words("cải cách"), words("cách hành"))
    shown = snippet(text, marks(text, wanted, "lead"), "lead")
    assert shown is not None
    assert (shown.text, shown.marks) == (text, ((0, 13),))
    assert snippet(text, [], "lead") is None


def test_a_long_text_is_cut_where_most_words_of_the_query_stand() -> None:
    text = "papi " + "khác " * 200 + "chỉ số papi tăng " + "khác " * 200
    wanted = (words("papi"), words("chỉ"))
    shown = snippet(text, marks(text, wanted, "body"), "body")
    assert shown is not None
    assert len(shown.text) <= WIDTH + 20
    assert {shown.text[start:end] for start, end in shown.marks} == {"papi", "chỉ"}


LETTERS = st.text("cảiaạ áâCẢ đĐ-._1\n", max_size=40).map(clean)


@settings(max_examples=200)
@given(LETTERS, LETTERS, st.booleans(), st.booleans())
def test_marks_are_where_the_tokens_are(text: str, typed: str, exact: bool, prefix: bool) -> None:
    wanted = words(typed, exact, prefix)
    if not wanted.forms:
        return
    found = list(tokens(text))
    expected: list[Mark] = []
    for at in range(len(found) - len(wanted.forms) + 1):
        piece = [token.exact if exact else token.folded for token in found[at : at + len(wanted.forms)]]
        whole = tuple(piece) == wanted.forms
        begun = prefix and tuple(piece[:-1]) == wanted.forms[:-1] and piece[-1].startswith(wanted.forms[-1])
        if (whole or begun) and (not expected or found[at].start >= expected[-1].end):
            expected.append(Mark(wanted, found[at].start, found[at + len(piece) - 1].end))
    assert marks(text, [wanted], "body") == expected
