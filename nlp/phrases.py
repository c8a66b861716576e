"""The small language of the lexicon, and one matcher for all its phrases.

`(a|b|) c` alternatives · `a ~ b` in this order, at most GAP tokens between, same sentence ·
`=PCI` exactly so written · `$name` a named list · `<name>` one of a named list, inside a phrase.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

GAP = 8
_GROUP = re.compile(r"\(([^()]*)\)|<([^<>]*)>")

Form = tuple[frozenset[int], ...]  # for each piece between gaps, the phrases that can stand there
Place = tuple[int, int]  # tokens [start, end)


def expand(item: str, words: Mapping[str, tuple[str, ...]]) -> list[str]:
    """All plain phrases of one item of the lexicon. Raises KeyError (unknown list), ValueError (stray bracket)."""
    if item.startswith("$"):
        return [form for inner in words[item[1:]] for form in expand(inner, words)]
    group = _GROUP.search(item)  # an innermost one: groups may stand in groups
    if group is None:
        if "(" in item or ")" in item:
            raise ValueError(f"ngoặc không khớp: {item}")
        return [" ".join(item.split())]
    choices = expand(f"${group[2]}", words) if group[2] is not None else group[1].split("|")
    rest = (item[: group.start()] + choice + item[group.end() :] for choice in choices)
    return list(dict.fromkeys(form for one in rest for form in expand(one, words)))


class Phrasebook:
    """Numbers every phrase once and finds them all in one pass over NORM."""

    def __init__(self, nlp: Language, words: Mapping[str, tuple[str, ...]], mask: tuple[str, ...] = ()) -> None:
        self._nlp, self._words = nlp, words
        self._ids: dict[str, int] = {}
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self._of_key: dict[int, list[tuple[int, str | None]]] = defaultdict(list)
        self._mask = self.ids(mask)

    def forms(self, items: Iterable[str]) -> tuple[Form, ...]:
        """The items as forms: one for all plain phrases, one for each item with gaps."""
        pieces = [[self._alternatives(piece) for piece in item.split("~")] for item in items]
        plain = frozenset().union(*(item[0] for item in pieces if len(item) == 1))
        gapped = dict.fromkeys(tuple(item) for item in pieces if len(item) > 1)
        return ((plain,), *gapped) if plain else tuple(gapped)

    def ids(self, items: Iterable[str]) -> frozenset[int]:
        """The items as a set of phrases; a gap has no place here. Raises ValueError."""
        items = tuple(items)
        if gapped := [item for item in items if "~" in item]:
            raise ValueError(f"“~” chỉ dùng được trong any: {gapped}")
        return frozenset().union(*map(self._alternatives, items))

    def _alternatives(self, piece: str) -> frozenset[int]:
        return frozenset(self._number(phrase) for phrase in expand(piece.strip(), self._words))

    def _number(self, phrase: str) -> int:
        number = self._ids.setdefault(phrase, len(self._ids))
        exact = phrase[1:] if phrase.startswith("=") else None
        doc = self._nlp.make_doc(exact or phrase)
        key = "\x1f".join(token.norm_ for token in doc)
        entry = (number, exact)
        known = self._of_key[self._nlp.vocab.strings.add(key)]
        if entry not in known:
            known.append(entry)
            self._matcher.add(key, [doc])
        return number

    def find(self, doc: Doc) -> "Found":
        """Every phrase of the book in the document."""
        places: dict[int, list[Place]] = defaultdict(list)
        for key, start, end in self._matcher(doc):
            for number, exact in self._of_key[key]:
                if exact is None or doc[start:end].text == exact:
                    places[number].append((start, end))
        masks = [place for number in self._mask & places.keys() for place in places[number]]
        if masks:
            places = {number: kept for number, found in places.items() if (kept := unmasked(found, masks))}
        return Found(dict(places), [sent.start for sent in doc.sents])


def unmasked(places: list[Place], masks: list[Place]) -> list[Place]:
    """The places that no longer mask contains."""
    return [p for p in places if not any(m[0] <= p[0] and p[1] <= m[1] and m != p for m in masks)]


@dataclass(frozen=True)
class Found:
    """Where phrases stand; `starts` are the first tokens of the sentences."""

    places: dict[int, list[Place]]
    starts: list[int]

    def sentence(self, token: int) -> int:
        """Index of the sentence that holds the token."""
        return bisect_right(self.starts, token) - 1

    def of(self, form: Form, first: int) -> list[Place]:
        """Every place of a form that begins with this phrase: from its first piece to its last."""
        spans = self.places.get(first, [])
        for pieces in form[1:]:
            spans = [span for left in spans if (span := self._joined(left, pieces))]
        return spans

    def _joined(self, left: Place, pieces: frozenset[int]) -> Place | None:
        """`left` drawn out to the nearest of the pieces after it."""
        home = self.sentence(left[0])
        ends = [
            (start, -end)
            for piece in pieces & self.places.keys()
            for start, end in self.places[piece]
            if 0 <= start - left[1] <= GAP and self.sentence(start) == home
        ]
        return (left[0], -min(ends)[1]) if ends else None
