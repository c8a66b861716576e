"""A public body or territory, its dated names and sites, and what happened to it: the parts of the registry."""

from dataclasses import dataclass
from datetime import date

from domain.names import short_of

KINDS = {
    "so": "sở",
    "ban": "ban",
    "nganh": "ngành",
    "van-phong": "văn phòng",
    "ubnd-tinh": "UBND tỉnh",
    "hdnd": "HĐND",
    "ubnd-huyen": "UBND cấp huyện",
    "ubnd-xa": "UBND cấp xã",
    "bao": "báo",
    "dai": "đài",
    "cong": "cổng thông tin",
    "trung-tam": "trung tâm VH-TT-TT",
    "doan-the": "đoàn thể",
    "dia-ban": "địa bàn",
}
ROLES = {
    "obligated": "có trách nhiệm theo kế hoạch",
    "press": "cơ quan báo chí",
    "portal": "cổng thông tin điện tử",
    "grassroots": "thông tin cơ sở, đăng qua trang của huyện",
    "informed": "nơi nhận, không có trách nhiệm báo cáo",
    "named": "chỉ để nhận tên trong bài",
}
LEVELS = {"province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}
GONE = ("merge", "split", "end")  # after these the units before are no more, unless they are among those after


@dataclass(frozen=True)
class Name:
    """One written form. Match it on `domain.names.key`; longest first; the article's date decides.

    `needs_prefix`: alone it may be something else, a place say; it names the unit only after words that say so
    (“UBND các huyện X, Y”), and when a person types it.
    `case_sensitive`: match the spelling as it stands (STC, Phú Mỹ): lower-cased it is also something else.
    """

    text: str
    unit: str
    kind: str  # official | short | press | planned
    valid_from: date | None = None
    valid_to: date | None = None
    case_sensitive: bool = False
    needs_prefix: bool = False

    def valid(self, on: date | None) -> bool:
        """Whether the name was in use on that day; an unknown day excludes nothing."""
        return _within(self.valid_from, self.valid_to, on)


@dataclass(frozen=True)
class Site:
    """A host of the unit; `valid_to` where it is known to have ended."""

    host: str
    valid_to: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Unit:
    """A body or territory; `parent` is the territory it belongs to, `via` the unit whose site it publishes on."""

    id: str
    kind: str
    level: str
    role: str
    names: tuple[Name, ...]  # official ones and typed aliases, as in the file
    sites: tuple[Site, ...] = ()
    parent: str | None = None
    via: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    short: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """The latest official name."""
        return self.name_on(None)

    def name_on(self, day: date | None) -> str:
        """The official name on a day (the latest for None)."""
        official = [name for name in self.names if name.kind == "official"]
        valid = [name for name in official if day is not None and name.valid(day)]
        return (valid or official)[-1].text

    def short_on(self, day: date | None) -> str:
        """The form for table heads on a day."""
        return self.short or short_of(self.name_on(day))

    def valid(self, on: date | None) -> bool:
        """Whether it existed on that day; an unknown day excludes nothing."""
        return _within(self.valid_from, self.valid_to, on)


@dataclass(frozen=True)
class Event:
    """What happened to units on a day. `function` only where one task moved and the unit went on."""

    date: date
    kind: str  # merge | split | rename | upgrade | function_transfer | end
    before: tuple[str, ...]
    after: tuple[str, ...]
    basis: str
    certainty: str  # known | believed
    function: str = ""


def _within(first: date | None, last: date | None, on: date | None) -> bool:
    return on is None or ((first is None or first <= on) and (last is None or on <= last))
