"""What a page gives to the date resolver: its profile's places, the lines around its title, what attributes say."""

from collections.abc import Sequence
from datetime import datetime

from crawlers.dates import read_date, resolve
from crawlers.dates.order import Order
from crawlers.dates.stamps import stamps
from crawlers.dates.visible import head_of
from crawlers.extract.choose import Main
from crawlers.extract.sheet import Sheet
from crawlers.select import may_hold, select_texts
from domain.article import Found
from domain.dated import Dated


def date_texts(sheet: Sheet) -> list[str]:
    """What the first profile that names a place with a date finds there."""
    for _, profile in sheet.profiles:
        held = profile.published is not None and may_hold(sheet.document.html, profile.published)
        texts = select_texts(sheet.document.tree, profile.published) if held and profile.published else []
        if any(read_date(text) for text in texts):
            return texts
    return []


def read_dates(
    sheet: Sheet, selected: Sequence[str], main: Main, found: Found | None, fetched_at: datetime
) -> tuple[Dated | None, Dated | None]:
    """Published and updated; `selected` are the texts of a profile's place."""
    lines = [] if main.sight is None else [*main.sight.above[-6:], *head_of(main.sight.below)]
    times = list(dict.fromkeys(time for block in lines if not block.zone for time in block.node.iter("time")))[:4]
    return resolve(
        sheet.meta,
        sheet.document.url,
        fetched_at=fetched_at,
        found=found,
        selected=selected,
        sight=main.sight,
        times=times,
        told=[] if main.head is None else list(stamps(main.head))[:3],
        order=Order(sheet.document.tree),
    )
