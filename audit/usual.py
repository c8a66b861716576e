"""How long a list usually is: a template that suddenly finds only a part of it is noticed, and stays noticed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from audit.seen import Limits, day_at
from domain.record import Listing

SOUND = 28  # readings that say what is usual: four weeks of daily ones (proposal)
FEW = 3  # with fewer nothing is usual yet


@dataclass(frozen=True)
class Shortened:
    """A list that has been far shorter than usual since a day."""

    usual: float  # items, the median of its sound readings
    since: date


@dataclass(frozen=True)
class WentBack:
    """A list all of whose items have been older, since a day, than every item it showed before."""

    before: date  # the newest that it showed then
    since: date


def went_back(readings: Sequence[Listing]) -> WentBack | None:
    """Whether the last reading of one list is of other items than the list is for: a box of old ones that a changed
    template left over, or a copy of long ago. A list that only lost some of its items still overlaps what it was.
    """
    sound: Listing | None = None
    since: date | None = None
    for one in sorted(readings, key=lambda one: one.at):
        if sound and one.newest and sound.oldest and one.newest < sound.oldest:
            since = since or day_at(one.at)
        elif one.newest:
            sound, since = one, None
    return WentBack(sound.newest, since) if sound and sound.newest and since else None


def shortened(readings: Sequence[Listing], limits: Limits) -> Shortened | None:
    """Whether the last reading of one list is too short to be believed.

    Short readings never become the usual length: otherwise two weeks of them would turn a broken template into proof.
    """
    sound: list[int] = []
    since: date | None = None
    for one in sorted(readings, key=lambda one: one.at):
        if len(sound) >= FEW and one.items < limits.min_yield * median(sound):
            since = since or day_at(one.at)
        else:
            sound, since = [*sound, one.items][-SOUND:], None
    return Shortened(median(sound), since) if since else None
