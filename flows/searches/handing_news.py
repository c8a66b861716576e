"""What a saved search found, page by page: put down in the ledger for each recipient, then sent.

A page is put down as `news:<search>:<mark before>-<mark after>`, in one transaction with the new mark, and stays until
it was sent or its search is dropped. The sending has a row of its own, by the rules of all notices: given back when it
surely failed; one that was cut off goes out again after an hour and says so.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Final

from domain.dated import Precision
from flows.house import House
from flows.notices.handing import arrives, reachable
from flows.notices.kinds import web_address
from flows.notices.news import Item, News, news_body, news_letter
from flows.notices.notice import masked
from flows.searches.filters_json import filters_from_json
from index.questions import Hit, SearchQuestion
from store.deliveries import Delivery
from store.saved import SavedSearch

PAGE: Final = 200  # articles in one letter
EVER: Final = timedelta(days=36_500)  # rows of whatever moment, also of a clock set by hand


@dataclass(frozen=True)
class Page:
    """The matches whose numbers lie after `since` and not beyond `until`, oldest first; there may be none."""

    search: str
    since: int
    until: int
    hits: tuple[Hit, ...] = ()

    @property
    def row(self) -> str:
        """Its name in the ledger's deliveries."""
        return f"{_rows(self.search)}{self.since}-{self.until}"


def pages(house: House, search: SavedSearch) -> Iterator[Page]:
    """What lies after the search's mark, `PAGE` at a time; the caller moves the mark."""
    question, since = _question(search), search.watermark
    while True:
        answer = house.index.new(question, since, PAGE)
        if answer.seq == since:
            return
        yield Page(search.name, since, answer.seq, answer.hits)
        if len(answer.hits) < PAGE:
            return
        since = answer.seq


def put_down(house: House, page: Page, recipients: Sequence[str]) -> bool:
    """The mark moves and the page waits for each recipient, or neither. False: another has moved the mark."""
    ledger = house.store.ledger
    with ledger.begin() as connection:
        if not ledger.advance(page.search, page.since, page.until, connection):
            return False
        for one in recipients if page.hits else ():
            ledger.reserve(page.row, one, house.clock.now(), connection)
    return True


def send_waiting(house: House, search: SavedSearch) -> Counter[str]:
    """Send what was put down, oldest first. Counts letters `sent`, `failed` and for `nobody`: no way there is known."""
    counts: Counter[str] = Counter()
    for row, page in waiting(house, search.name):
        if not reachable(house.settings, row.recipient):
            counts["nobody"] += 1
            continue
        filled = _filled(house, search, page)
        arrived = filled is not None and _sent(house, search, filled, row.recipient)
        if arrived:
            house.store.ledger.delivered(row.what, row.recipient, house.clock.now())
        counts["sent" if arrived else "failed"] += 1
    return counts


def waiting(house: House, name: str) -> list[tuple[Delivery, Page]]:
    """What was put down for this search and did not arrive yet, in the order of its marks."""
    found = []
    for row in house.store.ledger.undelivered(house.clock.now() + EVER):
        since, _, until = row.what.removeprefix(_rows(name)).partition("-")
        if row.what.startswith(_rows(name)) and since.isdigit() and until.isdigit():
            found.append((row, Page(name, int(since), int(until))))
    return sorted(found, key=lambda pair: (pair[1].since, pair[0].recipient))


def forget(house: House, name: str) -> None:
    """What was put down for this search is not to be sent any more."""
    for row, _ in waiting(house, name):
        house.store.ledger.give_back(row.what, row.recipient)


def _sent(house: House, search: SavedSearch, page: Page, recipient: str) -> bool:
    """Whether the recipient has the page now; nothing is sent of one whose articles match no more."""
    if not page.hits:
        return True
    simulated = house.clock.simulated
    id = page.row.replace("news:", "alert:", 1)
    news = News(id, search.name, search.text or "mọi tin, bài", tuple(_item(house, hit) for hit in page.hits))
    return arrives(
        house, recipient, news, partial(news_letter, simulated=simulated), partial(news_body, simulated=simulated))


def _filled(house: House, search: SavedSearch, page: Page) -> Page | None:
    """The page with the matches between its marks, as they are now; None while the index does not show them all."""
    question, since = _question(search), page.since
    hits: list[Hit] = []
    while since < page.until:
        answer = house.index.new(question, since, PAGE)
        hits += [hit for hit in answer.hits if hit.seq <= page.until]
        if answer.seq == since:
            return None
        since = answer.seq
    return replace(page, hits=tuple(hits))


def _item(house: House, hit: Hit) -> Item:
    unit = house.registry.get(hit.unit)
    name = unit.name_on(hit.day) if unit else hit.unit or hit.source
    return Item(hit.id, masked(hit.title), name, _day(hit), web_address(hit.url))


def _day(hit: Hit) -> str:
    if hit.day is None:
        return "không rõ ngày"
    return f"tháng {hit.day:%m/%Y}" if hit.precision is Precision.MONTH else f"{hit.day:%d/%m/%Y}"


def _question(search: SavedSearch) -> SearchQuestion:
    return SearchQuestion(search.text, filters_from_json(search.filters))


def _rows(name: str) -> str:
    return f"news:{name}:"
