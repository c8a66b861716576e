"""Tells what is due: each incident once at its start and once at its end, to everybody it concerns.

A row in the ledger stands before each sending. A failed one is given back with its reason and tried again; one that
was cut off by a killed process may have arrived: after an hour it goes out once more and says so.
"""

import os
import socket
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from domain.clock import Clock
from flows.house import House
from flows.notices.handing import HOOK, hand_over, reachable, reserved
from flows.notices.kinds import notice_of
from flows.notices.letter import letter_of
from flows.notices.mail import send
from flows.notices.notice import Audience, Notice
from flows.notices.quiet import digest_moment, is_quiet
from flows.notices.watch import watch_house
from flows.notices.webhook import post
from store.incidents import Incident

LEASE: Final = ("notify", 600.0)  # seconds


def notify_due(house: House, dry_run: bool = False) -> Counter[str]:
    """Send what is due now. Counts notices by `sent`, `failed`, `waiting` (for the digest or quiet hours), `nobody`,
    and `busy` when another process is at it. With `dry_run` nothing is written: `due` counts what would be sent.
    """
    now = house.clock.now()
    if dry_run:
        return Counter(_state(house, one, now) for one in pending(house, now))
    who = f"notify:{socket.gethostname()}:{os.getpid()}"
    if not house.store.ledger.claim(LEASE[0], who, Clock().now(), LEASE[1]):  # a clock set by hand stands still
        return Counter(busy=1)
    try:
        watch_house(house)
        return _tell(house, pending(house, now), now)
    finally:
        house.store.ledger.release(LEASE[0], who)


def pending(house: House, now: datetime) -> list[Notice]:
    """Everything that was not told yet, oldest first."""
    found: list[Notice] = []
    for one in house.store.ledger.to_tell(now):
        if one.told_start is None:
            found.append(_notice(one, True, one.since))
        if one.ended is not None and one.ended <= now and one.told_end is None:
            found.append(_notice(one, False, one.ended))
    return found


def recipients(house: House, audience: Audience) -> tuple[str, ...]:
    """The addresses of an audience, and the webhook, which gets everything; () where nobody is named."""
    settings = house.settings
    people = settings.mail_to if audience is Audience.DEPARTMENT else settings.mail_operations
    return tuple(one for one in (*dict.fromkeys(people), HOOK) if reachable(settings, one))


def _notice(one: Incident, start: bool, at: datetime) -> Notice:
    made = notice_of(one.key, one.kind, one.payload, start, at)
    part = "start" if start else "end"
    return replace(made, id=f"{part}:{one.since:%Y%m%dT%H%M%S%f}:{one.key}"[:200])


def _state(house: House, one: Notice, now: datetime) -> str:
    settings = house.settings
    if not recipients(house, one.audience):
        return "nobody"
    if one.critical:
        return "due"
    if is_quiet(now, settings.quiet_from, settings.quiet_until):
        return "waiting"
    return "due" if one.at <= digest_moment(now, settings.digest_at) else "waiting"


def _tell(house: House, notices: Sequence[Notice], now: datetime) -> Counter[str]:
    counts: Counter[str] = Counter()
    by_recipient: dict[str, list[Notice]] = defaultdict(list)
    due = []
    for one in notices:
        state = _state(house, one, now)
        if state != "due":
            counts[state] += 1
            continue
        due.append(one)
        for recipient in recipients(house, one.audience):
            by_recipient[recipient].append(one)
    missed: set[str] = set()
    for recipient, some in by_recipient.items():
        missed |= _to(house, recipient, some, now)
    blocked: set[tuple[str, bool]] = set()  # a later incident of the same key waits until the earlier one is told
    for one in due:
        if one.id in missed or (one.incident, one.start) in blocked:
            blocked.add((one.incident, one.start))
            counts["failed"] += 1
        else:
            house.store.ledger.mark_told(one.incident, one.start, now)
            counts["sent"] += 1
    return counts


def _to(house: House, recipient: str, notices: Sequence[Notice], now: datetime) -> set[str]:
    """Send to one recipient what it does not have yet. Returns the ids that did not arrive."""
    missed: set[str] = set()
    mine, unsure = reserved(house, recipient, notices, now)
    missed |= unsure
    if recipient == HOOK:
        for one in mine:
            missed |= hand_over(house, recipient, [one.id], partial(post, house.settings, one, now), now)
        return missed
    for audience in Audience:  # somebody may be both: two letters, each in its own words
        part = [one for one in mine if one.audience is audience]
        if part:
            letter = letter_of(part, audience, house.clock.simulated)
            name = "|".join(one.id for one in part)
            sending = partial(send, house.settings, recipient, letter, name, now)
            missed |= hand_over(house, recipient, [one.id for one in part], sending, now)
    return missed
