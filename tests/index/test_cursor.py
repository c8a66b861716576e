"""The word that asks for the next page."""

import pytest

from domain.errors import QueryError
from index.cursor import Cursor, read_cursor


@pytest.mark.parametrize("cursor", [
    Cursor(), Cursor(True, 5, None, "a"), Cursor(False, -3, 1_692_000_000, "b"), Cursor(True, offset=40)])
def test_a_cursor_comes_back_as_it_went(cursor: Cursor) -> None:
    word = cursor.text()
    assert read_cursor(word) == cursor
    assert word.isascii() and not set(word) & set("&=+/ ")


@pytest.mark.parametrize("word", [
    "", "x", "é", "AAAA", "WzFd", Cursor(offset=-1).text(), "W251bGwsMCxudWxsLCIiLDBd", "=" * 5])
def test_anything_else_is_refused_in_words(word: str) -> None:
    with pytest.raises(QueryError, match="tìm lại"):
        read_cursor(word)
