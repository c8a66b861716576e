"""The search box's own small grammar, parsed to index.tree; no store ever sees what was typed.

    cải cách hành chính         all the words            "cải cách hành chính"      the phrase
    CCHC | PAPI, a HOẶC b       either                    a KHÔNG b, a -b           without; ( ) group
    chuyển*                     how words begin           tieu-de:papi              in the title
    don-vi:"Sở Nội vụ"  noi-dung:A01,A08  nguon:ID  loai:báo  the-loai:phóng-sự  goc:có
    tu:01/08/2023  den:31/08/2023  ngay:22/08/2023  ngay:08/2023  từ 01/08/2023 đến 31/08/2023

A word with diacritics means itself; one without, every word that is written so without them. A phrase is one thing:
with any diacritics in it, it is taken as written. AND binds closer than OR. A field's value may stand without quotes
where the words that follow make a known name. An abbreviation also finds its long forms.
"""

from dataclasses import replace

from domain.errors import QueryError, UnknownName
from index.abbreviations import Abbreviations, abbreviations
from index.analysis import Token, marked, query_tokens
from index.fields import EXAMPLES, check_order, field_kind, filter_node, misspelt
from index.lexer import AND, NOT, OR, Lexeme, lexemes
from index.names import Names
from index.tree import All, Any, Label, Node, Not, Words

NO_WORD = "Không có từ nào để tìm; hãy gõ ít nhất một từ"
LONGEST_NAME = 12  # words of a unit's or an area's name
DEEPEST = 20  # brackets in brackets: FTS5 refuses trees deeper than 256
MOST_WORDS = 64
SHORTEST_IN_PHRASE = 3  # letters before * without diacritics: with two, FTS5 joins nearly every article (measured: 1 s)


def parse(text: str, names: Names, short: Abbreviations | None = None) -> Node:
    """The query as a tree; empty text is `All()`. Raises QueryError with the position of what was not understood."""
    found = lexemes(text)
    if not found:
        return All()
    node = _Parser(found, names, short or abbreviations(), len(text)).whole()
    if node is None:
        raise QueryError(NO_WORD, found[0].position)
    return node


class _Parser:
    """Recursive descent over the lexemes; a method returns None for punctuation that says nothing."""

    def __init__(self, found: list[Lexeme], names: Names, short: Abbreviations, end: int) -> None:
        self.found, self.names, self.short, self.end = found, names, short, end
        self.at = self.depth = self.words = 0

    def whole(self) -> Node | None:
        node = self.either()
        if (stray := self.peek()) is not None:
            raise QueryError("Thừa dấu ngoặc đóng", stray.position)
        return node

    def peek(self) -> Lexeme | None:
        return self.found[self.at] if self.at < len(self.found) else None

    def operator(self, name: str) -> Lexeme | None:
        ahead = self.peek()
        if ahead is None or ahead.kind != "operator" or ahead.text != name:
            return None
        self.at += 1
        return ahead

    def either(self) -> Node | None:
        first = self.both()
        parts = [first]
        while operator := self.operator(OR):
            parts.append(self.both())
            if parts[-1] is None or parts[0] is None:
                raise QueryError("HOẶC cần có từ ở cả hai bên", operator.position)
        return Any(tuple(part for part in parts if part is not None)) if len(parts) > 1 else first

    def both(self) -> Node | None:
        parts: list[Node] = []
        while (ahead := self.peek()) is not None and ahead.kind != "close":
            if ahead.kind == "operator" and ahead.text == OR:
                break
            if self.operator(AND):
                continue
            if (part := self.one()) is not None:
                parts.append(part)
        if not parts:
            return None
        check_order(parts, self.found[min(self.at, len(self.found)) - 1].position)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self) -> Node | None:
        if operator := self.operator(NOT):
            return self.without(operator)
        lexeme = self.found[self.at]
        self.at += 1
        if lexeme.kind == "open":
            return self.group(lexeme)
        if lexeme.kind == "field":
            return self.field(lexeme)
        return self.text(lexeme)

    def without(self, operator: Lexeme) -> Node:
        ahead = self.peek()
        if ahead is None or ahead.kind in ("close", "operator"):
            raise QueryError("Sau KHÔNG (dấu -) cần có từ phải loại trừ", operator.position)
        part = self.one()
        if part is None:
            raise QueryError("Sau KHÔNG (dấu -) cần có từ phải loại trừ", operator.position)
        return Not(part)

    def group(self, opening: Lexeme) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(f"Quá {DEEPEST} lớp ngoặc lồng nhau", opening.position)
        node = self.either()
        if self.peek() is None:
            raise QueryError("Thiếu dấu ngoặc đóng", opening.position)
        self.at += 1
        self.depth -= 1
        if node is None:
            raise QueryError("Trong ngoặc không có từ nào", opening.position)
        return node

    def field(self, name: Lexeme) -> Node | None:
        kind = field_kind(name.text)
        if kind is None:
            if meant := misspelt(name.text):
                raise QueryError(f"Không có trường “{name.text}:”; có phải “{meant}:”?", name.position)
            return self.text(replace(name, kind="word"))
        value = self.peek()
        if value is None or value.kind not in ("word", "phrase"):
            raise QueryError(f"Sau “{name.text}:” cần có giá trị, ví dụ {EXAMPLES[kind]}", name.position)
        if kind == "title":
            self.at += 1
            return self.text(value, title=True)
        return self.values(kind, value)

    def values(self, kind: str, first: Lexeme) -> Node:
        """The filter, with any of the values that commas without a blank join: noi-dung:A01,A08."""
        node = self.value(kind, first)
        while isinstance(node, Label) and (more := self.listed()):
            other = self.value(kind, more)
            assert isinstance(other, Label), other
            node = Label(kind, tuple(dict.fromkeys(node.values + other.values)), f"{node.text}, {other.text}")
        return node

    def listed(self) -> Lexeme | None:
        """The value ahead that a comma joins to the one before; the comma after a quote is a lexeme of its own."""
        ahead = self.found[self.at : self.at + 2]
        if len(ahead) == 2 and ahead[0].text in (",", ";") and ahead[1].listed:
            self.at += 1
            return ahead[1]
        return ahead[0] if ahead and ahead[0].listed and ahead[0].kind in ("word", "phrase") else None

    def value(self, kind: str, value: Lexeme) -> Node:
        """The filter, of as many of the words ahead as make a known name: people leave out the quotes."""
        words = self.ahead() if value.kind == "word" else [value]
        for count in range(len(words), 0, -1):
            name = " ".join(one.text for one in words[:count]).strip().rstrip(",;")
            if count > 1 and not self.names.likely(kind, name):
                continue
            try:
                node = filter_node(kind, name, self.names)
            except UnknownName as error:
                if count > 1:
                    continue
                many = len(words) > 1 and kind in ("unit", "area")
                advice = "; tên có nhiều chữ thì đặt trong ngoặc kép" if many else ""
                raise QueryError(f"{error}{advice}", value.position) from error
            self.at += count
            return node
        raise AssertionError(value)

    def ahead(self) -> list[Lexeme]:
        """The plain words from here on, up to a comma, that a name may be made of."""
        words: list[Lexeme] = []
        for lexeme in self.found[self.at : self.at + LONGEST_NAME]:
            if lexeme.kind != "word":
                break
            words.append(lexeme)
            if lexeme.text.endswith((",", ";")):
                break
        return words

    def text(self, lexeme: Lexeme, title: bool = False) -> Node | None:
        typed = lexeme.text
        starred = lexeme.prefix or typed.endswith("*")
        if typed.startswith("*") and typed.strip("*"):
            raise QueryError("Dấu * chỉ đặt ở cuối từ, ví dụ chuyển*", lexeme.position)
        if lexeme.kind == "phrase" and "*" in typed.split()[:-1]:
            raise QueryError("Trong cụm từ, dấu * chỉ đặt ở cuối, ví dụ \"cải cách hành*\"", lexeme.position)
        found = query_tokens(typed)
        if not found:
            if title:
                raise QueryError(NO_WORD, lexeme.position)
            return None
        self.words += len(found)
        if self.words > MOST_WORDS:
            raise QueryError(f"Câu tìm quá dài (hơn {MOST_WORDS} từ); hãy giữ lại vài từ chính", lexeme.position)
        exact = any(map(marked, found))
        least = 2 if exact or len(found) == 1 else SHORTEST_IN_PHRASE
        if starred and len(found[-1].exact) < least:
            raise QueryError(f"Trước dấu * cần ít nhất {least} chữ", lexeme.position)
        shown = typed if lexeme.kind == "phrase" else typed.rstrip(",;")
        words = _words(shown, found, exact, starred, title)
        return words if starred or lexeme.kind == "phrase" or len(found) > 1 else self.expanded(words)

    def expanded(self, words: Words) -> Node:
        """An abbreviation or any of its long forms."""
        long = self.short.phrases(words.exact_forms[0])
        phrases = tuple(_words(words.text, query_tokens(phrase), True, False, words.title) for phrase in long)
        return Any((words, *phrases)) if phrases else words


def _words(text: str, found: list[Token], exact: bool, prefix: bool, title: bool) -> Words:
    return Words(text, tuple(one.exact for one in found), tuple(one.folded for one in found), exact, prefix, title)
