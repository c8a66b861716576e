"""Units, their names over time, and what became of them. The registry is data with validity dates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from domain.body import GONE, KINDS, LEVELS, ROLES, Event, Name, Site, Unit
from domain.errors import UnknownName
from domain.names import key, plain
from domain.naming import every_name, grouped
from domain.unitfile import read_units

__all__ = ["KINDS", "LEVELS", "ROLES", "Event", "Name", "Registry", "Site", "Unit", "load_registry"]


@dataclass(frozen=True)
class Registry:
    """All units in the order of the file, which is the order of reports; `version` is a digest of the file."""

    units: Mapping[str, Unit]
    events: tuple[Event, ...] = ()
    shorthand: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()  # other provinces: “Sở Y tế X” is not ours
    version: str = ""

    def get(self, unit_id: str) -> Unit | None:
        """One unit, or None."""
        return self.units.get(unit_id)

    def names(self) -> Iterable[Name]:
        """Every form of every unit, typed and by rule; none is shared by two units at the same time."""
        return self._names

    def valid(self, unit_id: str, on: date | None) -> bool:
        """Whether the unit is known and existed on that day."""
        unit = self.units.get(unit_id)
        return unit is not None and unit.valid(on)

    def successors(self, unit_id: str, on: date) -> tuple[str, ...]:
        """Who carries on the whole unit on that day, following chains.

        () while it exists, before it existed, and when nobody is known to carry it on.
        """
        unit = self.units.get(unit_id)
        if unit is None or unit.valid_to is None or on <= unit.valid_to:
            return ()
        found: dict[str, None] = {}
        seen, ahead = {unit_id}, [unit_id]
        while ahead:
            for heir in self._heirs(ahead.pop(0), on):
                if heir not in seen and self.valid(heir, on):
                    found[heir] = None
                elif heir not in seen:
                    ahead.append(heir)
                seen.add(heir)
        return tuple(found)

    def obligated(self, on: date | None) -> list[Unit]:
        """Agencies that the plan binds, as they stood on that day: the rows of every coverage table."""
        return self.members("role:obligated", on)

    def members(self, who: str, on: date | None) -> list[Unit]:
        """The units behind a unit id or a group (`role:…`, `kind:…`, `level:…`) on that day; [] for nonsense."""
        what, _, value = who.rpartition(":")
        if not what:
            return [self.units[who]] if self.valid(who, on) else []
        if what not in ("role", "kind", "level"):
            return []
        return [unit for unit in self.units.values() if getattr(unit, what) == value and unit.valid(on)]

    def children(self, unit_id: str, on: date | None = None) -> list[Unit]:
        """Units whose parent it is."""
        return [unit for unit in self.units.values() if unit.parent == unit_id and unit.valid(on)]

    def roll_up(self, unit_id: str, on: date) -> str | None:
        """The territory a unit counts for on that day: its parent, or the parent's one successor."""
        unit = self.units.get(unit_id)
        if unit is None or unit.parent is None or self.valid(unit.parent, on):
            return unit.parent if unit else None
        heirs = self.successors(unit.parent, on)
        return heirs[0] if len(heirs) == 1 else None

    def unit_of_host(self, host: str) -> Unit | None:
        """Whose site a host is, exactly: an unknown subdomain belongs to nobody."""
        whole = host.lower().split("@")[-1]
        return self._hosts.get(whole) or self._hosts.get(whole.split(":")[0].removeprefix("www.").rstrip("."))

    def resolve(self, text: str, on: date | None = None) -> Unit:
        """The unit a person means by its id or any of its names, on a day. Raises UnknownName.

        Without a day, and where no unit had the name on the day, the name must have had one owner only.
        Diacritics may be left out, a bare place is enough, and the name of its territory may follow.
        """
        unit_id = text.strip().lower()
        if unit_id in self.units:
            return self.units[unit_id]
        found = self._keys.get(key(text)) or self._plain.get(plain(text)) or self._of_territory(plain(text))
        owners = {name.unit for name in found if name.valid(on)} or {name.unit for name in found}
        if len(owners) > 1:
            owners = {unit for unit in owners if self.units[unit].role != "named"} or owners
        if len(owners) == 1:
            return self.units[owners.pop()]
        if owners:
            raise UnknownName(f"“{text}” có thể là: {', '.join(sorted(owners))}. Hãy ghi mã đơn vị")
        near = [self._plain[one][0] for one in get_close_matches(plain(text), self._plain, 3)]
        listed = ", ".join(f"{name.text} ({name.unit})" for name in near)
        raise UnknownName(f"Không có đơn vị “{text}”. " + (f"Gần giống: {listed}" if near else "Hãy ghi mã hoặc tên"))

    def _of_territory(self, text: str) -> list[Name]:
        """The names behind “Sở Nội vụ tỉnh X” and “UBND tỉnh X”, where X is the territory of the unit."""
        for place, territory in self._territories:
            body = text.removesuffix(f" {place}")
            if body != text:
                rank = place.split()[0]
                found = (*self._plain.get(body, ()), *self._plain.get(f"{body} {rank}", ()))
                return [name for name in found if self.units[name.unit].parent == territory]
        return []

    @cached_property
    def _territories(self) -> list[tuple[str, str]]:
        """Written forms of the territories, longest first."""
        names = (name for name in self._names if self.units[name.unit].kind == "dia-ban")
        return sorted(((plain(name.text), name.unit) for name in names), key=lambda one: -len(one[0]))

    @cached_property
    def _names(self) -> tuple[Name, ...]:
        return every_name(self.units.values(), self.shorthand)

    def _heirs(self, unit_id: str, on: date) -> list[str]:
        past = (event for event in self._ended.get(unit_id, ()) if event.date <= on)
        return [heir for event in past for heir in event.after]

    @cached_property
    def _ended(self) -> Mapping[str, list[Event]]:
        ended: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            for unit in event.before if event.kind in GONE else ():
                ended[unit].append(event)
        return ended

    @cached_property
    def _hosts(self) -> Mapping[str, Unit]:
        return {site.host: unit for unit in self.units.values() for site in unit.sites}

    @cached_property
    def _keys(self) -> Mapping[str, tuple[Name, ...]]:
        return grouped(self._names, key)

    @cached_property
    def _plain(self) -> Mapping[str, tuple[Name, ...]]:
        return grouped(self._names, plain)


def load_registry(file: Path) -> Registry:
    """The registry of one file (`units.yml`). Raises DataError."""
    read = read_units(file)
    return Registry(read.units, read.events, read.shorthand, read.elsewhere, read.version)
