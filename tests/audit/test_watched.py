"""A section without dates: silence is proved by watching its list, and by nothing less."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from audit.elapsed import span
from domain.record import ISSUE_DATES, MORE_BY_SCRIPT, OPENED_BY_SCRIPT
from domain.source import Expect
from domain.verdict import Verdict
from tests.audit.town import CALENDAR, TODAY, URL, Town, back, daily, source

OLD, NEW, V = back(200), back(1), Verdict
LIST, SECOND = f"{URL}gioi-thieu", f"{URL}gioi-thieu?page=2"
FIRST_LOOK = back(60)


def watched(since: date | None, shows: date | None = None, **given: object) -> Town:
    """A section with dates and one without, both looked at since two months ago; the second's list is the same since
    that day."""
    grown = Town(source("tin", "gioi-thieu"))
    for day in (FIRST_LOOK, back(30), back(0)):
        grown.crawl(day).read(OLD).read(shows, "gioi-thieu", **given)  # type: ignore[arg-type]
    for number in range(10):
        grown.offer(f"trang-{number}", None, FIRST_LOOK, "gioi-thieu")
    return grown.same_since(since, "gioi-thieu") if since else grown


def deep() -> Town:
    """The list goes on on a second page, which nobody reads every day."""
    return watched(FIRST_LOOK).read(None, "gioi-thieu", url=SECOND, page=2, items=3)


def astray(url: str) -> Town:
    """The home page alone shows an item that came ten days ago; the section's list may be a copy of long ago."""
    grown = watched(FIRST_LOOK).offer("moi", None, back(10), url=url, via=URL)
    grown.activities[-1] = replace(grown.activities[-1], sections=())
    return grown


def revised() -> Town:
    grown = watched(FIRST_LOOK)
    grown.crawls[-1] = replace(grown.crawls[-1], revised=1)
    return grown


def alone() -> Town:
    """Only the section without dates: nothing shows that its list is one of articles."""
    grown = daily(Town(source("gioi-thieu")), None, 60, section="gioi-thieu")
    return grown.same_since(FIRST_LOOK, "gioi-thieu").offer("trang", None, FIRST_LOOK, "gioi-thieu")


CASES: dict[str, tuple[Callable[[], Town], Verdict]] = {
    "the same for two months": (lambda: watched(FIRST_LOOK), V.SILENT),
    "the same for two weeks and a half": (lambda: watched(back(18)), V.LATE),
    "the same for a week": (lambda: watched(back(7)), V.UNDATABLE),
    "first looked at yesterday": (lambda: watched(NEW), V.UNDATABLE),
    "the list was another one at every look": (lambda: watched(None), V.UNDATABLE),
    "an item came last week and is gone again": (
        lambda: watched(FIRST_LOOK).offer("them", None, back(7), "gioi-thieu"), V.UP_TO_DATE),
    "a few items have old dates": (lambda: watched(FIRST_LOOK, OLD, dated=2), V.SILENT),
    "some items open by script only": (lambda: watched(FIRST_LOOK, detail=OPENED_BY_SCRIPT), V.UNDATABLE),
    "older pages are turned by script": (lambda: watched(FIRST_LOOK, detail=MORE_BY_SCRIPT), V.UNDATABLE),
    "only two items": (lambda: watched(FIRST_LOOK, items=2, platform="listing"), V.NOT_CHECKED),
    "read by a feed": (lambda: watched(FIRST_LOOK, platform="feed"), V.UNDATABLE),
    "the list goes on on a second page": (deep, V.UNDATABLE),
    "an item under its own address came that the list does not show": (
        lambda: astray(f"{URL}gioi-thieu/moi.html"), V.NOT_CHECKED),
    "an item came under another address": (lambda: astray(f"{URL}bai/moi.html"), V.SILENT),
    "a page was rewritten in place": (revised, V.UNDATABLE),
    "no other section shows that lists are read": (alone, V.UNDATABLE),
}


@pytest.mark.parametrize("name", CASES)
def test_an_undated_section_is_judged_by_what_was_watched(name: str) -> None:
    build, expected = CASES[name]
    site, *sections = build().judge()
    assert sections[-1].verdict is expected, sections[-1].reason
    assert site.verdict is expected, site.reason


def test_the_sentence_says_since_when_it_was_watched() -> None:
    site, _, section = watched(FIRST_LOOK).judge()
    assert "các mục không ghi ngày đăng được theo dõi từ ngày 23/06/2023, không thấy mục mới" in section.reason
    assert (section.newest, site.newest) == (None, OLD)
    assert "có tin mới nhất ngày 03/02/2023 và các mục không ghi ngày đăng được theo dõi từ ngày" in site.reason
    assert section.since and section.since > FIRST_LOOK
    assert section.evidence == ("r5", "r1") and set(site.evidence) >= {"r1"}  # both looks can be shown


def test_a_section_in_doubt_says_how_long_it_was_watched() -> None:
    assert "theo dõi từ ngày 15/08/2023, chưa đủ lâu" in watched(back(7)).judge()[2].reason


def test_a_living_section_is_no_excuse_and_no_accusation_of_another() -> None:
    grown = watched(back(7))
    site, news, undated = grown.crawl(hour=2).read(NEW).read(None, "gioi-thieu").judge()
    assert (site.verdict, news.verdict, undated.verdict) == (V.UP_TO_DATE, V.UP_TO_DATE, V.UNDATABLE)


def test_a_list_of_documents_days_is_not_watched() -> None:
    assert watched(FIRST_LOOK, detail=ISSUE_DATES).judge()[2].verdict is V.UNDATABLE


def test_days_without_access_are_left_out_of_the_watch() -> None:
    grown = Town(source("tin", "gioi-thieu"))
    grown.crawl(back(20)).read(OLD).read(None, "gioi-thieu")
    for step in range(19, 0, -1):
        grown.crawl(back(step), "timeout").fail("timeout").fail("timeout", "gioi-thieu").fail("timeout", None)
    grown.crawl().read(OLD).read(None, "gioi-thieu")
    grown.same_since(back(20), "gioi-thieu").offer("trang", None, back(20), "gioi-thieu")
    assert grown.judge()[2].verdict is V.UNDATABLE


def history(chance: Random) -> tuple[Town, date]:
    """A site whose dated section is silent and whose undated one grows at random, looked at on random days; and the day
    its newest item came. The list shows the newest ten, or the first ten of it on a page by itself."""
    shown = sorted(back(chance.randint(0, 150)) for _ in range(chance.randint(4, 14)))
    oldest_first, paged = chance.random() < 0.3, chance.random() < 0.3
    grown, known, looks = Town(source("tin", "gioi-thieu")), set[int](), list[tuple[date, list[int]]]()
    for ago in sorted({0, *(chance.randint(0, 120) for _ in range(chance.randint(0, 30)))}, reverse=True):
        there = [number for number, day in enumerate(shown) if day <= back(ago)]
        if len(there) < 3:
            continue
        page = there[:10] if oldest_first else there[-10:]
        rest = sorted(set(there) - set(page))
        grown.crawl(back(ago)).read(OLD).read(None, "gioi-thieu", items=len(page))
        if rest and (paged or oldest_first):
            grown.read(None, "gioi-thieu", url=SECOND, page=2, items=len(rest))
        for number in (*page, *rest) if ago > 100 or not oldest_first else page:
            if number not in known:
                known.add(number)
                grown.offer(f"bai-{number}", None, None, "gioi-thieu", via=LIST if number in page else SECOND)
        looks.append((back(ago), page))
    if looks:
        grown.same_since(min(day for day, page in looks if page == looks[-1][1]), "gioi-thieu")
    return grown, max(shown)


def test_no_undated_section_that_grows_is_accused() -> None:
    accused = 0
    for seed in range(200):
        grown, newest = history(Random(seed))
        for finding in grown.judge()[::2] if grown.crawls else ():
            if finding.verdict.accuses:
                accused += 1
                assert span(newest, TODAY, Expect(), CALENDAR).late_from, (seed, finding.reason, newest)
    assert accused > 20
