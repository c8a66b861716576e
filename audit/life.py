"""The time in which a unit existed: what happened before belongs to its predecessors, what comes after to nobody."""

from datetime import date, timedelta

from audit.seen import Seen
from audit.words import day_words


def not_its_time(seen: Seen, today: date) -> str | None:
    """Why nothing may be held against the unit on that day; None while it exists."""
    if seen.ended and today > seen.ended:
        return f"không đánh giá vì đơn vị đã kết thúc hoạt động sau ngày {day_words(seen.ended)}"
    if seen.born and today < seen.born:
        return f"không đánh giá vì đến ngày {day_words(seen.born)} đơn vị mới được thành lập"
    return None


def counted_from(newest: date, seen: Seen) -> date:
    """The day after which days count against the unit: none before its first day."""
    return max(newest, seen.born - timedelta(days=1)) if seen.born else newest
