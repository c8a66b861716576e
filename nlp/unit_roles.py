"""Who acts: each name's relation, from where it stands and what its sentence says of it.

Title and lead name their doer without a verb of office ("Sở Y tế: …"); the body must say what the unit does. One who is
addressed, judged, a place, a guest, or an authority quoted, is only mentioned.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.article import Role
from domain.unit import Registry
from nlp import unit_words as w
from nlp.layout import Zone
from nlp.unit_clause import Clause
from nlp.unit_names import Mention
from nlp.unit_predicate import predicate

PRESS = frozenset(("bao", "dai", "cong"))
TERRITORIES = frozenset(("ubnd-huyen", "ubnd-xa", "dia-ban"))
RANKS = w.words("thành tp tpvt thị tx huyện h đặc phường p xã x tt")
BETWEEN = frozenset((",", ";", "và", "-", "(", ")", "/", "cùng", "với", "các", "huyện", "xã"))
SUBJECT = frozenset(("open", "agent", "together"))
ALONE = frozenset(("tại", "ở", "theo", "trên", "từ"))  # after these a comma ends the place, and the subject comes


@dataclass(frozen=True)
class Stage:
    """A text's clauses and the registry."""

    clause: Clause
    registry: Registry

    def groups(self, mentions: Sequence[Mention]) -> list[list[Mention]]:
        """Neighbours of one kind with only commas, "và", brackets between: they act or do not act together."""
        found: list[list[Mention]] = []
        for mention in mentions:
            if found and self._together(found[-1], mention):
                found[-1].append(mention)
            else:
                found.append([mention])
        return found

    def _together(self, group: list[Mention], mention: Mention) -> bool:
        last, words = group[-1], self.clause.words
        between = words[last.end : mention.start]
        if mention.start < last.end or len(between) > 3 or not BETWEEN.issuperset(between):
            return False
        if self.clause.sentence[last.start] != self.clause.sentence[mention.start]:
            return False
        if mention.reason == "roll_up" or self._territory(mention):
            return True  # "UBND phường X, TP. Y", "huyện X, tỉnh Y": one name
        if self.place(last) != self.place(mention):
            return False
        alone = group[0].start and words[group[0].start - 1] in ALONE
        return "," not in between or not (alone or self.clause.after_adjunct(last.end))

    def _territory(self, mention: Mention) -> bool:
        return self.registry.units[mention.unit].kind == "dia-ban"

    def place(self, mention: Mention) -> bool:
        """Whether the words name a place, not an office: "TP. Vũng Tàu"."""
        if self.registry.units[mention.unit].kind not in TERRITORIES or mention.reason == "metonymy":
            return False
        ranked = self.clause.words[mention.start] in RANKS or mention.reason in ("coordination", "roll_up")
        return ranked or self._territory(mention)

    def role(self, group: Sequence[Mention], zone: Zone) -> tuple[Role | None, str]:
        """The relation of a group with its reason; no role for a place inside the name of another institution."""
        first, end = group[0], max(mention.end for mention in group)
        place, metonym = self.place(first), first.reason == "metonymy"
        kind, start = self.clause.head(self._begin(first, place), place)
        if metonym and self.clause.words[first.start] in ("lãnh", "giám"):
            kind = "title"
        if kind == "institution" and place:
            return None, ""
        if kind == "beside" or self.clause.attended(start):
            return Role.MENTIONED, "name"
        acts = self._acts(first, kind, start, end, place, zone)
        return (Role.ACTOR, _reason(zone)) if acts else (Role.MENTIONED, "name")

    def _begin(self, first: Mention, place: bool) -> int:
        """Where the name begins with the head of its list or the ward before its city."""
        if first.reason == "roll_up":
            return self.clause.commune(first.start)
        return self.clause.listed(first.start) if first.reason == "coordination" and not place else first.start

    def _acts(self, first: Mention, kind: str, start: int, end: int, place: bool, zone: Zone) -> bool:
        person, opening = kind == "title", zone in (Zone.TITLE, Zone.LEAD)
        place = place and kind != "organ"
        left = self.clause.left(start, person)
        right, at = predicate(self.clause, end, person, place)
        if left in ("object", "place") or right in ("passive", "attends"):
            return False
        if self.registry.units[first.unit].kind in PRESS:
            return left in SUBJECT and not person and right == "acts" and at not in self.clause.quoted
        if person:
            speaks = right in ("acts", "colon", "headed") or self.clause.by(start) or self.clause.chaired(start)
            return (left != "together" and speaks) or (left == "source" and opening)
        if place:
            return (left in SUBJECT and right == "acts") or (left == "open" and right == "colon" and opening)
        if left == "source":
            return opening or right == "acts"
        named = opening and left in SUBJECT and first.reason != "metonymy"
        return named or right in ("acts", "aux") or left == "together"


def _reason(zone: Zone) -> str:
    return zone.name.lower() if zone in (Zone.TITLE, Zone.LEAD) else "subject"
