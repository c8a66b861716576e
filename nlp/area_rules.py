"""From found phrases to hits: which rule of which area fires, where, and with what weight."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

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
    """A document ready for rules: phrases found, and the zone and last token of every sentence."""

    found: Found
    zones: tuple[Zone, ...]
    present: tuple[frozenset[int], ...]  # phrases by sentence

    @classmethod
    def of(cls, found: Found, zones: tuple[Zone, ...]) -> "Scene":
        """Sort the phrases into their sentences."""
        present: list[set[int]] = [set() for _ in zones]
        for number, places in found.places.items():
            for start, _ in places:
                present[found.sentence(start)].add(number)
        return cls(found, zones, tuple(map(frozenset, present)))

    def has(self, wanted: frozenset[int], where: str, sentence: int) -> bool:
        """Whether one of the phrases stands in that sentence, in the opening, or anywhere."""
        if where == "sentence":
            return not wanted.isdisjoint(self.present[sentence])
        if where == "text":
            return not wanted.isdisjoint(self.found.places)
        opening = (p for p, zone in zip(self.present, self.zones, strict=True) if zone < Zone.BODY)
        return any(not wanted.isdisjoint(present) for present in opening)


class CompiledRule:
    """A rule with its phrases numbered."""

    def __init__(self, rule: Rule, book: Phrasebook) -> None:
        self.rule = rule
        self.forms = book.forms(rule.any)
        self.near, self.also, self.without = book.ids(rule.near), book.ids(rule.also), book.ids(rule.without)

    def places(self, scene: Scene, form: Form, first: int) -> Iterable[tuple[Place, int]]:
        """Where the form stands, from that first phrase on, in the company the rule asks for: (place, sentence)."""
        rule = self.rule
        for place in scene.found.of(form, first):
            sentence = scene.found.sentence(place[0])
            zone = scene.zones[sentence]
            if (rule.at == "title" and zone is not Zone.TITLE) or (rule.at == "opening" and zone is Zone.BODY):
                continue
            if self._in_company(scene, sentence):
                yield place, sentence

    def _in_company(self, scene: Scene, sentence: int) -> bool:
        rule = self.rule
        if self.near and not scene.has(self.near, rule.near_in, sentence):
            return False
        if self.also and not scene.has(self.also, rule.also_in, sentence):
            return False
        return not (self.without and scene.has(self.without, rule.without_in, sentence))


class AreaRules:
    """All rules of one area, reached from the first phrase of each form."""

    def __init__(self, lexicon: AreaLexicon, book: Phrasebook) -> None:
        self.lexicon = lexicon
        self._mask = book.ids(lexicon.mask)
        self._from: dict[int, list[tuple[CompiledRule, Form]]] = defaultdict(list)
        for rule in lexicon.rules:
            compiled = CompiledRule(rule, book)
            for form in compiled.forms:
                for first in form[0]:
                    self._from[first].append((compiled, form))

    def hits(self, scene: Scene) -> list[Hit]:
        """Every hit that no longer hit and no mask contains, in reading order."""
        found = scene.found.places
        masked = [place for number in self._mask & found.keys() for place in found[number]]
        hits = [
            Hit(compiled.rule, start, end, sentence, compiled.rule.weight, len(form) > 1)
            for number in found.keys() & self._from.keys()
            for compiled, form in self._from[number]
            for (start, end), sentence in compiled.places(scene, form, number)
        ]
        return outermost(hits, masked)


def outermost(hits: list[Hit], masked: list[Place]) -> list[Hit]:
    """Longest match wins: a hit inside a longer one, or inside a mask, adds nothing. Negative hits always stand."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, -h.rule.weight, h.start, h.rule.id)):
        longer = masked + [(k.start, k.end) for k in kept if k.weight > 0 and (k.weight >= hit.weight or not k.gapped)]
        if hit.rule.weight < 0 or not any(start <= hit.start and hit.end <= end for start, end in longer):
            kept.append(hit)
    return sorted(kept, key=lambda h: (h.start, h.end, h.rule.id))
