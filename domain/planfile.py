"""Reading a plan file: what people type about areas and obligations, checked as a whole."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from domain.area import Area, Part, Polarity
from domain.obligation import TYPES, Basis, Certainty, Norm, Obligation
from domain.yamlfile import fault, load_model

Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]*$")]
Day = date | None
ALL = ("all",)  # `areas: all`


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _PartRow(_Row):
    id: Annotated[str, Field(pattern=r"^[a-z]$")]
    title: Text
    polarity: Polarity | None = None


class _AreaRow(_Row):
    id: Code
    short: Text
    title: Text
    text: Text
    clause: str = ""
    papi: tuple[Annotated[int, Field(ge=1, le=8)], ...] = ()
    lead: tuple[str, ...] = ()
    polarity: bool = False
    parts: tuple[_PartRow, ...] = ()


class _NormRow(_Row):
    text: Text
    basis: Basis
    valid_from: Annotated[Day, Field(alias="from")] = None
    valid_to: Annotated[Day, Field(alias="to")] = None
    certainty: Certainty = "known"
    decides: bool = False


class _ObligationRow(_Row):
    id: Code
    who: Annotated[tuple[str, ...], Field(min_length=1)]
    whom: Text
    must: Text
    type: Text
    clause: str = ""
    check: Text
    manual: str = ""
    evidence: str = ""
    basis: Basis = "plan"
    norms: tuple[_NormRow, ...] = ()
    areas: tuple[str, ...] = ()

    @field_validator("areas", mode="before")
    @classmethod
    def _every(cls, value: Any) -> Any:
        return ALL if value == ALL[0] else value

    @field_validator("type")
    @classmethod
    def _letters(cls, value: str) -> str:
        letters = value.split("+")
        if not set(letters) <= set(TYPES) or len(letters) != len(set(letters)):
            raise ValueError(f"cần các chữ {', '.join(TYPES)}, nối bằng dấu +")
        return value


class PlanFile(_Row):
    """One plan as it stands in its file."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Text
    short: str = ""
    issued: date
    issuer: str
    basis: str = ""
    topics: tuple[Text, ...] = ()
    areas: Annotated[tuple[_AreaRow, ...], Field(min_length=1)]
    obligations: tuple[_ObligationRow, ...] = ()

    def areas_read(self) -> tuple[Area, ...]:
        """The areas, in the plan's order."""
        return tuple(
            Area(**{**dict(row), "parts": tuple(Part(**dict(part)) for part in row.parts)}) for row in self.areas
        )

    def obligations_read(self) -> tuple[Obligation, ...]:
        """The obligations, with `all` spelt out."""
        every = tuple(area.id for area in self.areas)
        return tuple(
            Obligation(**{
                **dict(row),
                "areas": every if row.areas == ALL else row.areas,
                "norms": tuple(Norm(**dict(norm)) for norm in row.norms),
            })
            for row in self.obligations
        )

    def units(self) -> list[tuple[tuple[int | str, ...], str]]:
        """Every unit id or group that the file names, with its place."""
        named: list[tuple[tuple[int | str, ...], str]] = [(("issuer",), self.issuer)]
        named += [(("areas", n, "lead"), unit) for n, area in enumerate(self.areas) for unit in area.lead]
        named += [(("obligations", n, "who"), unit) for n, row in enumerate(self.obligations) for unit in row.who]
        return named


def read_plan(file: Path) -> PlanFile:
    """The file, its ids checked against each other. Raises DataError."""
    read = load_model(file, PlanFile)
    _check_ids(file, read)
    return read


def _check_ids(file: Path, read: PlanFile) -> None:
    seen: set[str] = set()
    for part in ("areas", "obligations"):
        for n, row in enumerate(getattr(read, part)):
            if row.id in seen:
                raise fault(file, (part, n, "id"), f"mã “{row.id}” đã dùng ở trên")
            seen.add(row.id)
    areas = {area.id for area in read.areas}
    for n, area in enumerate(read.areas):
        _check_parts(file, n, area)
    for n, row in enumerate(read.obligations):
        if row.areas != ALL and (wrong := [one for one in row.areas if one not in areas]):
            raise fault(file, ("obligations", n, "areas"), f"không có nội dung “{wrong[0]}” trong kế hoạch")


def _check_parts(file: Path, n: int, area: _AreaRow) -> None:
    ids = [part.id for part in area.parts]
    if len(ids) != len(set(ids)):
        raise fault(file, ("areas", n, "parts"), "hai mã con trùng nhau")
    if area.polarity != any(part.polarity for part in area.parts):
        raise fault(file, ("areas", n, "polarity"), "polarity: true đi cùng các mã con có polarity praise, criticism")
