"""How a site spoils its text before it leaves the server: old code page, decomposed letters, entities without `&`."""

import unicodedata
from functools import cache
from html.entities import codepoint2name

_TONES = {0x300, 0x301, 0x303, 0x309, 0x323}  # the five marks that windows-1258 writes as separate bytes


def encode(html: str, charset: str) -> bytes:
    """The page in its code page; what the code page lacks becomes a numeric reference."""
    if charset != "windows-1258":
        return html.encode(charset, "xmlcharrefreplace")
    return "".join(map(_half_decomposed, html)).encode("cp1258", "xmlcharrefreplace")


@cache
def _half_decomposed(letter: str) -> str:
    """`ế` → `ê` + acute: the form that windows-1258 can hold."""
    try:
        letter.encode("cp1258")
        return letter
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
    marks = [mark for mark in parts[1:] if ord(mark) in _TONES]
    base = unicodedata.normalize("NFC", parts[0] + "".join(mark for mark in parts[1:] if mark not in marks))
    return base + "".join(marks)


def broken(text: str, number: int) -> str:
    """Every third text decomposed, every third with entities that lost their ampersand, every third whole."""
    if number % 3 == 0:
        return unicodedata.normalize("NFD", text)
    if number % 3 == 1:
        return "".join(_nameless(letter) for letter in text)
    return text


def _nameless(letter: str) -> str:
    name = codepoint2name.get(ord(letter), "") if ord(letter) > 127 else ""
    return f"{name};" if name else letter
