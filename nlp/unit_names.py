"""The registry's names as token sequences: found in a text, or looked up one by one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from domain.unit import Name, Registry

Key = tuple[str, ...]
SHARED_HEADS = ("sở", "ban", "hội", "phòng", "chi cục", "cục")  # said once for a list: "Sở KH-ĐT, TN-MT"

OTHER_WORD = frozenset(("cơ", "trụ", "xứ", "công", "khế"))  # cơ sở y tế, trụ sở: no department


@dataclass(frozen=True)
class Mention:
    """A unit named at tokens [start, end); `reason` says by which rule it was read."""

    unit: str
    start: int
    end: int
    reason: str = ""
    bare: bool = False  # a place without "UBND", "huyện" …: names a unit only in company
    local: bool = True  # the words themselves hold a place of ours ("Sở Y tế" does not)


class NameBook:
    """Every written form of every unit, by its NORM tokens."""

    def __init__(self, nlp: Language, registry: Registry) -> None:
        self._nlp, self._registry = nlp, registry
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self._names: dict[Key, list[tuple[Name, Key]]] = defaultdict(list)
        for name in registry.names():
            self._learn(name, name.text)
        for name, text in _with_province(registry):
            self._learn(name, text)
        self._topics = _topics(self._names)
        self._places = frozenset(key for key, names in self._names.items() if any(self._is_place(n) for n, _ in names))
        self._longest = max(map(len, [*self._names, *self._topics]), default=0)

    def _learn(self, name: Name, text: str) -> None:
        doc = self._nlp.make_doc(text)
        key = tuple(token.norm_ for token in doc)
        if key not in self._names:
            self._matcher.add("name", [doc])
        self._names[key].append((name, tuple(token.text for token in doc)))

    def _is_place(self, name: Name) -> bool:
        return name.needs_prefix or self._registry.units[name.unit].kind == "dia-ban"

    def find(self, doc: Doc, on: date | None) -> list[Mention]:
        """All names valid on that day, longest first where they overlap, in reading order."""
        taken = bytearray(len(doc))
        mentions = []
        for _, start, end in sorted(self._matcher(doc), key=lambda m: (m[1] - m[2], m[1])):
            if not any(taken[start:end]):
                mention = self.at(doc, start, end, on)
                taken[start:end] = b"\1" * (end - start) if mention else taken[start:end]
                mentions += [mention] if mention else []
        return sorted(mentions, key=lambda m: m.start)

    def at(self, doc: Doc, start: int, end: int, on: date | None) -> Mention | None:
        """The unit that tokens [start, end) name as they stand."""
        if doc[start].norm_ == "sở" and start and doc[start - 1].norm_ in OTHER_WORD:
            return None
        span = doc[start:end]
        key = tuple(token.norm_ for token in span)
        found = [name for name, words in self._names.get(key, ()) if _spelt(name, words, span.text, doc, start)]
        return self._mention(self._one(found, on), key, start, end)

    def lookup(self, key: Key, start: int, end: int, on: date | None) -> Mention | None:
        """The unit of a name put together from the text, placed at tokens [start, end)."""
        return self._mention(self._one([name for name, _ in self._names.get(key, ())], on), key, start, end)

    def topic(self, doc: Doc, head: str, start: int, on: date | None) -> Mention | None:
        """The longest topic of a shared head at a token: "TN-MT" after "Sở KH-ĐT,"."""
        if start >= len(doc) or not doc[start].text[0].isupper():
            return None
        for end in range(min(len(doc), start + self._longest), start, -1):
            key = tuple(token.norm_ for token in doc[start:end])
            name = self._one(self._topics.get((head, *key), []), on)
            if name:
                return self._mention(name, key, start, end)
        return None

    def _one(self, names: Iterable[Name], on: date | None) -> Name | None:
        """The one name in use on the day; two owners at once name nobody, unless only one has a part in the plan."""
        valid = [name for name in names if name.valid(on) and self._registry.valid(name.unit, on)]
        owners = {name.unit for name in valid}
        if len(owners) > 1:
            owners = {unit for unit in owners if self._registry.units[unit].role != "named"}
        return next((name for name in valid if len(owners) == 1 and name.unit in owners), None)

    def _mention(self, name: Name | None, key: Key, start: int, end: int) -> Mention | None:
        if name is None:
            return None
        local = any(key[i : i + len(p)] == p for p in self._places for i in range(len(key) - len(p) + 1))
        return Mention(name.unit, start, end, bare=name.needs_prefix, local=local)


def _with_province(registry: Registry) -> Iterable[tuple[Name, str]]:
    """“Công an tỉnh” with the province's name: else that longer name swallows the last word of this one."""
    territories = [name for name in registry.names() if registry.units[name.unit].kind == "dia-ban"]
    for name in registry.names():
        rank = name.text.split()[-1].lower()
        for place in territories:
            if place.unit == registry.units[name.unit].parent and place.text.lower().startswith(f"{rank} "):
                yield name, name.text + place.text[len(rank) :]


def _topics(names: dict[Key, list[tuple[Name, Key]]]) -> dict[Key, list[Name]]:
    """The names that begin with a head which a list can share, by head and the rest."""
    return {key: [n for n, _ in found] for key, found in names.items() if key[0] in SHARED_HEADS and len(key) > 1}


def _spelt(name: Name, words: Sequence[str], text: str, doc: Doc, start: int) -> bool:
    """Whether the case is right. In a title all in capitals a place has no case to look at."""
    if not name.case_sensitive:
        return True
    written = [token.text for token in doc[start : start + len(words)]]
    if all(a.strip(".") == b.strip(".") or not a[0].isalpha() for a, b in zip(written, words, strict=True)):
        return True
    return text.isupper() and not name.text.isupper() and doc[start].sent.text.strip().isupper()
