"""When to speak: the day's digest, and the hours in which only operations-critical notices go out."""

from datetime import datetime, time, timedelta

from domain.dated import VIETNAM


def is_quiet(now: datetime, begins: time, ends: time) -> bool:
    """Whether the Vietnam hour lies in the quiet hours, over midnight too; equal hours mean there are none."""
    hour = now.astimezone(VIETNAM).time()
    if begins <= ends:
        return begins <= hour < ends
    return hour >= begins or hour < ends


def digest_moment(now: datetime, at: time) -> datetime:
    """The last moment, not after `now`, at which a digest was due: it tells what happened up to then."""
    local = now.astimezone(VIETNAM)
    moment = local.replace(hour=at.hour, minute=at.minute, second=at.second, microsecond=0)
    return moment if moment <= local else moment - timedelta(days=1)
