"""Doubts about the list that was read: its template, its dates, its age and whether it can be shown."""

from collections.abc import Iterator

from audit.bench import Bench, Doubt
from audit.elapsed import span
from audit.hidden import astray, top
from audit.newest import Newest, believed
from audit.place import FEEDS, Place
from audit.seen import day_at
from audit.usual import shortened, went_back
from audit.watched import dated_items
from audit.words import day_words, share_words
from domain.outcome import OK
from domain.record import ISSUE_DATES, OPENED_BY_SCRIPT, Listing
from domain.verdict import Verdict


def list_doubts(place: Place, good: Listing, newest: Newest, bench: Bench) -> Iterator[Doubt]:
    """Every reason why this reading does not prove that nothing newer exists, the strongest first."""
    yield from _dates(place, good, newest, bench)
    yield from _template(place, good, bench)
    yield from _beyond(place, good, newest, bench)
    yield from _weak(place, good, newest, bench)
    yield from _proof(good, bench)


def issue_dated(place: Place) -> bool:
    """Whether the list gives only the days of its documents, by which nobody is called late."""
    return place.good is not None and ISSUE_DATES in place.good.detail


def _dates(place: Place, good: Listing, newest: Newest, bench: Bench) -> Iterator[Doubt]:
    if issue_dated(place):
        yield Doubt(Verdict.UNDATABLE, f"có {ISSUE_DATES}, nên chưa đủ căn cứ kết luận")
    dated = dated_items(good, place, newest, bench.today)
    if newest.watched:
        at_most = span(newest.possible or newest.watched, day_at(good.at), bench.expect, bench.calendar, bench.outages)
        if at_most.late_from is None:
            yield Doubt(Verdict.UNDATABLE, f"có mục không ghi ngày đăng; theo dõi từ ngày {day_words(newest.watched)}, "
                        "chưa đủ lâu để kết luận")
    elif newest.dated is None:
        yield Doubt(Verdict.UNDATABLE, f"có {good.items} mục trong danh sách nhưng không mục nào ghi ngày đăng "
                    "tin cậy được")
    elif dated < bench.limits.min_share * good.items:
        yield Doubt(Verdict.UNDATABLE, share_words(dated, good.items) + ", chưa đủ căn cứ kết luận")
    elif newest.possible and newest.possible > newest.dated:
        at_most = span(newest.possible, day_at(good.at), bench.expect, bench.calendar, bench.outages)
        if at_most.late_from is None:
            yield Doubt(Verdict.UNDATABLE, "có mục chưa xác định được ngày đăng, có thể mới hơn ngày "
                        f"{day_words(newest.dated)}")


def _template(place: Place, good: Listing, bench: Bench) -> Iterator[Doubt]:
    own = [one for one in place.readings if one.url == good.url and one.at <= good.at]
    if OPENED_BY_SCRIPT in good.detail:
        yield Doubt(Verdict.SITE_CHANGED, f"{OPENED_BY_SCRIPT}, cần kiểm tra lại khai báo nguồn", None, "needs_browser")
    back = went_back(own)
    if back:
        yield Doubt(Verdict.SITE_CHANGED, "có danh sách chỉ còn các mục cũ hơn mọi mục đã hiện trước đây (đến ngày "
                    f"{day_words(back.before)}); có thể bố cục trang đã thay đổi, cần kiểm tra lại khai báo nguồn",
                    back.since, "site_changed")
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


def _beyond(place: Place, good: Listing, newest: Newest, bench: Bench) -> Iterator[Doubt]:
    """The first page is not where the newest items stand, or not the present one."""
    page = top(place, good, bench.seen)
    if page and (bench.today - day_at(page.at)).days > bench.limits.accuse_days:
        yield Doubt(Verdict.NOT_CHECKED, "có danh sách không bắt đầu từ tin mới nhất; trang có tin mới nhất được đọc "
                    f"lần gần nhất ngày {day_words(day_at(page.at))}, chưa đủ mới để kết luận")
    item = astray(place, newest, bench.seen)
    if item:
        day = f"ngày {day_words(item.day)}" if item.day else f"thấy lần đầu ngày {day_words(day_at(item.first_seen))}"
        yield Doubt(Verdict.NOT_CHECKED, f"có tin {day}, theo địa chỉ thì thuộc chuyên mục, mà danh sách không hiện; "
                    "có thể danh sách là bản lưu cũ, cần người kiểm tra trực tiếp")


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
