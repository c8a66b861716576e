"""The verdicts that the audit must reach about every site and section, worked out from what was written."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from domain.dated import VIETNAM
from domain.verdict import Verdict
from phusong.demo.moment import is_working
from phusong.demo.sites import SectionSpec, SiteSpec, sites
from phusong.demo.truth import ArticleTruth, VerdictTruth

LATE, SILENT = 7, 30  # working days: what the source files leave at its default
DEAD_FEED = "Bản tin RSS ngừng trong khi danh sách tin vẫn có bài mới: lỗi của kênh, không phải đơn vị im lặng."
FAULTS = {
    "down": (Verdict.UNREACHABLE, "Máy chủ từ chối kết nối; chưa nói được gì về việc cập nhật."),
    "wall": (Verdict.BLOCKED, "Trang chặn thu thập tự động (403)."),
    "closed": (Verdict.BLOCKED, "robots.txt không cho phép đọc trang."),
    "redesigned": (Verdict.SITE_CHANGED, "Trang đã đổi bố cục, không còn danh sách tin như trước."),
    "soft_404": (Verdict.SITE_CHANGED, "Chuyên mục trả trang báo lỗi với mã 200."),
    "redirected_home": (Verdict.SITE_CHANGED, "Chuyên mục bị chuyển về trang chủ."),
}
REASONS = {
    Verdict.UP_TO_DATE: "Tin mới nhất còn trong hạn.",
    Verdict.LATE: "Danh sách đọc được, tin mới nhất đã quá hạn nhắc.",
    Verdict.SILENT: "Danh sách đọc được, tin mới nhất đã quá lâu.",
    Verdict.UNDATABLE: "Danh sách và bài đều không ghi ngày.",
}


def verdicts(stage: str, now: datetime, held: Iterable[ArticleTruth]) -> tuple[VerdictTruth, ...]:
    """One verdict a site and one a section."""
    articles = [article for article in held if not (stage == "later" and "gone" in article.traits)]
    out: list[VerdictTruth] = []
    today = now.astimezone(VIETNAM).date()
    for site in sites():
        mine = [article for article in articles if article.site == site.id]
        out.append(_verdict(site, None, site.faulty(stage), mine, today))
        for section in site.sections:
            fault = site.faulty(stage) if site.faulty(stage) in FAULTS else section.fault
            inside = [article for article in mine if section.id in article.sections]
            dead = _dead_feed(site, section) if section.path else None
            out.append(dead or _verdict(site, section.id, fault, mine if section.path else inside, today))
    return tuple(out)


def _dead_feed(site: SiteSpec, section: SectionSpec) -> VerdictTruth | None:
    if site.feed_until is None:
        return None
    accepted = (Verdict.SITE_CHANGED, Verdict.NOT_CHECKED, Verdict.UP_TO_DATE)
    return VerdictTruth(site.id, site.unit, section.id, accepted[0], site.feed_until, DEAD_FEED, accepted)


def working_days(after: date, until: date) -> int:
    """Working days in (after, until]."""
    return sum(is_working(after + timedelta(days=number)) for number in range(1, (until - after).days + 1))


def _verdict(site: SiteSpec, section: str | None, fault: str, mine: list[ArticleTruth], today: date) -> VerdictTruth:
    if fault in FAULTS:
        verdict, why = FAULTS[fault]
        return VerdictTruth(site.id, site.unit, section, verdict, None, why)
    newest = max((article.moment.date() for article in mine if article.published is not None), default=None)
    if newest is None:
        return VerdictTruth(site.id, site.unit, section, Verdict.UNDATABLE, None, REASONS[Verdict.UNDATABLE])
    age = working_days(newest, today)
    accepted = tuple(dict.fromkeys(_word(age + shift) for shift in (0, -1, 1)))
    return VerdictTruth(site.id, site.unit, section, accepted[0], newest, REASONS[accepted[0]], accepted)


def _word(age: int) -> Verdict:
    return Verdict.SILENT if age > SILENT else Verdict.LATE if age > LATE else Verdict.UP_TO_DATE
