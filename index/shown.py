"""What a store keeps of an article, as the hit that people read: texts, labels, snippets and why it is there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.article import Level, Role
from domain.dated import Precision
from index.filters import filter_labels
from index.highlight import Mark, marks, snippet
from index.questions import AreaLabel, Hit, SearchQuestion, UnitLabel, Why
from index.row import BITS, published_value
from index.tree import Label, Node, Words, leaves

EXTRACT = 300  # characters of the lead, or of the body where there is none
FIELDS = ("title", "lead", "body")
RANK = {Level.PRIMARY: 0, Level.SUBSTANTIVE: 1, Level.MENTION: 2}


@dataclass(frozen=True)
class Shown:
    """One stored article; `units` is unit -> role bits, `published` as Dated.as_json writes its value."""

    id: str
    seq: int
    texts: tuple[str, str, str]  # title, lead, body
    source: str
    kind: str
    format: str
    url: str
    units: Mapping[str, int]
    areas: tuple[AreaLabel, ...]
    day: date | None
    published: str = ""
    precision: str = ""
    original: str = ""
    origin: str = ""


def explainer(question: SearchQuestion, node: Node) -> Callable[[Shown], Hit]:
    """How each article of this question's answer is shown."""
    found = list(leaves(node))
    words = [leaf for leaf in found if isinstance(leaf, Words)]
    labels = [leaf for leaf in found if isinstance(leaf, Label)] + filter_labels(question.filters)
    return lambda shown: _hit(shown, words, labels, question)


def _hit(shown: Shown, words: list[Words], labels: list[Label], question: SearchQuestion) -> Hit:
    texts = dict(zip(FIELDS, shown.texts, strict=True))
    found = {field: marks(text, words, field) if words else [] for field, text in texts.items()}
    pieces = [snippet(text, found[field], field) for field, text in texts.items()]
    units = tuple(UnitLabel(unit, _roles(bits)) for unit, bits in shown.units.items())
    hit = Hit(
        id=shown.id, seq=shown.seq, title=texts["title"], extract=_extract(texts["lead"] or texts["body"]),
        snippets=tuple(piece for piece in pieces if piece is not None), source=shown.source, kind=shown.kind,
        unit=next((one.unit for one in units if Role.PUBLISHER in one.roles), ""), units=units,
        areas=tuple(sorted(shown.areas, key=lambda one: (RANK[one.level], one.area))), format=shown.format,
        published=published_value(shown.published), day=shown.day,
        precision=Precision(shown.precision) if shown.precision else None, url=shown.url,
        original=shown.original or None, why=(), origin=shown.origin or None,
    )
    return hit if not (words or labels) else _explained(hit, found, labels, question)


def _explained(hit: Hit, found: dict[str, list[Mark]], labels: list[Label], question: SearchQuestion) -> Hit:
    why = [Why("text", mark.words.text, field) for field in FIELDS for mark in found[field]]
    for label in labels:
        why += _label_reasons(hit, label, question)
    return replace(hit, why=tuple(dict.fromkeys(why)))


def _label_reasons(hit: Hit, label: Label, question: SearchQuestion) -> list[Why]:
    if label.kind == "unit":
        return [Why("unit", one.unit, role.value) for one in hit.units if one.unit in label.values
                for role in one.roles if role in question.roles]
    if label.kind == "area":
        return [Why("area", one.area, one.level.value) for one in hit.areas
                if one.area in label.values and (one.counts or question.filters.mentions)]
    value = {"source": hit.source, "kind": hit.kind, "format": hit.format,
             "original": "no" if hit.repost else "yes"}.get(label.kind, "")
    return [Why(label.kind, value)] if value in label.values else []


def _roles(bits: int) -> tuple[Role, ...]:
    return tuple(role for role, bit in BITS.items() if bits & bit)


def _extract(text: str) -> str:
    if len(text) <= EXTRACT:
        return text
    cut = text.rfind(" ", 0, EXTRACT)
    return text[: cut if cut > 0 else EXTRACT] + "…"
