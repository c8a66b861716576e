"""What a sentence says of a unit: whether it acts, is acted on, or only attends."""

from nlp import unit_words as w
from nlp.unit_clause import Clause

REACH = 4  # tokens between the unit and what it does ("UBND tỉnh hôm nay tổ chức")
PERSON_REACH = 12  # between a title and what the person does: name, other offices
NAME = 5  # tokens of a person's name
STOPS = frozenset((",", ";", "-", '"', ".", ")"))
STOPS_PERSON = frozenset((";", '"', "."))


def predicate(clause: Clause, end: int, person: bool, place: bool) -> tuple[str, int]:
    """What follows a subject that ends at a token, and where: acts, aux, passive, attends, colon, headed or ""."""
    words, first = clause.words, _past(clause, end)
    at, reach, name, seen = first, PERSON_REACH if person else REACH, NAME, ""
    while at < len(words) and clause.sentence[at] == clause.sentence[end - 1] and reach >= 0:
        if words[at] == ":":
            return (_heading(clause, at) if at == first else seen), at
        if said := _verb(clause, at, person, at == first):
            return said, at
        if _ends(clause, at, person) or (place and words[at] == "và"):
            break
        seen = "aux" if words[at] in w.AUXILIARIES and not person else seen
        name -= clause.capitals[at]
        reach -= not (clause.capitals[at] and name >= 0)
        at += 1
    return seen, at


def _verb(clause: Clause, at: int, person: bool, first: bool) -> str:
    """acts, passive or attends where the token begins such a word, else ""."""
    words = clause.words
    if words[at] == "dự" and words[at + 1 : at + 2] and words[at + 1] not in w.NOT_ATTENDING:
        return "acts" if {"trì", "đạo"} & set(words[at : at + 8]) else "attends"
    if at in clause.acts or (person and at in clause.speech):
        return "acts"
    before = words[at - 1]
    straight = first or before in w.AUXILIARIES or before in STOPS or clause.capitals[at - 1] or at - 1 in clause.acts
    named = person and clause.capitals[at]  # one may be called Được
    return "passive" if words[at] in w.PASSIVE and straight and not named else ""  # "đã làm được" is no passive


def _ends(clause: Clause, at: int, person: bool) -> bool:
    """Whether another part of the sentence begins."""
    word = clause.words[at]
    other = word in w.MEANWHILE and word not in w.PASSIVE and not clause.capitals[at]
    return other or word in (STOPS_PERSON if person else STOPS)


def _heading(clause: Clause, at: int) -> str:
    """A colon after a name: what follows is what it does ("colon"), or only what happens there ("headed")."""
    after = range(at + 1, min(at + 4, len(clause.words)))
    return "colon" if any(i in clause.acts or clause.words[i][:1].isdigit() for i in after) else "headed"


def _past(clause: Clause, at: int) -> int:
    """Behind brackets: "Sở Y tế (SYT) tổ chức", "xã X (huyện Y) tổ chức"."""
    words = clause.words
    if words[at : at + 1] == [")"] and "(" in words[max(0, at - 12) : at]:
        return at + 1
    if words[at : at + 1] == ["("]:
        return next((i + 1 for i in range(at, min(at + 14, len(words))) if words[i] == ")"), at)
    return at
