"""`area_scorer`: which areas of the plan a document speaks to. Rules only; a trained half can join `judgements`."""

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from domain.article import AreaReading, Level, Span
from domain.article import Zone as Trust
from nlp.area_rules import AreaRules, Scene
from nlp.contexts import Contexts
from nlp.layout import Layout
from nlp.layout import Zone as Place
from nlp.levels import Judgement, judge
from nlp.phrases import Phrasebook
from nlp.rules import Lexicon
from nlp.sections import best_section

WEAKER = 0.5  # of a pair that annotators confuse, a side with less than this part of the other's mass is checked


class AreaScorer:
    """Reads the areas of one lexicon; without `use` it says nothing."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._areas: tuple[AreaRules, ...] = ()

    def use(self, lexicon: Lexicon) -> None:
        """Compile the lexicon."""
        head = lexicon.head
        book = self._book = Phrasebook(self._nlp, head.words, head.mask, head.spellings)
        self._areas = tuple(AreaRules(area, book) for area in lexicon.areas)
        self._contexts = Contexts(head, book)
        self._conflicts = head.conflicts

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.judgements`, best first. Needs `doc._.layout` and `doc._.given`."""
        if self._areas and len(doc):
            found = self._book.find(doc)
            zones = tuple(doc._.layout.zone(doc[start].idx) for start in found.starts)
            judged = self.judgements(Scene.of(found, zones), doc._.given.sections)
            doc._.judgements = tuple(_checked(one, judged, self._conflicts) for one in judged)
        return doc

    def judgements(self, scene: Scene, sections: tuple[str, ...]) -> list[Judgement]:
        """What the rules say, best first."""
        on = self._contexts.on(scene)
        judged = []
        for area in self._areas:
            lexicon = area.lexicon
            effects = {lexicon.contexts[name] for name in on if name in lexicon.contexts}
            if "drop" in effects:
                continue
            hits = self._contexts.muted(scene, area.hits(scene))
            one = judge(lexicon, hits, scene.zones, best_section(lexicon.sections, sections))
            if one and ("mention" in effects or ("title" in effects and not _titled(one, scene))):
                one = replace(one, level=Level.MENTION)
            if one:
                judged.append(replace(one, doubt=not effects.isdisjoint(("title", "review"))))
        return sorted(judged, key=lambda one: (-one.mass, one.lexicon.area))


def _checked(one: Judgement, judged: list[Judgement], conflicts: tuple[tuple[str, str], ...]) -> Judgement:
    """The judgement, in doubt when its twin in a confused pair is much stronger."""
    area = one.lexicon.area
    twins = {b if a == area else a for a, b in conflicts if area in (a, b)}
    weaker = any(other.lexicon.area in twins and one.mass < WEAKER * other.mass for other in judged)
    return replace(one, doubt=True) if weaker else one


def _titled(one: Judgement, scene: Scene) -> bool:
    """Whether the title itself says the area."""
    said = {hit.rule.id: hit.weight for hit in one.hits if scene.zones[hit.sentence] is Place.TITLE}
    return sum(said.values()) >= one.lexicon.levels.strong


def area_reading(one: Judgement, doc: Doc) -> AreaReading:
    """The judgement without spaCy: evidence as characters of the fields."""
    layout: Layout = doc._.layout
    area = one.lexicon.area
    spans = []
    for hit in one.hits:
        span = doc[hit.start : hit.end]
        spans.append(layout.span(span.start_char, span.end_char, f"{area}.{hit.rule.id}"))
    if one.section:
        spans.append(Span(one.section, 0, len(one.section), "section", f"{area}.section"))
    sure = one.score >= one.lexicon.auto and not one.doubt
    return AreaReading(area, one.level, one.score, Trust.AUTO if sure else Trust.REVIEW, tuple(spans))


@Language.factory("area_scorer", assigns=["doc._.judgements"], requires=["token.is_sent_start"])
def make_area_scorer(nlp: Language, name: str) -> AreaScorer:
    """An area scorer without a lexicon."""
    return AreaScorer(nlp)
