"""From hits to a judgement on one area: score, level, evidence."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass

from domain.article import Level
from nlp.area_rules import Hit
from nlp.layout import Zone
from nlp.rules import AreaLexicon, Levels

FACTOR = {Zone.TITLE: 2.0, Zone.LEAD: 2.0, Zone.OPENING: 1.5, Zone.BODY: 1.0}
SCALE = 3.0  # one strong sentence in the body: 1 - 1/e
EVIDENCE = 6  # spans shown for one area


@dataclass(frozen=True)
class Judgement:
    """One area in one article; `mass` is the weighted sum of its rules, `doubt` asks for a person."""

    lexicon: AreaLexicon
    level: Level
    score: float
    mass: float
    hits: tuple[Hit, ...]  # the best evidence, strongest first
    polarity: str | None = None
    section: str | None = None  # the site section that spoke for the area
    doubt: bool = False


def judge(
    lexicon: AreaLexicon, hits: list[Hit], zones: tuple[Zone, ...], section: tuple[str, int] | None = None
) -> Judgement | None:
    """The area's judgement, or None when its score stays below `keep`. `section` is (name, weight)."""
    name, extra = section or (None, 0)
    mass = _mass(hits, zones) + extra * FACTOR[Zone.TITLE]
    score = 1 - math.exp(-max(mass, 0.0) / SCALE)
    if score < lexicon.keep:
        return None
    weights = {s: weight + (extra if zones[s] is not Zone.BODY else 0) for s, weight in _by_sentence(hits).items()}
    level = Level.PRIMARY if extra >= lexicon.levels.strong else _level(weights, zones, lexicon.levels)
    return Judgement(lexicon, level, round(score, 4), mass, _best(hits, zones), _polarity(hits, zones), name)


def _by_sentence(hits: list[Hit]) -> dict[int, int]:
    """Weight of every sentence that fired: each rule once."""
    fired: dict[int, dict[str, int]] = defaultdict(dict)
    for hit in hits:
        fired[hit.sentence][hit.rule.id] = hit.weight
    return {sentence: sum(weights.values()) for sentence, weights in fired.items()}


def _mass(hits: list[Hit], zones: tuple[Zone, ...]) -> float:
    """Weights times place; a rule counts in at most `cap` sentences, the best placed ones."""
    where: dict[str, dict[int, float]] = defaultdict(dict)
    caps = {hit.rule.id: hit.rule.cap for hit in hits}
    for hit in hits:
        where[hit.rule.id][hit.sentence] = hit.weight * FACTOR[zones[hit.sentence]]
    return sum(sum(sorted(by.values(), key=abs, reverse=True)[: caps[rule]]) for rule, by in where.items())


def _level(weights: dict[int, int], zones: tuple[Zone, ...], levels: Levels) -> Level:
    """Primary: the title says it, or the lead and a sentence more, or a third of the text; else `_substantive`."""
    strong = {s for s, weight in weights.items() if weight >= levels.strong}
    places = Counter(zones[s] for s in strong)
    share = len(strong) / max(len(zones), 1)
    if places[Zone.TITLE] or (len(strong) > 1 and (places[Zone.LEAD] or share >= levels.primary_share)):
        return Level.PRIMARY
    weak = sum(weight > 0 for weight in weights.values()) - len(strong)
    passage = share >= levels.passage and any(s + 1 in strong for s in strong)
    return Level.SUBSTANTIVE if passage or _substantive(places, share, weak, levels) else Level.MENTION


def _substantive(places: Counter[Zone], share: float, weak: int, levels: Levels) -> bool:
    many = sum(places.values())
    if places[Zone.LEAD] and weak >= levels.support:
        return True
    if places[Zone.LEAD] or places[Zone.OPENING]:
        return many > 1 or share >= levels.alone * (1 if places[Zone.LEAD] else 2)
    return many >= levels.sentences and share >= levels.share


def _best(hits: list[Hit], zones: tuple[Zone, ...]) -> tuple[Hit, ...]:
    """The strongest, best placed hits, one a rule and sentence, in reading order of equal strength."""
    seen: set[tuple[str, int]] = set()
    best: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-h.weight * FACTOR[zones[h.sentence]], h.start, h.rule.id)):
        if hit.weight > 0 and (hit.rule.id, hit.sentence) not in seen:
            seen.add((hit.rule.id, hit.sentence))
            best.append(hit)
    return tuple(best[:EVIDENCE])


def _polarity(hits: list[Hit], zones: tuple[Zone, ...]) -> str | None:
    sides: Counter[str] = Counter()
    for hit in hits:
        if hit.rule.polarity:
            sides[hit.rule.polarity] += int(hit.weight * FACTOR[zones[hit.sentence]] * 2)
    return max(sides, key=lambda side: (sides[side], side)) if sides else None
