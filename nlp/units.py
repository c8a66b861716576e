"""`unit_links`: which units an article names, and in which of three relations: publisher, actor, mentioned."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy
from spacy.attrs import IS_TITLE, IS_UPPER, SENT_START
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from domain.article import Role, UnitReading
from domain.unit import Registry
from nlp import unit_rules as rules
from nlp import unit_words as words_for
from nlp.given import ReadInput
from nlp.lang import norms
from nlp.layout import Layout
from nlp.unit_clause import Clause, other_word
from nlp.unit_home import Setting
from nlp.unit_metonyms import metonyms
from nlp.unit_names import Mention, NameBook
from nlp.unit_roles import Stage


class UnitLinks:
    """Reads the units of one registry; without `use` it says nothing."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._book: NameBook | None = None

    def use(self, registry: Registry) -> None:
        """Learn the names."""
        self._registry, self._book = registry, NameBook(self._nlp, registry)
        self._elsewhere = self._matcher(any=registry.elsewhere)
        self._verbs = self._matcher(acts=words_for.ACTS, speech=words_for.SPEECH, quoted=words_for.QUOTED)

    def _matcher(self, **phrases: Iterable[str]) -> PhraseMatcher:
        matcher = PhraseMatcher(self._nlp.vocab, attr="NORM")
        for kind, items in phrases.items():
            matcher.add(kind, [self._nlp.make_doc(phrase) for phrase in items])
        return matcher

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.units`. Needs `doc._.layout` and `doc._.given`."""
        if self._book is not None:
            given: ReadInput = doc._.given
            owner = (UnitReading(given.publisher, Role.PUBLISHER, None, "owner"),) if given.publisher else ()
            named = self._book.find(doc, given.published) if len(doc) else []
            doc._.units = owner + (self._read(doc, self._book, named, given) if len(doc) else ())
        return doc

    def _read(self, doc: Doc, book: NameBook, named: list[Mention], given: ReadInput) -> tuple[UnitReading, ...]:
        """Each unit once: as actor where it acts anywhere, else as mentioned."""
        clause = self._clause(doc)
        mentions = self._mentions(doc, clause, book, named, given)
        stage = Stage(clause, self._registry)
        best: dict[str, UnitReading] = {}
        for reading in self._readings(doc, stage, mentions, given.published):
            known = best.get(reading.unit)
            if known is None or (known.role is Role.MENTIONED and reading.role is Role.ACTOR):
                best[reading.unit] = reading
        return tuple(best.values())

    def _clause(self, doc: Doc) -> Clause:
        marks = numpy.equal(doc.to_array(SENT_START), 1)
        starts = numpy.maximum.accumulate(numpy.where(marks, numpy.arange(len(doc)), 0)).tolist()
        capitals: list[bool] = numpy.any(doc.to_array([IS_TITLE, IS_UPPER]), axis=1).tolist()
        words = norms(doc)
        found: dict[str, dict[int, int]] = {"acts": {}, "speech": {}, "quoted": {}}
        for kind, start, end in self._verbs(doc):
            known = found[doc.vocab.strings[kind]]
            if end > known.get(start, 0) and not other_word(words, start, end):
                known[start] = end
        return Clause(words, capitals, starts, found["acts"], found["speech"], found["quoted"])

    def _mentions(
        self, doc: Doc, clause: Clause, book: NameBook, found: list[Mention], given: ReadInput
    ) -> list[Mention]:
        words, on = clause.words, given.published
        found = found + [m for m in rules.listed(doc, words, found, book, on) if not _covered(m, found)]
        found = rules.places(doc, words, sorted(found, key=lambda m: m.start), book, on)
        strangers = {start: end for _, start, end in self._elsewhere(doc) if clause.capitals[start]}
        setting = Setting(words, clause.capitals, strangers, self._registry, given.publisher)
        found = sorted(rules.rolled_up(words, setting.ours(found)), key=lambda m: (m.start, m.end))
        return sorted(found + metonyms(clause, found, setting, on), key=lambda m: (m.start, m.end, m.unit))

    def _readings(self, doc: Doc, stage: Stage, mentions: list[Mention], on: date | None) -> Iterable[UnitReading]:
        layout: Layout = doc._.layout
        for group in stage.groups(mentions):
            role, why = stage.role(group, layout.zone(doc[group[0].start].idx))
            for mention in group:
                territory = self._registry.units[mention.unit].kind == "dia-ban"
                own = Role.MENTIONED if territory else role
                if own is None:
                    continue
                span = doc[mention.start : mention.end]
                reason = mention.reason or ("name" if own is Role.MENTIONED else why)
                evidence = layout.span(span.start_char, span.end_char, reason)
                reading = UnitReading(mention.unit, own, evidence, reason)
                yield reading
                if parent := self._parent(mention.unit, on):
                    yield replace(reading, unit=parent, reason="roll_up", span=replace(evidence, rule="roll_up"))

    def _parent(self, unit_id: str, on: date | None) -> str | None:
        """The district that a commune counts for."""
        unit = self._registry.units[unit_id]
        parent = unit.parent if on is None or unit.level != "commune" else self._registry.roll_up(unit_id, on)
        above = self._registry.get(parent) if parent and unit.level == "commune" else None
        return above.id if above and above.level == "district" else None


def _covered(mention: Mention, others: list[Mention]) -> bool:
    return any(o.start <= mention.start and mention.end <= o.end and not o.bare for o in others)


@Language.factory("unit_links", assigns=["doc._.units"], requires=["token.is_sent_start"])
def make_unit_links(nlp: Language, name: str) -> UnitLinks:
    """Unit links without a registry."""
    return UnitLinks(nlp)
