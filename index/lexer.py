"""Cutting what was typed into words, phrases, fields, operators and brackets; positions are those of the NFC text."""

import re
import unicodedata
from dataclasses import dataclass

from domain.errors import QueryError
from domain.textnorm import fold, repair

LONGEST_QUERY = 1000
_QUOTES = '"“”„«‘'
_CLOSING = {'"': '"', "‘": "’"}  # of the others any will do: “ ” are mixed up more often than not
_MINUS = "-−"
_FIELD = re.compile(r"([^\W\d_][\w-]*):(?!//)")
_STOP = re.compile(r"[\s()|\"“”„«»‘]|(?<=[,;])(?=[^\W\d_])")
_DATE = r"(?:ngày\s+)?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
_RANGE = re.compile(rf"(?:từ|tu)\s+{_DATE}\s+(?:đến|den)\s+{_DATE}(?![^\s,;])", re.I)  # “từ 01/8/2023” alone is text
TWO_WORDS = ("don-vi", "noi-dung", "the-loai", "tieu-de")  # names of fields that people write with a blank
OR, NOT, AND = "OR", "NOT", "AND"
ENGLISH = {"OR": OR, "NOT": NOT, "AND": AND}
VIETNAMESE = {"HOẶC": OR, "KHÔNG": NOT, "VÀ": AND}


@dataclass(frozen=True)
class Lexeme:
    """`kind` is word | phrase | operator | field | open | close; a field's name is its text."""

    kind: str
    text: str
    position: int
    prefix: bool = False  # a phrase followed by *
    listed: bool = False  # directly after a comma: another value of the field before it


def lexemes(query: str) -> list[Lexeme]:
    """Everything typed, in order. Raises QueryError for an unclosed quote or an endless text."""
    text = repair(unicodedata.normalize("NFC", query))
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"Câu tìm quá dài (hơn {LONGEST_QUERY} ký tự); hãy giữ lại vài từ chính", LONGEST_QUERY)
    return _operators(_cut(text))


def _cut(text: str) -> list[Lexeme]:
    found: list[Lexeme] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char in "()":
            found.append(Lexeme("open" if char == "(" else "close", char, at))
            at += 1
        elif char == "|":
            end = at + len(text[at:]) - len(text[at:].lstrip("|"))
            found.append(Lexeme("operator", OR, at))
            at = end
        elif char in _QUOTES:
            at = _quoted(text, at, found)
        elif char in _MINUS and _negates(text, at):
            found.append(Lexeme("operator", NOT, at))
            at += 1
        else:
            at = _word(text, at, found)
    return found


def _negates(text: str, at: int) -> bool:
    """A minus directly before a word, quote or bracket, and not after a letter: “Bà Rịa - Vũng Tàu” has none."""
    after = text[at + 1 : at + 2]
    return bool(after) and (after.isalnum() or after == "(" or after in _QUOTES)


def _quoted(text: str, at: int, found: list[Lexeme]) -> int:
    closing = _CLOSING.get(text[at], '"”“»')
    end = next((i for i in range(at + 1, len(text)) if text[i] in closing), None)
    if end is None:
        raise QueryError("Thiếu dấu ngoặc kép đóng; hãy thêm ” vào cuối cụm từ, hoặc bỏ dấu này", at)
    starred = text[end + 1 : end + 2] == "*"
    inner = text[at + 1 : end]
    found.append(Lexeme("phrase", inner.rstrip("*"), at, starred or inner.endswith("*"), _listed(text, at)))
    return end + 1 + starred


def _word(text: str, at: int, found: list[Lexeme]) -> int:
    if between := _RANGE.match(text, at):
        for name, group in (("tu", 1), ("den", 2)):
            found += [Lexeme("field", name, at), Lexeme("word", between[group], between.start(group))]
        return between.end()
    if field := _FIELD.match(text, at):
        whole = f"{fold(found[-1].text)}-{fold(field[1])}" if found and found[-1].kind == "word" else ""
        start = found.pop().position if whole in TWO_WORDS else at
        found.append(Lexeme("field", whole if whole in TWO_WORDS else field[1], start))
        return field.end()
    stop = _STOP.search(text, at + 1)
    end = stop.start() if stop else len(text)
    found.append(Lexeme("word", text[at:end], at, listed=_listed(text, at)))
    return end


def _listed(text: str, at: int) -> bool:
    return text[at - 1 : at] in (",", ";")


def _operators(found: list[Lexeme]) -> list[Lexeme]:
    names = ENGLISH if _shouted(found) else {**ENGLISH, **VIETNAMESE}
    return [
        Lexeme("operator", names[one.text], one.position) if one.kind == "word" and one.text in names else one
        for one in found
    ]


def _shouted(found: list[Lexeme]) -> bool:
    """Whether all is in capitals with diacritics, as a pasted headline is: then KHÔNG is a word like the others."""
    words = [one.text for one in found if one.kind == "word" and one.text not in {**ENGLISH, **VIETNAMESE}]
    letters = "".join(words)
    return letters.isupper() and not letters.isascii()
