""" "Lãnh đạo thành phố", "UBND huyện", "Sở yêu cầu": a part of the name stands for the unit that was named before."""

from collections.abc import Sequence
from datetime import date

from domain.names import place_of
from domain.unit import Unit
from nlp.unit_clause import Clause
from nlp.unit_home import Setting
from nlp.unit_names import Mention

RANKS: dict[tuple[str, ...], str] = {
    ("sở",): "so", ("thành", "phố"): "ubnd-huyen", ("tp",): "ubnd-huyen", ("thị", "xã"): "ubnd-huyen",
    ("huyện",): "ubnd-huyen", ("tỉnh",): "ubnd-tinh",
}  # fmt: skip
WRITTEN: dict[tuple[str, ...], tuple[str, ...]] = {("tp",): ("thành", "phố")}
HEADS: tuple[tuple[str, ...], ...] = (
    ("lãnh", "đạo"), ("giám", "đốc"), ("chính", "quyền"), ("ubnd",), ("ủy", "ban", "nhân", "dân"),
)  # fmt: skip
FIRST = frozenset((*(head[0] for head in HEADS), "sở"))
THIS = frozenset(("này", "đó", "trên"))  # "sở này": the one just named, never the publisher


def metonyms(clause: Clause, mentions: Sequence[Mention], setting: Setting, on: date | None) -> list[Mention]:
    """A publisher of that kind means itself; else the last unit of the kind and rank that the text has named."""
    taken = {token for mention in mentions for token in range(mention.start, mention.end)}
    found = []
    for at in [i for i, word in enumerate(clause.words) if word in FIRST]:
        end, rank = _phrase(clause, at)
        if rank and not taken.intersection(range(at, end)) and not _named(clause, end, setting):
            unit = _meant(clause, rank, at, end, mentions, setting, on)
            found += [Mention(unit, at, end, "metonymy")] if unit else []
    return found


def _phrase(clause: Clause, at: int) -> tuple[int, tuple[str, ...]]:
    """End and rank of the short form that begins at a token; () for none."""
    words = clause.words
    if words[at] == "sở":
        alone = clause.capitals[at] and (at == clause.sentence[at] or not clause.capitals[at - 1])
        verb = at + 1 in clause.acts or words[at + 1 : at + 2] in (["đã"], ["vừa"], ["sẽ"], ["đang"], ["cũng"])
        return (at + 1, ("sở",)) if alone and verb else (at, ())
    for head in HEADS:
        if tuple(words[at : at + len(head)]) == head:
            start = at + len(head)
            rank = next((rank for rank in RANKS if tuple(words[start : start + len(rank)]) == rank), ())
            return start + len(rank), rank
    return at, ()


def _named(clause: Clause, end: int, setting: Setting) -> bool:
    """Whether a name follows after all, one that the registry does not have."""
    follows = end < len(clause.words) and clause.sentence[end] == clause.sentence[end - 1]
    return end in setting.strangers or (follows and clause.capitals[end] and clause.words[end][:1].isalpha())


def _meant(
    clause: Clause,
    rank: tuple[str, ...],
    at: int,
    end: int,
    mentions: Sequence[Mention],
    setting: Setting,
    on: date | None,
) -> str | None:
    units, kind = setting.registry.units, RANKS[rank]
    this = end < len(clause.words) and clause.words[end] in THIS
    owner = units.get(setting.publisher or "")
    if owner and not this and _is(owner, kind, rank, on):
        return owner.id
    before = [m for m in mentions if m.start < at and _is(units[m.unit], kind, rank, on)]
    if not before:
        return None
    city = kind == "ubnd-huyen" and "phố" in WRITTEN.get(rank, rank)
    other = city and setting.another(before[-1].end, at, mentions)
    return None if other else before[-1].unit


def _is(unit: Unit, kind: str, rank: tuple[str, ...], on: date | None) -> bool:
    """Whether the unit is of the kind, and of the rank on that day."""
    if unit.kind != kind or not unit.valid(on):
        return False
    place = place_of(unit.name_on(on)) if kind == "ubnd-huyen" else None
    return place is None or place[0] == " ".join(WRITTEN.get(rank, rank))
