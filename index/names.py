"""What people write after `don-vi:`, `noi-dung:`, `loai:` …, as the ids that articles carry."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from domain.errors import UnknownName
from domain.names import plain
from domain.plan import Plan
from domain.textnorm import clean, fold
from domain.unit import KINDS, Registry

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_MONTH = re.compile(r"(?:(\d{1,2})[/.-])?(\d{4})")
_SAID = re.compile(r"(?:(?:ngày|tháng|năm)\s+)?([\d/.-]+)(?:\s+năm\s+(\d{4}))?", re.I)
YES = {"co": True, "yes": True, "1": True, "dung": True, "goc": True, "bai goc": True,
       "khong": False, "no": False, "0": False, "dang lai": False, "bai dang lai": False}
FORMATS = {  # what people write -> the code that readings carry
    "tin": "tin", "bai": "bai", "bai viet": "bai", "phong su": "phong_su", "ky su": "phong_su", "ghi chep": "phong_su",
    "phong van": "phong_van", "loat bai": "loat_bai", "hoi dap": "hoi_dap", "van ban": "van_ban", "video": "video",
    "truyen hinh": "video", "audio": "audio", "phat thanh": "audio", "anh": "anh", "phong su anh": "anh",
    "infographic": "infographic", "do hoa": "infographic",
}


@dataclass(frozen=True)
class Names:
    """Readers of field values; each raises UnknownName with what would have been understood."""

    registry: Registry
    plan: Plan

    def unit(self, text: str) -> str:
        """A unit by id, official or short name, with or without diacritics."""
        return self.registry.resolve(text).id

    def area(self, text: str) -> str:
        """An area by id (A01), number (1, 01) or title."""
        wanted = _plain(text)
        if found := self._areas.get(wanted):
            return found
        near = [id for title, id in self._areas.items() if wanted and wanted in title]
        if len(set(near)) == 1:
            return near[0]
        listed = ", ".join(f"{area.id} ({area.short})" for area in self.plan.areas[:3])
        raise UnknownName(f"Không rõ nội dung “{text}”. Ghi mã hoặc tên, ví dụ: {listed} …")

    def kind(self, text: str) -> str:
        """A kind of source, by its code, its Vietnamese name or a word that only this name has (huyện)."""
        wanted = _plain(text)
        for code, title in KINDS.items():
            if wanted in (_plain(code), _plain(title)):
                return code
        near = [code for code, title in KINDS.items() if wanted in _plain(title).split()]
        if len(near) == 1:
            return near[0]
        if _ID.fullmatch(text):
            return text.lower()
        raise UnknownName(f"Không rõ loại nguồn “{text}”. Có thể ghi: {', '.join(KINDS.values())}")

    def format(self, text: str) -> str:
        """A journalistic form: “phóng sự” and `phong-su` are `phong_su`."""
        known = FORMATS.get(_plain(text))
        if known is None:
            raise UnknownName(f"Không rõ thể loại “{text}”. Có thể ghi: tin, bài, phóng sự, phỏng vấn, video …")
        return known

    def source(self, text: str) -> str:
        """A source by its id."""
        if not _ID.fullmatch(text):
            raise UnknownName(f"“{text}” không phải mã nguồn; mã nguồn chỉ gồm chữ không dấu, số và dấu gạch")
        return text.lower()

    def original(self, text: str) -> str:
        """Whether an article is an original: có or không."""
        answer = YES.get(_plain(text))
        if answer is None:
            raise UnknownName(f"Sau goc: ghi “có” (bài gốc) hoặc “không” (bài đăng lại), không phải “{text}”")
        return "yes" if answer else "no"

    def likely(self, kind: str, text: str) -> bool:
        """Whether several words may be one name, at little cost: to look for near misses takes 10 ms."""
        wanted = _plain(text)
        if kind == "unit":
            return plain(text) in self._units
        if kind == "area":
            return any(wanted in title for title in self._areas)
        if kind in ("since", "until", "day"):
            return _SAID.fullmatch(text) is not None
        return kind == "kind" or wanted in (FORMATS if kind == "format" else YES if kind == "original" else ())

    @cached_property
    def _units(self) -> frozenset[str]:
        return frozenset(plain(name.text) for name in self.registry.names())

    @cached_property
    def _areas(self) -> Mapping[str, str]:
        known: dict[str, str] = {}
        for number, area in enumerate(self.plan.areas, 1):
            for form in (area.title, area.short, area.id, str(number), f"{number:02d}"):
                known[_plain(form)] = area.id
        return known


def days(text: str) -> tuple[date, date]:
    """The first and last day of dd/mm/yyyy, yyyy-mm-dd, mm/yyyy, yyyy-mm or yyyy. Raises UnknownName."""
    if said := _SAID.fullmatch(text):
        text = f"{said[1]}/{said[2]}" if said[2] else said[1]
    try:
        if match := _DAY.fullmatch(text):
            day = date(int(match[3]), int(match[2]), int(match[1]))
            return day, day
        if match := _ISO.fullmatch(text):
            return _span(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
        if match := _MONTH.fullmatch(text):
            return _span(int(match[2]), int(match[1]), None) if match[1] else _year(int(match[2]))
    except ValueError as error:
        raise UnknownName(f"Không có ngày “{text}” trên lịch") from error
    raise UnknownName(f"Không đọc được ngày “{text}”; ghi dd/mm/yyyy, mm/yyyy hoặc yyyy-mm-dd")


def _span(year: int, month: int, day: int | None) -> tuple[date, date]:
    first = date(year, month, day or 1)
    return first, first if day else date(year, month, monthrange(year, month)[1])


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(clean(text))).strip()
