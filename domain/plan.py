"""A communication plan: its content areas and the obligations it lays on units. Configuration, read from one file."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from domain.area import Area, Part, Polarity
from domain.obligation import BASES, TYPES, Basis, Norm, Obligation
from domain.planfile import read_plan
from domain.unit import Registry
from domain.yamlfile import fault

__all__ = ["BASES", "TYPES", "Area", "Basis", "Norm", "Obligation", "Part", "Plan", "Polarity", "load_plan"]


@dataclass(frozen=True)
class Plan:
    """The plan in force; `version` is a digest of its file, to be printed on what was made with it."""

    id: str
    title: str
    issued: date
    issuer: str  # unit id
    areas: tuple[Area, ...]
    obligations: tuple[Obligation, ...]
    short: str = ""
    basis: str = ""
    version: str = ""
    topics: tuple[str, ...] = ()  # words in the name of a section that the plan asks for

    @cached_property
    def _areas(self) -> Mapping[str, Area]:
        return {area.id: area for area in self.areas}

    def area(self, area_id: str) -> Area | None:
        """One area, or None."""
        return self._areas.get(area_id)

    def obligation(self, obligation_id: str) -> Obligation | None:
        """One obligation, or None."""
        return next((one for one in self.obligations if one.id == obligation_id), None)


def load_plan(file: Path, registry: Registry | None = None) -> Plan:
    """The plan of one file; with a registry its unit ids and groups are checked too. Raises DataError."""
    read = read_plan(file)
    for place, unit in read.units() if registry is not None else ():
        if registry is not None and not registry.members(unit, None):
            raise fault(file, place, f"không có đơn vị hay nhóm “{unit}” trong danh mục đơn vị")
    return Plan(
        id=read.id, title=read.title, short=read.short or read.title, issued=read.issued, issuer=read.issuer,
        basis=read.basis, version=hashlib.sha256(file.read_bytes()).hexdigest()[:12],
        areas=read.areas_read(), obligations=read.obligations_read(), topics=read.topics,
    )
