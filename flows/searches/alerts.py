"""Saved searches: each matching article is told exactly once, also when it arrives late or two look at once.

For a search with recipients the mark moves in the very transaction that puts down in the ledger who is to get what lies
between the old mark and the new one (flows.searches.handing_news sends it). A search without recipients is shown to
whoever asks, and its mark moves when that is done.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from domain.errors import QueryError, SettingsError, StoreError, UnknownName
from flows.house import House
from flows.notices.handing import HOOK
from flows.notices.mail import address
from flows.notices.notice import one_line
from flows.notices.quiet import is_quiet
from flows.searches.filters_json import filters_to_json
from flows.searches.handing_news import forget, pages, put_down, send_waiting, waiting
from flows.sharing.holding import Held
from index.questions import Filters, Hit, SearchQuestion
from store.saved import SavedSearch

LOG = logging.getLogger(__name__)
LEASE: Final = "alerts"
NAME, RECIPIENTS = 80, 200  # characters that the ledger keeps
Show = Callable[[SavedSearch, Sequence[Hit]], None]


def save(
    house: House, name: str, text: str, filters: Filters | None = None, recipients: Sequence[str] = ()
) -> SavedSearch:
    """Keep a search; what the index shows now is no news for it. A recipient is a mail address or `webhook`.

    Raises QueryError for a text outside the grammar, SettingsError for a name or a recipient that is none.
    """
    name, filters = one_line(name), filters or Filters()
    for one in recipients:
        _check(one)
    listed = ",".join(dict.fromkeys(recipients))
    if not 0 < len(name) <= NAME or len(listed) > RECIPIENTS:
        raise SettingsError(f"Tên dài 1–{NAME} ký tự, các địa chỉ nhận cộng lại không quá {RECIPIENTS} ký tự")
    mark = house.index.new(SearchQuestion(text, filters), house.index.state().seq).seq
    forget(house, name)
    return house.store.ledger.save_search(name, text, filters_to_json(filters), listed, mark, house.clock.now())


def drop(house: House, name: str) -> None:
    """Forget a search and what it has still to tell. Raises UnknownName."""
    _named(house, [name])
    forget(house, name)
    house.store.ledger.drop_search(name)


def recipients(search: SavedSearch) -> tuple[str, ...]:
    """To whom it is sent; () for a search that is only shown."""
    return tuple(filter(None, search.recipient.split(",")))


def unsent(house: House, search: SavedSearch) -> int:
    """Letters that were put down and did not arrive yet."""
    return len(waiting(house, search.name))


def tell(house: House, names: Sequence[str] = (), show: Show | None = None) -> Counter[str]:
    """Send, and give to `show` where nobody is to be sent anything, what these searches (all for none) have not told.

    Counts articles `shown`, letters `sent`, `failed` and for `nobody` (no mail server or webhook is named: both wait),
    and `busy` when another process is at it. Raises UnknownName, StoreError; then the rest waits for the next time.
    """
    wanted, ledger = [one.name for one in _named(house, names)], house.store.ledger
    counts: Counter[str] = Counter()
    with Held(ledger, "alerts") as held:
        for name in wanted:
            if not held.take(LEASE):
                return counts + Counter(busy=1)
            for one in ledger.saved_searches():  # its mark as it is now that nobody else moves it
                if one.name == name:
                    counts += _told(house, one, show)
    return counts


def tell_due(house: House) -> Counter[str]:
    """The same by itself, for searches with recipients and outside the quiet hours; a trouble is logged."""
    if is_quiet(house.clock.now(), house.settings.quiet_from, house.settings.quiet_until):
        return Counter()
    try:
        return tell(house)
    except StoreError as error:
        LOG.warning("saved searches are told later: %s", error)
        return Counter(failed=1)


def _told(house: House, search: SavedSearch, show: Show | None) -> Counter[str]:
    try:
        if recipients(search):
            return _send(house, search)
        return Counter(shown=_shown(house, search, show)) if show else Counter()
    except QueryError as error:  # the grammar has changed: the other searches are told all the same
        LOG.warning("saved search “%s” cannot be read: %s", search.name, error)
        return Counter(failed=1)


def _send(house: House, search: SavedSearch) -> Counter[str]:
    for page in pages(house, search):
        if not put_down(house, page, recipients(search)):
            break  # another has taken it
    return send_waiting(house, search)


def _shown(house: House, search: SavedSearch, show: Show) -> int:
    shown = 0
    for page in pages(house, search):
        if page.hits:
            show(search, page.hits)
        if not house.store.ledger.advance(search.name, page.since, page.until):
            break
        shown += len(page.hits)
    return shown


def _check(recipient: str) -> None:
    try:
        if recipient != HOOK:
            address(recipient)
    except ValueError as error:
        raise SettingsError(f"{error} không phải địa chỉ thư (hoặc “{HOOK}”)") from error


def _named(house: House, names: Sequence[str]) -> list[SavedSearch]:
    found = {search.name: search for search in house.store.ledger.saved_searches()}
    for name in names:
        if name not in found:
            known = ", ".join(found) or "chưa có"
            raise UnknownName(f"Không có tìm kiếm đã lưu tên “{name}”. Đang có: {known}")
    return [search for name, search in found.items() if not names or name in names]
