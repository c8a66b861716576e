"""The lines of units.yml as people type them."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from domain.body import KINDS
from domain.names import place_of

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
Day = date | None
Role = Literal["obligated", "press", "portal", "grassroots", "informed", "named"]
Level = Literal["province", "district", "commune"]
SHORT_RANK = {"phường": "p", "xã": "x", "thị trấn": "tt", "đặc khu": "dk"}


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Dated(_Row):
    valid_from: Annotated[Day, Field(alias="from")] = None
    valid_to: Annotated[Day, Field(alias="to")] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(f"to ({self.valid_to}) đứng trước from ({self.valid_from})")
        return self


class NameRow(_Dated):
    """One written name and when it was in use."""

    text: Annotated[str, Field(min_length=2)]
    kind: Literal["official", "short", "press", "planned"] = "short"
    needs_prefix: bool = False


class SiteRow(_Row):
    """One host."""

    host: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.:-]*$")]
    valid_to: Annotated[Day, Field(alias="to")] = None
    note: str = ""


def _rows(values: Any, field: str) -> Any:
    """A plain word stands for a row with that one field."""
    return [{field: one} if isinstance(one, str) else one for one in values] if isinstance(values, list) else values


class UnitRow(_Dated):
    """One body or territory."""

    id: Id
    name: str | None = None
    names: tuple[NameRow, ...] = ()
    aliases: tuple[NameRow, ...] = ()
    short: str = ""
    kind: str
    level: Level = "province"
    role: Role = "obligated"
    sites: tuple[SiteRow, ...] = ()
    parent: str | None = None
    via: str | None = None
    note: str = ""

    @field_validator("kind")
    @classmethod
    def _kind(cls, value: str) -> str:
        if value not in KINDS:
            raise ValueError(f"cần một trong: {', '.join(KINDS)}")
        return value

    @field_validator("aliases", mode="before")
    @classmethod
    def _aliases(cls, value: Any) -> Any:
        return _rows(value, "text")

    @field_validator("sites", mode="before")
    @classmethod
    def _sites(cls, value: Any) -> Any:
        return _rows(value, "host")

    @model_validator(mode="after")
    def _named(self) -> "UnitRow":
        if not self.name and not any(name.kind == "official" for name in self.names):
            raise ValueError("cần name, hoặc names có ít nhất một tên kind: official")
        return self


class CommunesRow(_Dated):
    """Communes of one parent and one time, by name."""

    parent: str
    names: tuple[str, ...]

    @field_validator("names")
    @classmethod
    def _ranked(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            place = place_of(name)
            if place is None or place[0] not in SHORT_RANK:
                raise ValueError(f"“{name}” cần bắt đầu bằng {', '.join(SHORT_RANK)}")
        return value


class EventRow(_Row):
    """What happened on a day: unit before -> units after."""

    date: date
    kind: Literal["merge", "split", "rename", "upgrade", "function_transfer", "end"]
    moves: dict[str, tuple[str, ...]]
    basis: Annotated[str, Field(min_length=1)]
    certainty: Literal["known", "believed"]
    function: str = ""

    @field_validator("moves", mode="before")
    @classmethod
    def _lists(cls, value: Any) -> Any:
        table = isinstance(value, dict)
        return {one: [many] if isinstance(many, str) else many for one, many in value.items()} if table else value


class UnitsFile(_Row):
    """units.yml as it stands."""

    shorthand: dict[str, tuple[str, ...]] = {}
    elsewhere: tuple[str, ...] = ()
    units: Annotated[tuple[UnitRow, ...], Field(min_length=1)]
    communes: tuple[CommunesRow, ...] = ()
    events: tuple[EventRow, ...] = ()
