"""Why an old newest item may not be held against the agency: one doubt is enough."""

from collections.abc import Iterator
from dataclasses import replace

from audit.bench import Bench, Doubt
from audit.newest import Newest
from audit.outage import SITE_WORDS
from audit.place import Failure, Place
from audit.proof import list_doubts
from audit.seen import Limits, day_at
from audit.words import day_words
from domain.outcome import verdict_of, vietnamese
from domain.verdict import Verdict


def unread(place: Place, bench: Bench) -> Doubt | None:
    """The place could not be read, or not lately: nothing is known of it, good or bad."""
    good = place.good
    if good is None:
        return _never_read(place, bench.limits)
    site = site_troubles(place)
    if site:
        return word_of(site, bench.limits)
    age = (bench.today - day_at(good.at)).days
    if age > bench.limits.proof_days:
        return Doubt(Verdict.NOT_CHECKED, f"được đọc lần gần nhất ngày {day_words(day_at(good.at))}, "
                     f"đã quá {bench.limits.proof_days} ngày nên chưa kết luận")
    return None


def site_troubles(place: Place) -> list[Failure]:
    """Failures since the last good reading that the site answers for, not we."""
    return [one for one in place.troubles if verdict_of(one.word) in SITE_WORDS]


def word_of(failures: list[Failure], limits: Limits) -> Doubt:
    """The word of an unbroken run of failures: that of most days of its last stretch; the newer on a tie."""
    last = {day_at(one.at): one for one in failures}  # the last failure of each day
    recent = [one for day, one in last.items() if (day_at(failures[-1].at) - day).days < limits.word_days]
    verdicts = [verdict_of(one.word) for one in recent]
    verdict = max(reversed(verdicts), key=verdicts.count)
    chosen = next(one for one in reversed(recent) if verdict_of(one.word) == verdict)
    since = day_at(failures[0].at)
    tried = "" if len(last) == 1 else f"; đã thử trong {len(last)} ngày"
    why = f"từ ngày {day_words(since)} hệ thống không đọc được (ghi nhận: {vietnamese(chosen.word)}{tried})"
    records = tuple(one.record for one in reversed(recent) if one.record)
    return Doubt(Verdict(verdict), why, since, chosen.word, records[:3])


def doubts(place: Place, newest: Newest, bench: Bench) -> Iterator[Doubt]:
    """Every reason not to accuse, the strongest first; only asked where the newest item is old."""
    missing = unread(place, bench)
    if missing:
        yield missing
        return
    good = place.good
    assert good is not None
    age = (bench.today - day_at(good.at)).days
    if age > bench.limits.accuse_days:
        yield Doubt(Verdict.NOT_CHECKED, f"được đọc lần gần nhất ngày {day_words(day_at(good.at))}, "
                    "chưa đủ mới để kết luận")
    yield from _front(bench)
    yield from list_doubts(place, good, newest, bench)


def _never_read(place: Place, limits: Limits) -> Doubt:
    site = [one for one in place.failures if verdict_of(one.word) in SITE_WORDS]
    if site:
        return word_of(site, limits)
    if place.failures:
        last = place.failures[-1]
        return Doubt(Verdict.NOT_CHECKED, f"chưa đọc được lần nào (ghi nhận: {vietnamese(last.word)})", None, last.word)
    return Doubt(Verdict.NOT_CHECKED, "chưa được thu thập lần nào")


def _front(bench: Bench) -> Iterator[Doubt]:
    """A home page that leads elsewhere, or no longer reads as it did: its old lists may be left behind."""
    failed = site_troubles(bench.home) if bench.home else []
    if failed and bench.home and (bench.home.good or any(one.word == "moved_away" for one in failed)):
        doubt = word_of(failed, bench.limits)
        yield replace(doubt, why=f"chưa kết luận được vì trang chủ {doubt.why}")
