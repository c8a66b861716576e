"""From found phrases to hits: which rule of which area fires, where, and with what weight."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

from nlp.layout import Zone
from nlp.phrases import Form, Found, Phrasebook, Place
from nlp.rules import AreaLexicon, Rule


@dataclass(frozen=True)
class Hit:
    """One rule at one place; tokens [start, end). `weight` is the rule's, or less after a ritual formula."""

    rule: Rule
    start: int
    end: int
    sentence: int
    weight: int
    gapped: bool = False  # its pieces stand apart: what lies between may say more


@dataclass(frozen=True)
class Scene:
    """A document ready for rules: phrases found, the zone of every sentence, and phrases by sentence."""

    found: Found
    zones: tuple[Zone, ...]
    present: tuple[frozenset[int], ...]
    opening: frozenset[int]  # phrases of title, lead and opening
    ends: Mapping[str, int]  # first token behind the places where a rule may stand (`Rule.at`)

    @classmethod
    def of(cls, found: Found, zones: tuple[Zone, ...]) -> "Scene":
        """Sort the phrases into their sentences."""
        present: list[set[int]] = [set() for _ in zones]
        for number, places in found.places.items():
            for start, _ in places:
                present[found.sentence(start)].add(number)
        starts = list(zip(found.starts, zones, strict=True))  # zones follow one another in the text
        ends = {
            "title": next((start for start, zone in starts if zone > Zone.TITLE), found.length),
            "opening": next((start for start, zone in starts if zone is Zone.BODY), found.length),
            "anywhere": found.length,
        }
        opening = frozenset().union(*(p for p, zone in zip(present, zones, strict=True) if zone < Zone.BODY))
        return cls(found, zones, tuple(map(frozenset, present)), opening, ends)

    def has(self, wanted: frozenset[int], where: str, sentence: int) -> bool:
        """Whether one of the phrases stands in that sentence, in the opening, or anywhere."""
        if where == "sentence":
            return not wanted.isdisjoint(self.present[sentence])
        return not wanted.isdisjoint(self.opening if where == "opening" else self.found.places)


class CompiledRule:
    """A rule with its phrases numbered, and its conditions: (phrases, where, whether they must or must not stand)."""

    def __init__(self, rule: Rule, book: Phrasebook) -> None:
        self.rule = rule
        self.forms = book.forms(rule.any)
        company = (
            (book.ids(rule.near), rule.near_in, True),
            (book.ids(rule.also), rule.also_in, True),
            (book.ids(rule.without), rule.without_in, False),
        )
        asked = [one for one in company if one[0]]
        self._beside = [one for one in asked if one[1] == "sentence"]
        self.around = [one for one in asked if one[1] != "sentence"]

    def possible(self, scene: Scene) -> bool:
        """Whether the text keeps the company that does not depend on the sentence: asked once, before any place."""
        return all(scene.has(wanted, where, 0) is must for wanted, where, must in self.around)

    def places(self, scene: Scene, form: Form, first: int) -> Iterable[tuple[Place, int]]:
        """Where the form stands, from that first phrase on, in the company the rule asks for: (place, sentence)."""
        for place in scene.found.of(form, first, scene.ends[self.rule.at]):
            sentence = scene.found.sentence(place[0])
            if all(scene.has(wanted, where, sentence) is must for wanted, where, must in self._beside):
                yield place, sentence


class AreaRules:
    """All rules of one area, reached from the first phrase of each form."""

    def __init__(self, lexicon: AreaLexicon, book: Phrasebook) -> None:
        self.lexicon = lexicon
        self._mask = book.ids(lexicon.mask)
        self._from: dict[int, list[tuple[CompiledRule, Form]]] = defaultdict(list)
        rules = [CompiledRule(rule, book) for rule in lexicon.rules]
        for compiled in rules:
            for form in compiled.forms:
                for first in form[0]:
                    self._from[first].append((compiled, form))

    def hits(self, scene: Scene) -> list[Hit]:
        """Every hit that no longer hit and no mask contains, in reading order."""
        found = scene.found.places
        masked = [place for number in self._mask & found.keys() for place in found[number]]
        begun = [(number, *one) for number in found.keys() & self._from.keys() for one in self._from[number]]
        able = {compiled: compiled.possible(scene) for compiled in {compiled for _, compiled, _ in begun}}
        hits = [
            Hit(compiled.rule, start, end, sentence, compiled.rule.weight, len(form) > 1)
            for number, compiled, form in begun
            if able[compiled]
            for (start, end), sentence in compiled.places(scene, form, number)
        ]
        return outermost(hits, masked)


def outermost(hits: list[Hit], masked: list[Place]) -> list[Hit]:
    """Longest match wins: a hit inside a longer one, or inside a mask, adds nothing. Negative hits always stand."""
    kept: list[Hit] = []
    over: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)  # token -> (end, weight it hides) of the longer
    for start, end in masked:
        _cover(over, start, end, inf)
    for hit in sorted(hits, key=lambda h: (h.start - h.end, -h.rule.weight, h.start, h.rule.id)):
        if hit.rule.weight < 0 or not any(hit.end <= end and hit.weight <= hides for end, hides in over[hit.start]):
            kept.append(hit)
            if hit.weight > 0:
                _cover(over, hit.start, hit.end, hit.weight if hit.gapped else inf)
    return sorted(kept, key=lambda h: (h.start, h.end, h.rule.id))


def _cover(over: defaultdict[int, list[tuple[int, float]]], start: int, end: int, hides: float) -> None:
    for token in range(start, end):
        over[token].append((end, hides))
