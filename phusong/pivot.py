"""Cells as lines of a table for people: what a number, a zero and a missing day may be called."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.covering import Covered, Row
from flows.house import House
from index.questions import Axis
from phusong.words import say

UNSEEN, LEAST = "?", "≥"
AXES = {
    Axis.UNIT: ("Đơn vị", "Unit"), Axis.AREA: ("Nội dung", "Area"), Axis.WEEK: ("Tuần", "Week"),
    Axis.MONTH: ("Tháng", "Month"), Axis.SOURCE: ("Nguồn", "Source"), Axis.KIND: ("Loại cơ quan", "Kind"),
    Axis.FORMAT: ("Thể loại", "Format"),
}
SIGNS = {
    "(": ("(n)  trong đó n tin, bài chờ người xem lại nội dung; ô nào chỉ có bài chờ xem lại "
          "thì chưa kết luận là có hay không",
          "(n)  n of them wait for a person to look at the area; a cell of only such articles settles nothing"),
    UNSEEN: ("?    không đánh giá được: chưa đọc được trang trong kỳ, chỉ có bài chưa rõ ngày đăng, hoặc nội dung chưa "
             "có quy tắc nhận biết",
             "?    not assessable: the site was not read in the period, dates are missing, or the area has no rules"),
    LEAST: ("≥    ít nhất: chưa đọc được trang trong kỳ, hoặc còn bài chưa rõ ngày đăng",
            "≥    at least: the site could not be read in the period, or some articles have no date"),
}
TIMES = (Axis.WEEK, Axis.MONTH)


@dataclass
class Line:
    """One line of the pivot: counts by area; articles without a day stand apart and make the counts lower bounds."""

    counts: Counter[str | None] = field(default_factory=Counter)
    waiting: Counter[str | None] = field(default_factory=Counter)  # of the counts, for a person to look at
    unsure: Counter[str | None] = field(default_factory=Counter)
    unseen: bool = False
    parts: Sequence[int] = (0, 0, 0, 0)  # pairs, originals, reposts, in review
    total: int = 0
    unsure_total: int = 0
    checked: str = ""
    timed: bool = False  # of a week or month

    def add(self, one: Row, area: str | None, timed: bool) -> None:
        """Take in one cell; `timed`: weeks or months are asked for, where the undated have a line of their own."""
        if one.checks:
            self.unseen = not one.checks.assessable
            self.checked = f"{one.checks.done} + {one.checks.made_up} / {one.checks.expected}"
        if one.undated and not timed:
            self.unsure[area] += one.cell.articles
            self.unsure_total = one.total
        else:
            self.counts[area] += one.cell.articles
            self.waiting[area] += one.cell.in_review
            self.parts = one.cell[2:]
            self.total = one.total
            self.timed = timed and not one.undated

    def cell(self, area: str | None, read: bool = True) -> str:
        """The number, or what may be said of it; not `read`: there are no rules for this area."""
        count, waiting = self.counts[area], self.waiting[area]
        if not read and not count:
            return UNSEEN
        return self._bound(count, self.unsure[area], f"{count} ({waiting})" if waiting else str(count))

    def last(self) -> tuple[int, int, str]:
        """What stands at the end of every table."""
        return self.total, self.unsure_total, self.checked

    def flat(self) -> tuple[str, ...]:
        """The numbers of a table without areas."""
        unsure = self.unsure[None]
        return (self._bound(self.counts[None], unsure), *(self._bound(part, unsure) for part in self.parts))

    def _bound(self, count: int, unsure: int, said: str = "") -> str:
        if self.unseen or unsure:
            return f"{LEAST}{said or count}" if count else UNSEEN
        return said or str(count)


def lines_of(house: House, covered: Covered, place: int | None) -> dict[tuple[str, ...], Line]:
    """The cells by their names; the axis at `place` makes the columns, None where there are none."""
    found: dict[tuple[str, ...], Line] = {}
    timed = not set(TIMES).isdisjoint(covered.by)
    held: list[tuple[Row, Line]] = []
    for one in covered.rows:
        names = _names(house, covered, one)
        line = found.setdefault(tuple(name for number, name in enumerate(names) if number != place), Line())
        line.add(one, None if place is None else one.key[place], timed)
        held.append((one, line))
    if timed:
        _lower_bounds(covered, held, place)
    return found


def _lower_bounds(covered: Covered, held: Sequence[tuple[Row, Line]], place: int | None) -> None:
    """What has no day may belong to any week: it makes each number of its place and area a lower bound."""
    lacking: Counter[tuple[str | None, ...]] = Counter()
    for one, _ in held:
        if one.undated:
            lacking[_timeless(covered, one)] += one.cell.articles
    for one, line in held:
        if not one.undated:
            line.unsure[None if place is None else one.key[place]] = lacking[_timeless(covered, one)]


def _timeless(covered: Covered, one: Row) -> tuple[str | None, ...]:
    return tuple(value for axis, value in zip(covered.by, one.key, strict=True) if axis not in TIMES)


def _names(house: House, covered: Covered, one: Row) -> tuple[str, ...]:
    names = []
    for axis, value in zip(covered.by, one.key, strict=True):
        unit = house.registry.get(value) if axis is Axis.UNIT and value else None
        undated = say(("không rõ ngày", "undated")) if one.undated and axis in (Axis.WEEK, Axis.MONTH) else None
        names.append(undated or (unit.short_on(None) if unit else value or "—"))
    return tuple(names)
