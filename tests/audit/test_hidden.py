"""Lists whose first page is not where the newest items stand, old copies, left-over boxes and left-behind lists."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.record import ISSUE_DATES, OPENED_BY_SCRIPT
from domain.verdict import Verdict
from tests.audit.town import TODAY, URL, Town, back, daily, source

OLD, NEW, V = back(90), back(1), Verdict
LAST = f"{URL}tin?page=3"


def oldest_first(newest: date, read: date) -> Town:
    """Sorted from the oldest; the last page was read on that day."""
    grown = Town().crawl(read).read(back(300)).read(newest, url=LAST, page=3)
    return grown.crawl().read(back(300)) if read != TODAY else grown


def copy_of_long_ago(item: str, *sections: str, **given: object) -> Town:
    """The list ends three months ago; somewhere on the site stands an item of yesterday."""
    grown = Town(source("tin", "cchc")).crawl().read(OLD).read(OLD, "cchc").offer("cu", OLD)
    return grown.offer("moi", NEW, None, *sections, url=f"{URL}{item}", **{"sections": sections, **given})


def left_over_box() -> Town:
    """Read daily; then only three items of last year are found on the page."""
    grown = daily(Town(), back(40), 10, until=back(3)).crawl().read(back(400), items=3, oldest=back(410))
    return grown.offer("cu", back(400))


def home_then(word: str, *, read_before: bool) -> Town:
    """The section's list stays as it was, while the home page now answers with this word."""
    grown = Town().crawl(back(2)).read(OLD)
    if read_before:
        grown.read(OLD, None, url=URL)
    grown.crawl().read(OLD).fail(word, None)
    return grown


CASES: dict[str, tuple[Callable[[], Town], Verdict]] = {
    "the last page was read today": (lambda: oldest_first(OLD, TODAY), V.SILENT),
    "the last page was read two weeks ago": (lambda: oldest_first(OLD, back(14)), V.NOT_CHECKED),
    "a newer item under the section's own address": (lambda: copy_of_long_ago("tin/moi.html"), V.NOT_CHECKED),
    "a newer item of another section": (lambda: copy_of_long_ago("tin/moi.html", "cchc"), V.SILENT),
    "a newer item under another address": (lambda: copy_of_long_ago("bai/moi.html"), V.SILENT),
    "a box of old items is left over": (left_over_box, V.SITE_CHANGED),
    "the list only lost its newest items": (
        lambda: daily(Town(), back(40), 10, until=back(3)).crawl().read(back(60)), V.LATE),
    "some items of the list open by script only": (
        lambda: Town().crawl().read(OLD, detail=OPENED_BY_SCRIPT), V.SITE_CHANGED),
    "the list shows only the days of its documents": (
        lambda: Town().crawl().read(OLD, detail=ISSUE_DATES), V.UNDATABLE),
    "and the newest of them is of yesterday": (
        lambda: Town().crawl().read(NEW, detail=ISSUE_DATES), V.UP_TO_DATE),
    "the home page leads elsewhere on the first crawl": (
        lambda: home_then("moved_away", read_before=False), V.SITE_CHANGED),
    "the home page is no list any more": (lambda: home_then("site_changed", read_before=True), V.SITE_CHANGED),
    "the home page never was a list": (lambda: home_then("needs_browser", read_before=False), V.SILENT),
}


@pytest.mark.parametrize("name", CASES)
def test_a_list_is_held_against_the_agency_only_where_it_shows_what_is_newest(name: str) -> None:
    build, expected = CASES[name]
    site, section, *_ = build().judge()
    assert section.section == "tin"
    assert section.verdict is expected, section.reason
    assert site.verdict.accuses <= expected.accuses or name == "a newer item of another section", site.reason


def test_an_item_on_a_later_page_counts_as_news() -> None:
    grown = oldest_first(NEW, TODAY).offer("moi", NEW, None, "tin", via=LAST)
    assert grown.judge()[1].verdict is V.UP_TO_DATE


def test_a_list_of_documents_does_not_hide_that_the_rest_of_the_site_is_silent() -> None:
    grown = Town(source("tin", "van-ban")).crawl().read(OLD).read(OLD, "van-ban", detail=ISSUE_DATES)
    site, news, documents = grown.judge()
    assert (site.verdict, news.verdict, documents.verdict) == (V.SILENT, V.SILENT, V.UNDATABLE)
