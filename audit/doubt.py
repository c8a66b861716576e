"""Why an old newest item may not be held against the agency: one doubt is enough."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from audit.elapsed import span
from audit.newest import Newest, believed
from audit.outage import SITE_WORDS
from audit.place import FEEDS, Failure, Place
from audit.seen import Limits, Seen, day_at
from audit.usual import shortened
from audit.words import day_words, share_words
from domain.calendar import Calendar
from domain.outcome import OK, verdict_of, vietnamese
from domain.record import Listing
from domain.source import Expect
from domain.verdict import Verdict


@dataclass(frozen=True)
class Doubt:
    """The verdict to give instead, and why, as a clause that follows the name of the place."""

    verdict: Verdict
    why: str
    since: date | None = None
    outcome: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bench:
    """What every judgement of one source shares."""

    seen: Seen
    today: date
    expect: Expect
    calendar: Calendar
    limits: Limits
    outages: frozenset[date]


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
    yield from _dates(place, good, newest, bench)
    yield from _template(place, good, bench)
    yield from _weak(place, good, newest, bench)
    yield from _proof(good, bench)


def _never_read(place: Place, limits: Limits) -> Doubt:
    site = [one for one in place.failures if verdict_of(one.word) in SITE_WORDS]
    if site:
        return word_of(site, limits)
    if place.failures:
        last = place.failures[-1]
        return Doubt(Verdict.NOT_CHECKED, f"chưa đọc được lần nào (ghi nhận: {vietnamese(last.word)})", None, last.word)
    return Doubt(Verdict.NOT_CHECKED, "chưa được thu thập lần nào")


def _template(place: Place, good: Listing, bench: Bench) -> Iterator[Doubt]:
    own = [one for one in place.readings if one.url == good.url and one.at <= good.at]
    short = shortened(own, bench.limits)
    if short:
        yield Doubt(Verdict.SITE_CHANGED, f"có danh sách chỉ còn {good.items} mục, trước đây thường có "
                    f"{short.usual:.0f} mục; có thể bố cục trang đã thay đổi, cần kiểm tra lại khai báo nguồn",
                    short.since, "site_changed")
    if good.items < bench.limits.min_items and not _known_here(good, bench):
        yield Doubt(Verdict.NOT_CHECKED, f"có danh sách chỉ gồm {good.items} mục; dưới {bench.limits.min_items} "
                    "mục thì có thể hệ thống đã nhận nhầm vùng khác trên trang, cần người kiểm tra trực tiếp")


def _known_here(good: Listing, bench: Bench) -> bool:
    """Whether so short a list may be believed.

    A feed says what it holds, and a family's template that found a full list elsewhere on the site the same day works
    here too. Lists of no known family have nothing to compare with.
    """
    if good.platform in FEEDS:
        return True
    day, least = day_at(good.at), bench.limits.min_items
    return good.platform not in ("", "listing") and any(
        one.platform == good.platform and one.items >= least and one.outcome in OK and day_at(one.at) == day
        for one in bench.seen.listings
    )


def _dates(place: Place, good: Listing, newest: Newest, bench: Bench) -> Iterator[Doubt]:
    trusted = good.newest is None or good.newest in believed(place.readings, bench.today)
    dated = max(good.dated if trusted else 0, min(newest.known, good.items))
    if newest.dated is None:
        yield Doubt(Verdict.UNDATABLE, f"có {good.items} mục trong danh sách nhưng không mục nào ghi ngày đăng "
                    "tin cậy được")
    elif dated < bench.limits.min_share * good.items:
        yield Doubt(Verdict.UNDATABLE, share_words(dated, good.items) + ", chưa đủ căn cứ kết luận")
    elif newest.possible and newest.possible > newest.dated:
        at_most = span(newest.possible, day_at(good.at), bench.expect, bench.calendar, bench.outages)
        if at_most.late_from is None:
            yield Doubt(Verdict.UNDATABLE, "có mục chưa xác định được ngày đăng, có thể mới hơn ngày "
                        f"{day_words(newest.dated)}")


def _weak(place: Place, good: Listing, newest: Newest, bench: Bench) -> Iterator[Doubt]:
    """A feed may be frozen and a server may say “not changed” for ever: both need the rest of the site to agree."""
    since = newest.dated or bench.today
    newer = [one for one in bench.seen.activities if one.day and since < one.day <= day_at(one.first_seen)]
    body = [one for one in place.readings if one.url == good.url and one.outcome != "not_modified"]
    if good.platform in FEEDS:
        pages = [one for one in bench.seen.listings if one.platform not in FEEDS and one.items and one.outcome in OK]
        shown = [day for day in believed(pages, bench.today) if day > since]
        if newer or shown:
            yield Doubt(Verdict.SITE_CHANGED, f"có kênh RSS hoặc sơ đồ trang dừng ở ngày {day_words(since)} trong khi "
                        "trên trang có tin mới hơn, cần kiểm tra lại khai báo nguồn", None, "site_changed")
        elif not any(day_at(one.at) >= day_at(good.at) for one in pages):
            yield Doubt(Verdict.NOT_CHECKED, "mới được đọc qua kênh RSS hoặc sơ đồ trang, là nơi có thể ngừng cập nhật "
                        "riêng; cần đọc được danh sách tin trên trang để đối chiếu rồi mới kết luận")
    elif good.outcome == "not_modified" and body and any(
        not one.sections and one.first_seen > body[-1].at for one in newer
    ):
        yield Doubt(Verdict.NOT_CHECKED, "có máy chủ chỉ trả lời “chưa thay đổi” trong khi nơi khác trên trang có "
                    "tin mới, cần đọc lại đầy đủ danh sách")


def _proof(good: Listing, bench: Bench) -> Iterator[Doubt]:
    if good.url in bench.seen.lost:
        yield Doubt(Verdict.NOT_CHECKED, "không mở được bản lưu của lần đọc gần nhất nên không đủ bằng chứng để "
                    "kết luận")
    for url, skew in bench.seen.skews:
        if url == good.url and abs(skew) > bench.limits.skew:
            yield Doubt(Verdict.NOT_CHECKED, "có đồng hồ máy chủ lệch với đồng hồ hệ thống "
                        f"{abs(skew).total_seconds() / 3600:.0f} giờ nên chưa kết luận được về ngày tháng")
