"""Has each site and each section been updated: one finding apiece, from positive proof only.

Order of proof for one place (source of the rule: proposal):
1. anything new within the limit, by its own date or by its first appearance between two readings → up to date;
2. otherwise the list must have been read lately, by a template that found enough items, enough of them dated, with
   nothing that could be newer, and no failure since: the first doubt gives its own word;
3. only then late or silent, counted to the day of that reading, days without access left out.
A site is accused only when every open section (the home page where it has none) passes step 2; sections that show
only the days of their documents speak for it, never against it.

No damping is needed against flapping: a verdict follows from the evidence and the day alone, days are counted to the
last good reading, and `since` is the day a limit was passed. So, as long as nothing new is seen, a place goes one way
(up to date, late, silent), waiting accuses nobody, and what was excused by a failure comes back with the same `since`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from audit.bench import Bench, Doubt
from audit.doubt import doubts, site_troubles, unread
from audit.elapsed import span
from audit.life import counted_from, not_its_time
from audit.newest import Newest, newest_of
from audit.outage import section_outages, site_outages
from audit.place import Place, place_of, whole_site
from audit.proof import issue_dated
from audit.seen import Limits, Seen, day_at
from audit.watched import watched
from audit.words import UNSURE, day_words, fresh_words, old_words, subject, young_words
from domain.calendar import Calendar
from domain.record import Listing
from domain.source import Expect
from domain.verdict import Finding, Rule, Verdict

# Which doubt speaks for a site whose sections cannot be told for different reasons.
PRECEDENCE = (
    Verdict.UNREACHABLE, Verdict.BLOCKED, Verdict.SITE_CHANGED, Verdict.UNDATABLE, Verdict.NOT_CHECKED,
)


class Heard(NamedTuple):
    """A place with its newest sign of life."""

    place: Place
    newest: Newest


def judge(seen: Seen, now: datetime, calendar: Calendar, limits: Limits | None = None,
          simulated: bool = False) -> tuple[Finding, ...]:
    """The site's finding, then one for each section in the order of the source file. `now` is aware UTC."""
    limits, source = limits or Limits(), seen.source
    outages = site_outages(seen)
    home = place_of(seen, None)
    sections = [place_of(seen, section) for section in source.sections]
    bench = Bench(seen, day_at(now), source.expect, calendar, limits, outages, home)
    heard = [Heard(place, watched(place, newest_of(place, seen, now), bench)) for place in sections]
    judged = [one for one in heard if one.place.section and not one.place.section.archive]
    spoken = [one for one in judged if not issue_dated(one.place)]
    whole = whole_site(seen, [home, *sections])
    parts = spoken or judged or [Heard(home, newest_of(home, seen, now))]
    found = [_judge(Heard(whole, newest_of(whole, seen, now)), parts, bench, simulated)]
    for one in heard:
        section = one.place.section
        assert section
        own = replace(bench, expect=source.expect_of(section), outages=outages | section_outages(seen, section.id))
        found.append(_closed(one.place, own) if section.archive else _judge(one, [one], own, simulated))
    return tuple(found)


def _judge(whole: Heard, parts: Sequence[Heard], bench: Bench, simulated: bool) -> Finding:
    """One finding; every one of `parts` must be silent for the whole to be accused."""
    place = whole.place
    newest = _together(whole.newest, [one.newest for one in parts])
    fresh = _fresh(place, newest, bench)
    if fresh:
        return _finding(place, bench, newest, Verdict.UP_TO_DATE, fresh, simulated=simulated)
    over = not_its_time(bench.seen, bench.today)
    if over:
        return _finding(place, bench, newest, Verdict.NOT_CHECKED, over, simulated=simulated)
    missing = unread(place, bench)
    found = [missing] if missing else _against(parts, newest, bench)
    if found:
        doubt = min(found, key=lambda one: PRECEDENCE.index(one.verdict))
        return _finding(place, bench, newest, doubt.verdict, doubt.why, doubt.since, doubt, simulated)
    proofs = [one.place.good for one in parts if one.place.good]
    return _old(place, min(proofs, key=lambda one: one.at), newest, bench, simulated)


def _together(whole: Newest, parts: Sequence[Newest]) -> Newest:
    """The site's newest with what its open sections know: where an item may be newer, and what appeared in them."""
    latest = max([whole, *parts], key=lambda one: one.active or date.min)
    return replace(whole, active=latest.active, appeared=latest.appeared,
                   possible=max((one.possible for one in parts if one.possible), default=None),
                   watched=max((one.watched for one in parts if one.watched), default=None))


def _fresh(place: Place, newest: Newest, bench: Bench) -> str | None:
    """Why the place is up to date; after a failure only if one day failed and the item is new even today."""
    good = place.good
    if newest.active is None:
        return None
    read = max([*([day_at(good.at)] if good else []), newest.active])
    failing = {day_at(one.at) for one in site_troubles(place)}
    if (bench.today - read).days > bench.limits.proof_days or len(failing) > 1:
        return None
    as_of = bench.today if failing else read
    passed = span(newest.active, as_of, bench.expect, bench.calendar, bench.outages)
    if passed.late_from or passed.unknown:
        return None
    return fresh_words(newest, passed, bench.expect, as_of)


def _against(parts: Sequence[Heard], newest: Newest, bench: Bench) -> list[Doubt]:
    """The first doubt of each place that would have to be silent for the accusation to hold."""
    found = []
    for one in parts:
        first = next(doubts(one.place, one.newest, bench), None)
        if first and len(parts) > 1:
            where = subject(bench.seen.source, one.place.section)
            first = replace(first, why=f"chưa kết luận được vì {where[0].lower()}{where[1:]} {first.why}")
        found += [first] if first else []
    charged = _charged(newest)
    if not found and charged:
        passed = span(counted_from(charged, bench.seen), bench.today, bench.expect, bench.calendar, bench.outages)
        if passed.unknown and not passed.late_from:
            found.append(Doubt(Verdict.NOT_CHECKED, f"chưa kết luận được vì hệ thống chưa có lịch nghỉ năm "
                               f"{passed.unknown} để đếm ngày làm việc"))
    return found


def _old(place: Place, good: Listing, newest: Newest, bench: Bench, simulated: bool) -> Finding:
    """Accuses, counted to the day of `good`: of the readings that prove it the oldest."""
    charged = _charged(newest)
    assert charged
    as_of = day_at(good.at)
    start = counted_from(charged, bench.seen)
    passed = span(start, as_of, bench.expect, bench.calendar, bench.outages)
    if passed.late_from is None:
        born = bench.seen.born if start > charged else None
        verdict, why = (Verdict.NOT_CHECKED, young_words(born)) if born else (Verdict.UNDATABLE, UNSURE)
        return _finding(place, bench, newest, verdict, why, simulated=simulated)
    verdict = Verdict.SILENT if passed.silent_from else Verdict.LATE
    counts = (good.items, max(good.dated, min(newest.known, good.items)))
    why = old_words(verdict, newest, charged, passed, bench.expect, as_of, counts)
    why += f", tính từ ngày {day_words(start + timedelta(days=1))} đơn vị thành lập" if start > charged else ""
    return _finding(place, bench, newest, verdict, why, passed.silent_from or passed.late_from, None, simulated, good)


def _charged(newest: Newest) -> date | None:
    """The day the count begins: the newest that anything of the place may be."""
    return max((day for day in (newest.active, newest.possible) if day), default=None)


def _closed(place: Place, bench: Bench) -> Finding:
    why = "đã ngừng hoạt động theo khai báo nguồn, không đánh giá"
    return _finding(place, bench, Newest(), Verdict.NOT_CHECKED, why)


def _finding(place: Place, bench: Bench, newest: Newest, verdict: Verdict, why: str, since: date | None = None,
             doubt: Doubt | None = None, simulated: bool = False, proof: Listing | None = None) -> Finding:
    source, good = bench.seen.source, proof or place.good
    readings = sorted(place.readings, key=lambda one: one.at, reverse=True)
    records = [*(doubt.evidence if doubt else ()), *([good.record] if good else [])]
    if newest.watched and verdict.accuses:
        records += [one.record for one in bench.seen.unchanged if not place.section or one.section == place.section.id]
    failed = place.failures if doubt and doubt.outcome else ()
    asked = [one.url for one in reversed(failed)]
    checked = [one.at for one in failed] or ([good.at] if good else [])
    return Finding(
        source.id, source.unit, place.section.id if place.section else None, verdict, since,
        newest.dated, newest.article, max(checked, default=None), _rule(bench.expect),
        f"{subject(source, place.section)} {why}.",
        tuple(dict.fromkeys([*asked, *(one.url for one in readings)]))[:5],
        tuple(dict.fromkeys(record for record in records if record)), doubt.outcome if doubt else "",
        simulated or any(one.simulated for one in place.readings),
    )


def _rule(expect: Expect) -> Rule:
    return Rule(expect.late, expect.silent, expect.days, expect.basis, expect.rule)
