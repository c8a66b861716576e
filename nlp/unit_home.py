"""Whose body it is: "Sở Y tế" of this province, of another, or of provinces in general. In doubt nobody is named."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.unit import Registry
from nlp import unit_words as w
from nlp.unit_names import Mention

ELSEWHERE = "elsewhere"
FAR = 2  # other provinces named in a text that names no place of ours
PLURAL = frozenset(("các", "những", "số", "nhiều", "mọi", "từng", "mỗi"))
ANY: tuple[tuple[str, ...], ...] = (
    ("các", "tỉnh"), ("các", "địa", "phương"), ("các", "thành"), ("cả", "nước"), ("tỉnh", "bạn"), ("toàn", "quốc"),
    ("của", "các", "tỉnh"), ("của", "các", "địa", "phương"), ("ấy",), ("hai", "tỉnh"), ("các", "tp"),
)  # fmt: skip
NATION: tuple[tuple[str, ...], ...] = (
    ("cả", "nước"), ("toàn", "quốc"), ("các", "tỉnh"), ("thủ", "tướng"), ("bộ", "trưởng"), ("quốc", "hội"),
    ("trung", "ương"), ("bộ", "gd"), ("bộ", "y", "tế"), ("bộ", "giáo", "dục"),
)  # fmt: skip
STREETS = w.words("đường phố phường xã ấp thôn trường chợ p x trấn cầu thpt thcs ql")
PROVINCE: tuple[tuple[str, ...], ...] = (
    ("tỉnh",), ("thành", "phố"), ("tp",), ("tại",), ("ở",), ("(",), ("của",), ("của", "tỉnh"), ("(", "tỉnh"),
    ("của", "thành", "phố"), ("của", "tp"), (),
)  # fmt: skip
DISTRICT: tuple[tuple[str, ...], ...] = (
    ("huyện",), ("quận",), ("thị", "xã"), ("tx",), ("q",), ("h",), ("thành", "phố"), ("tp",), ("tỉnh",),
)  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """A text and the places in it: `strangers` are first token -> end of other provinces' names."""

    words: Sequence[str]
    capitals: Sequence[bool]
    strangers: Mapping[int, int]
    registry: Registry
    publisher: str | None

    def home(self, unit_id: str) -> str:
        """The province of a unit, by id."""
        unit = self.registry.units[unit_id]
        return self.home(unit.parent) if unit.parent else unit_id

    def another(self, start: int, end: int, mentions: Sequence[Mention]) -> bool:
        """Whether a city that is no district of ours is named between two tokens: "lãnh đạo thành phố" may be its."""
        territories = (m for m in mentions if self.registry.units[m.unit].kind == "dia-ban")
        cities = (m.start for m in territories if self.words[m.start] in ("tp", "thành"))
        return any(start <= at < end for at in (*self.strangers, *cities))

    def ours(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions that surely mean our units."""
        stated = {m: self._stated(m, mentions) for m in mentions}
        kept = [m for m in mentions if not self._strange(m, stated[m])]
        sure = {m.unit for m in kept if self._sure(m) or stated[m] == self.home(m.unit)}
        refused = {m.unit for m in mentions} - sure
        refused &= {m.unit for m in mentions if self._strange(m, stated[m]) and stated[m] is not None}
        homes = Counter(self.home(m.unit) for m in kept if m.local)
        said = {m for m in kept if m.local or stated[m] == self.home(m.unit)}
        return [m for m in kept if m in said or (m.unit not in refused and self._at_home(m, homes))]

    def _sure(self, mention: Mention) -> bool:
        """Whether no other province can have the name: a place of ours is in it, and it is no commune."""
        return mention.local and self.registry.units[mention.unit].level != "commune"

    def _strange(self, mention: Mention, stated: str | None) -> bool:
        """Whether the words around the name say that it is another body, or no body of one province."""
        if self._sure(mention):
            return False
        before = self.words[mention.start - 1] if mention.start else ""
        if before in PLURAL and mention.reason != "coordination" and not self._listed(mention):
            return True
        return stated is not None and stated != self.home(mention.unit)

    def _listed(self, mention: Mention) -> bool:
        """Whether a list goes on after the name: "các Sở Nội vụ, Tài chính" are departments of one province."""
        end = mention.end
        commune = self.registry.units[mention.unit].level == "commune"  # "các xã X, Y" says nothing of a province
        return commune or (end + 1 < len(self.words) and self.words[end] in (",", "và", "-") and self.capitals[end + 1])

    def _stated(self, mention: Mention, mentions: list[Mention]) -> str | None:
        """The province right after a name: one of ours by id, ELSEWHERE, or None where none follows."""
        if self.registry.units[mention.unit].level == "commune":
            return self._district(mention.end, mentions)
        end = self._past(mention.end, mentions)
        if any(self._at(end, words) for words in ANY):
            return ELSEWHERE
        for rank in PROVINCE:
            place = end + len(rank)
            if not self._at(end, rank):
                continue
            if place in self.strangers:
                return ELSEWHERE
            own = next((m for m in mentions if m.start in (end, place) and m.local), None)
            if own:
                return self.home(own.unit)
            if rank in (("tỉnh",), ("thành", "phố"), ("tp",)):
                return self._unknown(mention, place, rank)
        return None

    def _past(self, at: int, mentions: list[Mention]) -> int:
        """Behind a short form in brackets, "Sở Y tế (SYT) TP.HCM"; a place in brackets stays."""
        if not self._at(at, ("(",)) or at + 1 in self.strangers or any(m.start == at + 1 for m in mentions):
            return at
        return next((i + 1 for i in range(at, min(at + 8, len(self.words))) if self.words[i] == ")"), at)

    def _unknown(self, mention: Mention, place: int, rank: tuple[str, ...]) -> str | None:
        """ "Sở Y tế tỉnh X" of a province that nobody knows, "Sở Y tế thành phố" where ours is no city."""
        named = place < len(self.words) and self.capitals[place] and self.words[place][:1].isalpha()
        titled = named and self.words[place].isupper()
        city = rank != ("tỉnh",) and not self.registry.units[self.home(mention.unit)].name.startswith("Thành phố")
        return ELSEWHERE if (named and not titled and self._mixed(mention)) or city else None

    def _mixed(self, mention: Mention) -> bool:
        """Whether capitals say anything here: not in a title all in capitals."""
        return not all(self.capitals[mention.start : mention.end])

    def _district(self, at: int, mentions: list[Mention]) -> str | None:
        """The same for a commune, after "," or "(": "xã X, huyện Y, tỉnh Z"."""
        if at < len(self.words) and self.words[at] in (",", "(", "-"):
            at += 1
        own = next((m for m in mentions if m.start == at and m.local), None)
        if own:
            return self.home(own.unit)
        named = any(
            self._at(at, rank) and (self.capitals[at + len(rank)] or self.words[at + len(rank)].isdigit())
            for rank in DISTRICT
            if at + len(rank) < len(self.words)
        )
        return ELSEWHERE if named or at in self.strangers else None

    def _at(self, at: int, words: tuple[str, ...]) -> bool:
        return tuple(self.words[at : at + len(words)]) == words

    def _at_home(self, mention: Mention, homes: Counter[str]) -> bool:
        """A name without a place: the publisher's province; without one that which the text names most."""
        home = self.home(mention.unit)
        if owner := self.registry.get(self.publisher or ""):
            others = homes.total() + self._abroad
            far = owner.role == "press" and others >= FAR and not homes[home]  # its pages of the whole country
            return (self.home(owner.id) == home and not far) or self._alone(home, homes)
        commune = self.registry.units[mention.unit].level == "commune"
        return self._alone(home, homes) or not (commune or homes or self._abroad or self._national)

    def _alone(self, home: str, homes: Counter[str]) -> bool:
        """Whether the text speaks of that province more than of all others."""
        return homes[home] > homes.total() - homes[home] + self._abroad

    @cached_property
    def _abroad(self) -> int:
        """How often another province is named, streets and wards of that name left out."""
        streets = (at for at in self.strangers if at and self.words[at - 1] in STREETS)
        return len(self.strangers) - len(list(streets))

    @cached_property
    def _national(self) -> bool:
        """Whether the text is about the whole country."""
        heads = {words[0] for words in NATION}
        return any(self._at(at, words) for at, word in enumerate(self.words) if word in heads for words in NATION)
