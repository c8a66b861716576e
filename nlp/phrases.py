"""The small language of the lexicon, and one matcher for all its phrases.

`(a|b|) c` alternatives · `a ~ b` in this order, at most GAP tokens between, same sentence ·
`=PCI` exactly so written · `@Mỹ` also no capital beside it
`$name` a named list · `<name>` one of a named list, inside a phrase.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy
from spacy.attrs import ORTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from nlp.lang import norms, words_of
from nlp.phrase_trie import PhraseTrie

GAP = 8
_GROUP = re.compile(r"\(([^()]*)\)|<([^<>]*)>")

Entry = tuple[int, str | None, bool]  # number of a phrase, how exactly it is written, whether it stands alone
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


def spelt(phrase: str, spellings: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The phrase, and once more for every other spelling of a word in it."""
    found = [phrase]
    for word, forms in spellings.items():
        if word in phrase and f" {word} " in (spaced := f" {phrase} "):
            found += (spaced.replace(f" {word} ", f" {form} ").strip() for form in forms)
    return found


class Phrasebook:
    """Numbers every phrase once and finds them all in one pass over NORM."""

    def __init__(
        self,
        nlp: Language,
        words: Mapping[str, tuple[str, ...]],
        mask: tuple[str, ...] = (),
        spellings: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._nlp, self._words, self._spellings = nlp, words, spellings or {}
        self._ids: dict[str, int] = {}
        self._pieces: dict[str, frozenset[int]] = {}  # a third of the pieces stand in more than one rule
        self._chunks: dict[str, tuple[str, ...]] = {}
        self._trie = PhraseTrie()
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
        if piece not in self._pieces:
            phrases = expand(piece.strip(), self._words)
            numbers = (self._number(form) for phrase in phrases for form in spelt(phrase, self._spellings))
            self._pieces[piece] = frozenset(numbers)
        return self._pieces[piece]

    def _number(self, phrase: str) -> int:
        known = self._ids.get(phrase)
        if known is not None:
            return known
        number = self._ids[phrase] = len(self._ids)
        exact = phrase[1:] if phrase.startswith(("=", "@")) else None
        known_chunks = self._chunks
        chunks = (exact or phrase).split()
        tokens = [token for chunk in chunks for token in known_chunks.get(chunk) or self._norms(chunk)]
        entries: list[Entry] = self._trie.add(tokens, [])
        entries.append((number, exact, phrase.startswith("@")))
        return number

    def _norms(self, chunk: str) -> tuple[str, ...]:
        """The tokens between two blanks: the tokenizer cuts them the same in every phrase."""
        norms = self._chunks[chunk] = tuple(token.norm_ for token in self._nlp.make_doc(chunk))
        return norms

    def find(self, doc: Doc) -> "Found":
        """Every phrase of the book in the document."""
        places: dict[int, list[Place]] = defaultdict(list)
        written: list[str] = []
        for entries, start, end in self._trie.find(norms(doc)):
            for number, exact, lone in entries:
                if exact is not None:
                    written = written or words_of(doc, ORTH)
                    if doc[start:end].text != exact or (lone and _named(written, start, end)):
                        continue
                places[number].append((start, end))
        masks = [place for number in self._mask & places.keys() for place in places[number]]
        if masks:
            inside = {token for start, end in masks for token in range(start, end)}
            for number, found in places.items():
                if not inside.isdisjoint(start for start, _ in found):
                    places[number] = unmasked(found, masks)
            places = {number: found for number, found in places.items() if found}
        starts: list[int] = numpy.flatnonzero(numpy.equal(doc.to_array(SENT_START), 1)).tolist()
        return Found(dict(places), starts, len(doc))


def _named(words: list[str], start: int, end: int) -> bool:
    """Whether a capital beside the tokens makes them part of another name."""
    before = start > 0 and words[start - 1][0].isupper()
    return before or (end < len(words) and words[end][0].isupper())


def unmasked(places: list[Place], masks: list[Place]) -> list[Place]:
    """The places that no longer mask contains."""
    inside = {token for start, end in masks for token in range(start, end)}
    return [p for p in places if p[0] not in inside or not any(m[0] <= p[0] and p[1] <= m[1] and m != p for m in masks)]


class Found:
    """Where phrases stand; `starts` are the first tokens of the sentences, `length` the tokens of the document."""

    def __init__(self, places: dict[int, list[Place]], starts: list[int], length: int) -> None:
        self.places, self.starts, self.length = places, starts, length
        ends = [*starts[1:], length]
        self._sentences = [i for i, (a, b) in enumerate(zip(starts, ends, strict=True)) for _ in range(a, b)]
        self._sorted: dict[frozenset[int], list[tuple[int, int]]] = {}

    def sentence(self, token: int) -> int:
        """Index of the sentence that holds the token."""
        return self._sentences[token]

    def of(self, form: Form, first: int, before: int) -> list[Place]:
        """Every place of a form that begins with this phrase before a token: from its first piece to its last."""
        spans = [place for place in self.places.get(first, []) if place[0] < before]
        if not spans or any(not self._ordered(pieces) for pieces in form[1:]):
            return []
        for pieces in form[1:]:
            found = self._ordered(pieces)
            spans = [span for left in spans if (span := self._joined(left, found))]
        return spans

    def _ordered(self, pieces: frozenset[int]) -> list[tuple[int, int]]:
        """Where one of the phrases stands, as (start, -end): the first, and there the longest, come first."""
        found = self._sorted.get(pieces)
        if found is None:
            known = pieces & self.places.keys()
            found = self._sorted[pieces] = sorted((a, -b) for piece in known for a, b in self.places[piece])
        return found

    def _joined(self, left: Place, found: list[tuple[int, int]]) -> Place | None:
        """`left` drawn out to the nearest of the pieces after it."""
        at = bisect_left(found, (left[1], -len(self._sentences)))
        if at == len(found):
            return None
        start, end = found[at]  # the first one decides: what comes after it is no nearer
        same = start - left[1] <= GAP and self.sentence(start) == self.sentence(left[0])
        return (left[0], -end) if same else None
