"""The reader: texts in, readings out, in order, the same for the same text, lexicon and registry."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from domain.article import Reading
from domain.plan import Plan
from domain.unit import Registry
from nlp import areas, lang, sents, units  # noqa: F401 (they register the language and its components)
from nlp.formats import format_of
from nlp.given import ReadInput
from nlp.layout import lay_out
from nlp.rules import HOME, Head, Lexicon, load_lexicon
from nlp.shingles import sample

PIPELINE = "4"  # raise it when the same lexicon and registry would give another reading
HEADLINE, READ = 2_000, 60_000  # characters looked at: ten times a long article; spaCy itself refuses a million
LASTING = 30_000  # words kept for good, 15 MB; 9 in 10 tokens of an article are among the first 5,000
BATCH = 256  # a memory zone empties the tokenizer's cache: 64 texts a zone 115 articles/s, 256 143/s and 178 MB


class Reader:
    """One pipeline for one plan and one registry; `unread` are the plan's areas for which there are no rules."""

    def __init__(self, plan: Plan, registry: Registry, lexicon: Lexicon) -> None:
        self.unread = tuple(area.id for area in plan.areas if area.id not in lexicon.ids)
        self._sided = frozenset(area.id for area in plan.areas if area.polarity)
        known = {area.id for area in plan.areas}
        lexicon = lexicon.model_copy(update={"areas": tuple(one for one in lexicon.areas if one.area in known)})
        self.version = "-".join((PIPELINE, lexicon.digest, registry.version or "none"))
        self._nlp = pipeline(lexicon, registry)

    def read(self, texts: Iterable[ReadInput]) -> Iterator[Reading]:
        """One reading for each text, in order; nothing of spaCy leaves the memory zone of its batch."""
        rest = iter(texts)
        while batch := list(islice(rest, BATCH)):
            with self._zone():
                docs = self._nlp.pipe([self._doc(given) for given in batch])
                readings = [self._reading(given, doc) for given, doc in zip(batch, docs, strict=True)]
            yield from readings

    def _zone(self) -> AbstractContextManager[object]:
        """A memory zone, once the vocabulary knows the everyday words: what it forgets must be learnt again."""
        return self._nlp.memory_zone() if len(self._nlp.vocab) > LASTING else nullcontext()

    def _doc(self, given: ReadInput) -> Doc:
        cut = replace(given, title=given.title[:HEADLINE], lead=given.lead[:READ], body=given.body[:READ])
        layout = lay_out(cut)
        doc: Doc = self._nlp.make_doc(layout.text)
        doc._.layout, doc._.given = layout, given
        return doc

    def _reading(self, given: ReadInput, doc: Doc) -> Reading:
        judged = doc._.judgements
        polarity = next((one.polarity for one in judged if one.lexicon.area in self._sided and one.polarity), None)
        return Reading(
            areas=tuple(areas.area_reading(one, doc) for one in judged),
            units=doc._.units,
            format=format_of(given),
            reader=self.version,
            polarity=polarity,
            shingles=sample(f"{given.lead}\n{given.body}"),
        )


def pipeline(lexicon: Lexicon, registry: Registry) -> Any:
    """The spaCy pipeline: sentences, units, areas."""
    nlp = spacy.blank("vi_syl")
    nlp.add_pipe("vi_sents")
    linker: Any = nlp.add_pipe("unit_links")
    linker.use(registry)
    scorer: Any = nlp.add_pipe("area_scorer")
    scorer.use(lexicon)
    return nlp


def open_reader(plan: Plan, registry: Registry, lexicon: Path | None = None) -> Reader:
    """A reader with the lexicon of the plan (`nlp/lexicon/<plan id>`), or the one given. Raises DataError.

    A plan without a lexicon gets a reader that names units and forms but no area: `unread` says which.
    """
    folder = lexicon or HOME / plan.id
    if not folder.is_dir() and lexicon is None:
        return Reader(plan, registry, Lexicon(head=Head(plan=plan.id)))
    return Reader(plan, registry, load_lexicon(folder, plan.id))
