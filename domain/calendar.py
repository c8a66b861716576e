"""Working days, from the yearly decisions on holidays and swapped days. Never counts a day that may have been off.

Three kinds of year (source of the rule: proposal, so that no agency is accused over a day nobody worked):
known     every holiday and swap stands in the file;
expected  no decision yet: the legal holidays and every day a decision may add count as off;
absent    not in the file at all: no day of it counts as a working day.
A caller that gives a verdict asks `knows(year)` and says so, or waits longer, when the answer is no.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.yamlfile import fault, load_model

ONE = timedelta(days=1)
YEARLY = ("Tết Dương lịch", "Tết Nguyên đán", "Giỗ Tổ Hùng Vương", "Ngày Chiến thắng và Quốc tế Lao động", "Quốc khánh")
LONGEST = 20  # days after the first: no holiday has been longer than 9 days, a slip of the year is
Certainty = Literal["known", "believed"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Holiday(_Strict):
    """Days off in a row, weekends and compensation included; `to` is missing for a single day."""

    name: str
    first: Annotated[date, Field(alias="from")]
    last: Annotated[date | None, Field(alias="to")] = None
    basis: str = "Bộ luật Lao động"
    certainty: Certainty = "known"

    def days(self) -> Iterator[date]:
        """Every day of it."""
        return _span(self.first, self.last or self.first)


class Swap(_Strict):
    """A working day taken off and a Saturday worked for it; a believed one gives the day off, not the Saturday."""

    off: date
    work: date
    basis: str = ""
    certainty: Certainty = "known"


class _Year(_Strict):
    year: Annotated[int, Field(ge=1990, le=2200)]
    holidays: tuple[Holiday, ...]
    swaps: tuple[Swap, ...] = ()


class _Expected(_Strict):
    year: Annotated[int, Field(ge=1990, le=2200)]
    tet: date  # first day of the lunar year
    hung: date  # tenth day of the third lunar month

    def off(self) -> Iterator[date]:
        """Every day that the law or a decision of past years' kind may give."""
        year = self.year
        yield from _span(date(year, 1, 1), date(year, 1, 4))
        yield date(year, 12, 31)
        yield from _span(self.tet - 4 * ONE, self.tet + 8 * ONE)
        yield from _span(self.hung - ONE, self.hung + 3 * ONE)
        yield from _span(date(year, 4, 28), date(year, 5, 5))
        yield from _span(date(year, 8, 30), date(year, 9, 5))
        yield date(year, 11, 24)


class _File(_Strict):
    years: tuple[_Year, ...]
    expected: tuple[_Expected, ...] = ()


@dataclass(frozen=True)
class Calendar:
    """`working` holds the ordinals of all working days, ascending; `years` those whose holidays are known."""

    working: tuple[int, ...]
    years: frozenset[int]
    holidays: tuple[Holiday, ...] = ()
    swaps: tuple[Swap, ...] = ()

    @classmethod
    def load(cls, file: Path) -> "Calendar":
        """The calendar of one file. Raises DataError."""
        read = load_model(file, _File)
        _check(file, read)
        holidays = tuple(holiday for year in read.years for holiday in year.holidays)
        swaps = tuple(swap for year in read.years for swap in year.swaps)
        off = {day for holiday in holidays for day in holiday.days()} | {swap.off for swap in swaps}
        off.update(day for year in read.expected for day in year.off())
        worked = {swap.work for swap in swaps if swap.certainty == "known"} - off
        known = frozenset(year.year for year in read.years)
        listed = sorted(known | {year.year for year in read.expected})
        days = (day for year in listed for day in _span(date(year, 1, 1), date(year, 12, 31)))
        working = tuple(day.toordinal() for day in days if day in worked or (day.weekday() < 5 and day not in off))
        return cls(working, known, holidays, swaps)

    @cached_property
    def _set(self) -> frozenset[int]:
        return frozenset(self.working)

    @cached_property
    def _names(self) -> dict[date, str]:
        taken = {swap.off: f"nghỉ hoán đổi với ngày {swap.work:%d/%m/%Y}" for swap in self.swaps}
        return taken | {day: holiday.name for holiday in self.holidays for day in holiday.days()}

    def knows(self, year: int) -> bool:
        """Whether every holiday and swap of this year is in the file."""
        return year in self.years

    def covers(self, after: date, until: date) -> bool:
        """Whether every year touched by (after, until] is known."""
        return all(self.knows(year) for year in range((after + ONE).year, until.year + 1))

    def is_working(self, day: date) -> bool:
        """Whether it surely was a working day; False for a day of an absent year."""
        return day.toordinal() in self._set

    def working_days(self, after: date, until: date) -> int:
        """Working days in (after, until]; 0 when `until` is not later. A lower bound outside known years."""
        return max(0, bisect_right(self.working, until.toordinal()) - bisect_right(self.working, after.toordinal()))

    def name_of(self, day: date) -> str | None:
        """What the day off is called; None for weekends and working days."""
        return self._names.get(day)


def _span(first: date, last: date) -> Iterator[date]:
    return (first + n * ONE for n in range((last - first).days + 1))


def _check(file: Path, read: _File) -> None:
    """What no single field can show. Raises DataError."""
    seen: set[int] = set()
    for part in ("years", "expected"):
        for n, one in enumerate(getattr(read, part)):
            if one.year in seen:
                raise fault(file, (part, n, "year"), f"năm {one.year} đã có ở trên")
            seen.add(one.year)
    for n, year in enumerate(read.years):
        _check_year(file, n, year)


def _check_year(file: Path, n: int, year: _Year) -> None:
    for m, holiday in enumerate(year.holidays):
        last = holiday.last or holiday.first
        if year.year not in (holiday.first.year, last.year) or not 0 <= (last - holiday.first).days <= LONGEST:
            raise fault(file, ("years", n, "holidays", m, "from"),
                        f"từ ngày – đến ngày phải thuộc năm {year.year} và không quá {LONGEST + 1} ngày")
    missing = [name for name in YEARLY if not any(name in holiday.name for holiday in year.holidays)]
    if missing:
        raise fault(file, ("years", n, "holidays"), f"năm {year.year} thiếu: {', '.join(missing)}")
    for m, swap in enumerate(year.swaps):
        if swap.off.weekday() > 4 or swap.work.weekday() < 5:
            raise fault(file, ("years", n, "swaps", m),
                        "off phải là ngày thứ Hai đến thứ Sáu, work phải là thứ Bảy hoặc Chủ nhật")
