"""What a list of names misses: other provinces' bodies, lists with one head, wards of a city."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from nlp.unit_names import SHARED_HEADS, Mention, NameBook

SEPARATORS = frozenset((",", ";", "và", "-", "/"))
LISTED = frozenset(("các", "những", "hai", "ba", "bốn", "cùng"))
RANKS: tuple[tuple[str, ...], ...] = (
    ("thành", "phố"), ("tp",), ("thị", "xã"), ("tx",), ("huyện",), ("đặc", "khu"), ("phường",), ("p",), ("xã",),
    ("thị", "trấn"), ("tt",), ("tỉnh",),
)  # fmt: skip
COMMUNES = (("phường",), ("p",), ("xã",), ("thị", "trấn"))
BODIES: tuple[tuple[str, ...], ...] = (
    ("ubnd",), ("hđnd",), ("ủy", "ban", "nhân", "dân"), ("hội", "đồng", "nhân", "dân"), ("ủy", "ban", "mttq"),
    ("mttq",), ("đoàn", "đbqh"), ("thường", "trực", "hđnd"),
)  # fmt: skip


def listed(doc: Doc, words: Sequence[str], mentions: list[Mention], book: NameBook, on: date | None) -> list[Mention]:
    """The other members of lists: "Sở KH-ĐT, TN-MT và Xây dựng", "UBND các huyện X, Y", "HĐND và UBND tỉnh"."""
    found: list[Mention] = []
    for mention in mentions:
        found += _before(words, mention, book, on)
        if not mention.bare and words[mention.start] in SHARED_HEADS:
            found += _topics_after(doc, words, words[mention.start], mention.end, book, on)
    for at in [i for i, word in enumerate(words) if word in SHARED_HEADS]:
        if at and words[at - 1] in LISTED:
            found += _topics_after(doc, words, words[at], at + 1, book, on, first=True)
    return found


def _before(words: Sequence[str], mention: Mention, book: NameBook, on: date | None) -> list[Mention]:
    """ "HĐND và" before "UBND tỉnh": the same name with the other body."""
    own = next((body for body in BODIES if tuple(words[mention.start : mention.start + len(body)]) == body), None)
    if own is None or mention.start < 2 or words[mention.start - 1] not in SEPARATORS:
        return []
    rest = tuple(words[mention.start + len(own) : mention.end])
    for body in BODIES:
        start = mention.start - 1 - len(body)
        if body != own and start >= 0 and tuple(words[start : mention.start - 1]) == body:
            other = book.lookup((*body, *rest), start, mention.start - 1, on)
            return [replace(other, reason="coordination")] if other else []
    return []


def _topics_after(
    doc: Doc, words: Sequence[str], head: str, at: int, book: NameBook, on: date | None, first: bool = False
) -> list[Mention]:
    found: list[Mention] = []
    while True:
        start = at
        while start < len(words) and (words[start] in SEPARATORS or words[start] == ":"):
            start += 1
        if start == at and not (first and not found):
            return found
        if start < len(words) and words[start] == head:
            return found  # "Sở Y tế, Sở Nội vụ": a full name of its own
        mention = book.topic(doc, head, start, on)
        if mention is None:
            return found
        found.append(replace(mention, reason="coordination"))
        at = mention.end


def places(doc: Doc, words: Sequence[str], mentions: list[Mention], book: NameBook, on: date | None) -> list[Mention]:
    """Bare places only where they are members of a list: after "các huyện", or after a sibling with its rank."""
    kept: list[Mention] = []
    for mention in mentions:
        if not mention.bare:
            kept.append(mention)
        elif mention.end < len(doc) and doc[mention.end].text[0].isupper():
            continue  # the beginning of a longer name: Phú Mỹ Hưng
        elif _headline(words, mention) or _ranked(words, mention, book, on) or _follows(words, kept, mention):
            kept.append(replace(mention, bare=False, reason="coordination"))
    return kept


def _headline(words: Sequence[str], mention: Mention) -> bool:
    """Whether a title begins with the bare name as provincial papers do: "Xuyên Mộc: Nông dân trúng mùa"."""
    return mention.start == 0 and tuple(words[mention.end : mention.end + 1]) == (":",)


def _ranked(words: Sequence[str], mention: Mention, book: NameBook, on: date | None) -> bool:
    """Whether a rank that the unit can have stands before: "các huyện", "huyện, thành phố:"."""
    at = mention.start
    while at and (words[at - 1] in SEPARATORS or words[at - 1] == ":"):
        at -= 1
    name = tuple(words[mention.start : mention.end])
    before = next((rank for rank in RANKS if tuple(words[max(0, at - len(rank)) : at]) == rank), None)
    if before is None:
        return False
    ranks = (before,) if before in COMMUNES else RANKS
    found = (book.lookup((*rank, *name), mention.start, mention.end, on) for rank in ranks)
    return any(one is not None and one.unit == mention.unit for one in found)


def _follows(words: Sequence[str], kept: list[Mention], mention: Mention) -> bool:
    """Whether another district stands right before, with a comma or "và" between."""
    if not kept or not kept[-1].local or kept[-1].unit == mention.unit:
        return False
    return tuple(words[kept[-1].end : mention.start]) in ((",",), ("và",), (";",), (",", "và"))


def rolled_up(words: Sequence[str], mentions: list[Mention]) -> list[Mention]:
    """A city right after one of its wards ("phường X, TP. Y") is named because of the ward."""
    return [replace(m, reason="roll_up") if _after_commune(words, m) else m for m in mentions]


def _after_commune(words: Sequence[str], mention: Mention) -> bool:
    if mention.start < 3 or words[mention.start - 1] not in (",", "("):
        return False
    window = words[max(0, mention.start - 6) : mention.start - 1]
    return any(tuple(window[i : i + len(c)]) == c for c in COMMUNES for i in range(len(window) - len(c)))
