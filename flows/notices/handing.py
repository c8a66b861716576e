"""Handing something over to one recipient at most once, by a row in the ledger that stands before the sending."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeVar

from domain.errors import NotSent
from domain.settings import Settings
from flows.house import House
from flows.notices.issue import Issue
from flows.notices.kinds import UNSENT
from flows.notices.letter import Letter
from flows.notices.mail import send
from flows.notices.news import News
from flows.notices.notice import Notice
from flows.notices.webhook import post_body

LOG = logging.getLogger(__name__)
HOOK: Final = "webhook"
CUT_OFF: Final = timedelta(hours=1)  # no sending takes that long: its process was killed
T = TypeVar("T", Notice, News, Issue)


def reachable(settings: Settings, recipient: str) -> bool:
    """Whether the installation knows the way: a webhook's address, or a mail server and a sender."""
    return bool(settings.webhook if recipient == HOOK else settings.smtp_host and settings.mail_from)


def reserved(house: House, recipient: str, some: Sequence[T], now: datetime) -> tuple[list[T], set[str]]:
    """(what this recipient gets now, the ids of which nobody knows yet whether they arrived)."""
    ledger = house.store.ledger
    so_far = now + CUT_OFF  # a clock set by hand may stand at the very moment of the row
    open_ = {one.what: one.reserved for one in ledger.undelivered(so_far) if one.recipient == recipient}
    mine, unsure = [], set()
    for one in some:
        again = one.id in open_ and now - open_[one.id] >= CUT_OFF
        if again:
            ledger.give_back(one.id, recipient, open_[one.id])
        if ledger.reserve(one.id, recipient, now):
            mine.append(replace(one, again=again))
        elif not ledger.arrived(one.id, recipient):
            unsure.add(one.id)
    return mine, unsure


def hand_over(
    house: House, recipient: str, ids: Sequence[str], sending: Callable[[], None], now: datetime
) -> set[str]:
    """One sending and what became of it, in the ledger. Returns the ids that did not arrive."""
    ledger, key = house.store.ledger, f"{UNSENT}:{recipient}"[:200]
    try:
        sending()
    except NotSent as error:
        for one in ids:
            ledger.give_back(one, recipient)
        ledger.open_incident(key, UNSENT, {"recipient": _shown(recipient), "why": str(error)}, now)
        LOG.warning("notice not sent to %s: %s", _shown(recipient), error)
        return set(ids)
    for one in ids:
        ledger.delivered(one, recipient, now)
    ledger.close_incident(key, now)
    return set()


def arrives(
    house: House, recipient: str, one: T, letter: Callable[[T], Letter], body: Callable[[T, datetime], bytes]
) -> bool:
    """Whether the recipient has this one now; what another process is sending has not arrived yet."""
    now, settings = house.clock.now(), house.settings
    mine, unsure = reserved(house, recipient, [one], now)
    for own in mine:
        if recipient == HOOK:
            sending = partial(post_body, settings, own.id, body(own, now))
        else:
            sending = partial(send, settings, recipient, letter(own), own.id, now)
        if hand_over(house, recipient, [own.id], sending, now):
            return False
    return not unsure


def _shown(recipient: str) -> str:
    """Enough of an address to know which one is meant."""
    name, at, domain = recipient.partition("@")
    return f"{name[:2]}… tại {domain}" if at else recipient
