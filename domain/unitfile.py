"""Reading units.yml: its lines, checked as a whole, as units and events."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from domain.body import GONE, Event, Name, Site, Unit
from domain.names import key, place_of, plain
from domain.naming import clashes, grouped, is_initials
from domain.unitrows import SHORT_RANK, CommunesRow, EventRow, UnitRow, UnitsFile
from domain.yamlfile import fault, load_model


@dataclass(frozen=True)
class Read:
    """What one file holds."""

    units: Mapping[str, Unit]
    events: tuple[Event, ...]
    shorthand: Mapping[str, tuple[str, ...]]
    elsewhere: tuple[str, ...]
    version: str


def read_units(file: Path) -> Read:
    """The file's content. Raises DataError with file, line and field."""
    read = load_model(file, UnitsFile)
    ends = _ends(file, read)
    units: dict[str, Unit] = {}
    for n, row in enumerate(read.units):
        if row.id in units:
            raise fault(file, ("units", n, "id"), f"mã “{row.id}” đã dùng ở trên")
        units[row.id] = _unit(row, _end(file, n, row, ends))
    for n, group in enumerate(read.communes):
        for one in _communes(group, ends):
            if one.id in units:
                raise fault(file, ("communes", n, "names"), f"“{one.name}” đã có ở trên (mã {one.id})")
            units[one.id] = one
    _check_links(file, read, units)
    _check_events(file, read, units)
    _check_names(file, read, units)
    events = tuple(event for row in read.events for event in _events(row))
    version = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    return Read(units, tuple(sorted(events, key=lambda one: one.date)), read.shorthand, read.elsewhere, version)


def _unit(row: UnitRow, end: date | None) -> Unit:
    names = [Name(row.name, row.id, "official", row.valid_from, end)] if row.name else []
    for one in (*row.names, *row.aliases):
        names.append(Name(one.text, row.id, one.kind, one.valid_from or row.valid_from, one.valid_to or end,
                          case_sensitive=is_initials(one.text), needs_prefix=one.needs_prefix))
    sites = tuple(Site(site.host, site.valid_to, site.note) for site in row.sites)
    return Unit(row.id, row.kind, row.level, row.role, tuple(names), sites, row.parent, row.via, row.valid_from, end,
                row.short, row.note)


def _communes(row: CommunesRow, ends: Mapping[str, date]) -> list[Unit]:
    found = []
    for name in row.names:
        rank, place = place_of(name) or ("", name)
        unit = f"{row.parent}.{SHORT_RANK[rank]}-{plain(place).replace(' ', '-')}"
        end = ends.get(unit) or row.valid_to
        found.append(Unit(unit, "ubnd-xa", "commune", "named", (Name(name, unit, "official", row.valid_from, end),),
                          parent=row.parent, valid_from=row.valid_from, valid_to=end))
    return found


def _ends(file: Path, read: UnitsFile) -> dict[str, date]:
    """Unit id -> its last day, from the events that end it."""
    ends: dict[str, date] = {}
    for n, event in enumerate(read.events):
        for unit, after in event.moves.items():
            if event.kind in GONE and unit not in after:
                if unit in ends:
                    raise fault(file, ("events", n, "moves", unit), f"“{unit}” đã kết thúc ở một sự kiện khác")
                ends[unit] = event.date - timedelta(days=1)
    return ends


def _end(file: Path, n: int, row: UnitRow, ends: Mapping[str, date]) -> date | None:
    end = ends.get(row.id)
    if end and row.valid_to and row.valid_to != end:
        raise fault(file, ("units", n, "to"), f"sự kiện cho biết đơn vị kết thúc ngày {end}; bỏ to hoặc sửa cho khớp")
    return end or row.valid_to


def _events(row: EventRow) -> list[Event]:
    """One event for each unit before: those that end together need not go to the same body."""
    return [Event(row.date, row.kind, (unit,), after, row.basis, row.certainty, row.function)
            for unit, after in row.moves.items()]


def _check_links(file: Path, read: UnitsFile, units: Mapping[str, Unit]) -> None:
    for n, row in enumerate(read.units):
        for link in ("parent", "via"):
            if (other := getattr(row, link)) is not None and other not in units:
                raise fault(file, ("units", n, link), f"không có đơn vị “{other}”")
        above, seen = row.parent, {row.id}
        while above is not None and above not in seen:
            seen.add(above)
            above = units[above].parent if above in units else None
        if above is not None:
            raise fault(file, ("units", n, "parent"), f"“{above}” là cấp trên của chính nó")
    for n, group in enumerate(read.communes):
        if group.parent not in units:
            raise fault(file, ("communes", n, "parent"), f"không có đơn vị “{group.parent}”")


def _check_events(file: Path, read: UnitsFile, units: Mapping[str, Unit]) -> None:
    for n, event in enumerate(read.events):
        for before, after in event.moves.items():
            place = ("events", n, "moves", before)
            if wrong := [one for one in (before, *after) if one not in units]:
                raise fault(file, place, f"không có đơn vị “{wrong[0]}”")
            if late := [one for one in after if not units[one].valid(event.date)]:
                raise fault(file, place, f"“{late[0]}” không tồn tại vào ngày {event.date}")
            if not units[before].valid(event.date - timedelta(days=1)):
                raise fault(file, place, f"“{before}” không tồn tại trước ngày {event.date}")


def _check_names(file: Path, read: UnitsFile, units: Mapping[str, Unit]) -> None:
    typed = [name for unit in units.values() for name in unit.names]
    rows = {row.id: n for n, row in enumerate(read.units)}
    for twins in grouped(typed, key).values():
        for one, other in clashes(twins):
            place = ("units", rows[other.unit]) if other.unit in rows else ("communes",)
            raise fault(file, place, f"tên “{other.text}” đã là của “{one.unit}” trong cùng thời gian")
    hosts: dict[str, str] = {}
    for n, row in enumerate(read.units):
        for m, site in enumerate(row.sites):
            if hosts.setdefault(site.host, row.id) != row.id:
                raise fault(file, ("units", n, "sites", m), f"máy chủ “{site.host}” đã là của “{hosts[site.host]}”")
