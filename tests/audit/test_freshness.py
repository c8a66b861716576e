"""The simulated suite: each way to be wrong about an agency, and true silence found behind each of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.source import Expect
from domain.verdict import Verdict
from tests.audit.town import TODAY, URL, Town, back, daily, source

OLD, STALE, NEW = back(90), back(20), back(1)  # silent, late and up to date by the usual limits
Build = Callable[[], Town]


def town(*sections: str, **given: object) -> Town:
    return Town(source(*(sections or ("tin",)), **given))


def once(newest: date | None, **given: object) -> Town:
    """First crawl ever, today."""
    return town().crawl().read(newest, **given)  # type: ignore[arg-type]


def then_fails(word: str, days: int = 5, newest: date = OLD) -> Town:
    """Read well until `days` days ago, then only this failure."""
    grown = daily(town(), newest, 5, until=back(days))
    for step in range(days - 1, -1, -1):
        grown.crawl(back(step)).fail(word)
    return grown


def whole_crawl_fails(word: str) -> Town:
    return town().crawl(outcome=word)


def closed(newest: date) -> Town:
    place = source("tin", "cu")
    sections = (place.sections[0], place.sections[1].model_copy(update={"archive": True}))
    grown = Town(place.model_copy(update={"sections": sections}))
    return grown.crawl().read(newest).read(date(2016, 5, 1), "cu")


def down_for_two_weeks(newest: date) -> Town:
    """Ten working days without an answer, then back today."""
    grown = daily(town(), newest, 3, until=back(15))
    for step in range(14, 0, -1):
        grown.crawl(back(step), "timeout").fail("timeout").fail("timeout", None)
    return grown.crawl().read(newest)


def frozen_feed(page: date | None, feed: date, **given: object) -> Town:
    """The section is read by its feed only; the home page shows `page`."""
    grown = town().crawl().read(feed, platform="feed")
    return grown.read(page, None, **given) if page else grown  # type: ignore[arg-type]


def undated_list(*days: date | None) -> Town:
    """A list that shows no dates; each article's own page gives one, or none."""
    grown = once(None, items=len(days))
    for number, day in enumerate(days):
        grown.offer(f"bai-{number}", day)
    return grown


def unchanged_for_weeks(word: str, newest: date, **given: object) -> Town:
    grown = town().crawl(back(40)).read(newest)
    for step in range(39, -1, -1):
        grown.crawl(back(step)).read(None, items=0, outcome=word)
    return grown


def appeared(day: date | None, **given: object) -> Town:
    """An old list; an item with this date is first seen by the crawl of two days ago."""
    return daily(town(), OLD, 10).offer("them", day, back(2), **given)


def skewed(hours: int, newest: date) -> Town:
    grown = once(newest)
    grown.skews.append((f"{URL}tin", timedelta(hours=hours)))
    return grown


def future(day: date, newest_before: date | None = OLD) -> Town:
    """The list's newest date lies ahead; the other nine items are old."""
    grown = once(day)
    for number in range(9):
        grown.offer(f"bai-{number}", newest_before - timedelta(days=number) if newest_before else None)
    return grown.offer("lich-hop", day)


def shrunk(items: int, newest: date) -> Town:
    return daily(town(), newest, 10, until=back(1), items=20).crawl().read(newest, items=items)


V = Verdict
CASES: dict[str, tuple[Build, Verdict]] = {
    # nobody looked, or long ago
    "no crawl at all": (town, V.NOT_CHECKED),
    "last good reading five weeks old": (lambda: town().crawl(back(35)).read(OLD), V.NOT_CHECKED),
    "last good reading five days old": (lambda: town().crawl(back(5)).read(OLD), V.NOT_CHECKED),
    "our own crawl was interrupted": (lambda: whole_crawl_fails("interrupted"), V.NOT_CHECKED),
    "our own budget ended first": (lambda: town().crawl().fail("over_budget"), V.NOT_CHECKED),
    # no answer
    "name not found": (lambda: whole_crawl_fails("dns_error"), V.UNREACHABLE),
    "TLS error": (lambda: town().crawl().fail("tls_error"), V.UNREACHABLE),
    "server errors for days": (lambda: then_fails("server_error"), V.UNREACHABLE),
    "partial fetch": (lambda: then_fails("cut_short", 1), V.UNREACHABLE),
    "time-out on the first crawl ever": (lambda: whole_crawl_fails("timeout"), V.UNREACHABLE),
    # kept out
    "403": (lambda: then_fails("forbidden"), V.BLOCKED),
    "429": (lambda: then_fails("rate_limited", 2), V.BLOCKED),
    "bot wall": (lambda: then_fails("bot_wall"), V.BLOCKED),
    "robots.txt denies": (lambda: whole_crawl_fails("robots_denied"), V.BLOCKED),
    # not the page asked for
    "404": (lambda: then_fails("not_found"), V.SITE_CHANGED),
    "soft 404": (lambda: then_fails("soft_404"), V.SITE_CHANGED),
    "redirected to the home page": (lambda: then_fails("redirected_home"), V.SITE_CHANGED),
    "moved to another host": (lambda: then_fails("moved_away"), V.SITE_CHANGED),
    "empty template": (lambda: then_fails("empty_template"), V.SITE_CHANGED),
    "another CMS": (lambda: then_fails("site_changed"), V.SITE_CHANGED),
    "JavaScript shell": (lambda: then_fails("needs_browser"), V.SITE_CHANGED),
    "read well, but no item found": (lambda: once(None, items=0), V.SITE_CHANGED),
    "far fewer items than usual": (lambda: shrunk(4, OLD), V.SITE_CHANGED),
    # read, and no date to rely on
    "undated list": (lambda: once(None), V.UNDATABLE),
    "half the items dated": (lambda: once(OLD, dated=5), V.UNDATABLE),
    "date in the future only": (lambda: once(back(-30)), V.UNDATABLE),
    "future date above old items": (lambda: future(back(-30)), V.UNDATABLE),
    "epoch dates": (lambda: once(date(1970, 1, 1)), V.UNDATABLE),
    "one item of ten has no date anywhere": (lambda: once(OLD, dated=9).offer("moi", None), V.UNDATABLE),
    "newest item has no date anywhere": (lambda: undated_list(None, OLD, OLD, OLD), V.UNDATABLE),
    "an item dated by month only": (
        lambda: once(OLD).offer("thang", date(2023, 8, 1), latest=date(2023, 8, 31)).offer("cu", OLD), V.UNDATABLE),
    # one list alone is not enough
    "only one item on the list": (lambda: once(OLD, items=1), V.NOT_CHECKED),
    "nothing but a frozen feed": (lambda: frozen_feed(None, OLD), V.NOT_CHECKED),
    "server's clock two days off": (lambda: skewed(50, OLD), V.NOT_CHECKED),
    "the page alternates: failed since this morning": (lambda: then_fails("timeout", 1), V.UNREACHABLE),
    # signs of life that a list's newest date does not show
    "article page newer than its list": (lambda: once(OLD).offer("moi", NEW), V.UP_TO_DATE),
    "backdated item": (lambda: appeared(back(100)), V.UP_TO_DATE),
    "item backdated beyond the whole list": (lambda: appeared(back(400)), V.UP_TO_DATE),
    "undated item that is new to the list": (lambda: appeared(None), V.UP_TO_DATE),
    "pinned old items above a new one": (lambda: once(NEW, oldest=date(2016, 1, 1)), V.UP_TO_DATE),
    "one failed day after fresh items": (lambda: then_fails("timeout", 1, newest=back(6)), V.UP_TO_DATE),
    "down for two weeks, then back": (lambda: down_for_two_weeks(back(20)), V.UP_TO_DATE),
    "undated list, fresh articles": (lambda: undated_list(NEW, OLD, OLD), V.UP_TO_DATE),
    "in time": (lambda: once(NEW), V.UP_TO_DATE),
    "on the last day of the limit": (lambda: once(date(2023, 8, 11)), V.UP_TO_DATE),
    # and the other direction: what is late or silent is found behind the same circumstances
    "one day past the limit": (lambda: once(date(2023, 8, 10)), V.LATE),
    "late on the first crawl ever": (lambda: once(STALE), V.LATE),
    "silent on the first crawl ever": (lambda: once(OLD), V.SILENT),
    "silent after the server errors ended": (lambda: then_fails("server_error").crawl(hour=2).read(OLD), V.SILENT),
    "silent with one failure long ago": (
        lambda: daily(town().crawl(back(30)).fail("timeout"), OLD, 10), V.SILENT),
    "silent, list unchanged by digest for weeks": (lambda: unchanged_for_weeks("unchanged", OLD), V.SILENT),
    "silent, server says not changed for weeks": (lambda: unchanged_for_weeks("not_modified", OLD), V.SILENT),
    "silent, most items dated": (lambda: once(OLD, dated=8), V.SILENT),
    "silent, list without dates but dated articles": (lambda: undated_list(OLD, back(95), back(99)), V.SILENT),
    "silent, undated item seen before the window": (
        lambda: daily(town(), OLD, 80, dated=9).offer("menu", None, back(79)), V.SILENT),
    "late only, since an undated item may be a month old": (
        lambda: daily(town(), OLD, 40, dated=9).offer("menu", None, back(39)), V.LATE),
    "silent, the undated item stands on no list any more": (
        lambda: once(OLD).offer("menu", None), V.SILENT),
    "silent feed and silent page": (lambda: frozen_feed(OLD, OLD), V.SILENT),
    "silent, clocks agree": (lambda: skewed(7, OLD), V.SILENT),
    "silent, pinned items only": (lambda: once(OLD, oldest=date(2016, 1, 1)), V.SILENT),
    "silent even without the two weeks of outage": (lambda: down_for_two_weeks(OLD), V.SILENT),
    "silent, a few items fewer than usual": (lambda: shrunk(15, OLD), V.SILENT),
    "silent, an old item merely gained an address": (
        lambda: appeared(back(95), title="Cùng tên").offer("goc", back(95), back(9), title="Cùng tên"), V.SILENT),
    "silent, older items found on page two": (
        lambda: appeared(back(100), via=f"{URL}tin?page=2").read(back(95), url=f"{URL}tin?page=2", page=2), V.SILENT),
}


@pytest.mark.parametrize("name", CASES)
def test_section_verdict(name: str) -> None:
    build, expected = CASES[name]
    section = build().judge()[1]
    assert section.section == "tin"
    assert section.verdict is expected, section.reason


@pytest.mark.parametrize("name", [name for name, (_, verdict) in CASES.items() if not verdict.accuses])
def test_no_false_accusation_of_the_site(name: str) -> None:
    site = CASES[name][0]().judge()[0]
    assert site.section is None
    assert not site.verdict.accuses, site.reason


@pytest.mark.parametrize("name", [name for name, (_, verdict) in CASES.items() if verdict.accuses])
def test_true_silence_of_the_site_is_found(name: str) -> None:
    site = CASES[name][0]().judge()[0]
    assert site.verdict is CASES[name][1], site.reason
    assert site.since and site.newest and site.checked_at


@pytest.mark.parametrize("name", [
    name for name, (_, verdict) in CASES.items() if verdict in (V.BLOCKED, V.UNREACHABLE)])
def test_what_could_not_be_read_says_when_it_was_asked_for(name: str) -> None:
    assert all(one.checked_at for one in CASES[name][0]().judge()), name


def test_the_suite_covers_every_verdict_and_enough_ways_to_fail() -> None:
    kept_from_accusing = [name for name, (_, verdict) in CASES.items() if not verdict.accuses]
    assert {verdict for _, verdict in CASES.values()} == set(Verdict)
    assert len(kept_from_accusing) >= 30


@pytest.mark.parametrize("sections", [(), ("khac",)])
def test_frozen_feed_is_outvoted_by_the_page(sections: tuple[str, ...]) -> None:
    site, section = frozen_feed(NEW, OLD).offer("moi", NEW, None, "khac", sections=sections).judge()
    assert (site.verdict, section.verdict) == (V.UP_TO_DATE, V.SITE_CHANGED)


def test_not_modified_for_weeks_does_not_accuse_when_the_home_page_moved_on() -> None:
    grown = unchanged_for_weeks("not_modified", OLD)
    grown.read(NEW, None).offer("moi", NEW, None, "x", sections=())
    site, section = grown.judge()
    assert (site.verdict, section.verdict) == (V.UP_TO_DATE, V.NOT_CHECKED)


def test_section_silent_while_the_site_is_alive() -> None:
    grown = town("tin", "cchc").crawl().read(NEW).read(date(2022, 5, 10), "cchc")
    site, news, reform = grown.judge()
    assert (site.verdict, news.verdict, reform.verdict) == (V.UP_TO_DATE, V.UP_TO_DATE, V.SILENT)
    assert "Chuyên mục “Cchc” có tin mới nhất ngày 10/05/2022" in reform.reason


def test_one_unreadable_section_keeps_the_site_from_being_accused() -> None:
    grown = town("tin", "cchc").crawl().read(OLD).fail("not_found", "cchc").read(OLD, None)
    site, news, reform = grown.judge()
    assert (site.verdict, news.verdict, reform.verdict) == (V.SITE_CHANGED, V.SILENT, V.SITE_CHANGED)


def test_a_section_closed_on_purpose_is_not_judged_and_does_not_shield_the_site() -> None:
    alive, dead = closed(NEW).judge(), closed(OLD).judge()
    assert [one.verdict for one in alive] == [V.UP_TO_DATE, V.UP_TO_DATE, V.NOT_CHECKED]
    assert [one.verdict for one in dead] == [V.SILENT, V.SILENT, V.NOT_CHECKED]
    assert "đã ngừng hoạt động theo khai báo nguồn" in dead[2].reason


def test_an_item_backdated_to_the_second_page_is_activity_where_that_page_was_read_before() -> None:
    grown = daily(town(), OLD, 10)
    second = f"{URL}tin?page=2"
    for number in (2, 8):
        moment = grown.crawls[number].started
        assert moment
        grown.listings.append(replace(grown.listings[0], url=second, page=2, newest=back(150), oldest=back(200),
                                      at=moment + timedelta(minutes=2), crawl=number + 1))
    grown.offer("cu-hon", back(300), back(1), via=second)
    assert grown.judge()[1].verdict is V.SILENT
    grown.offer("lui-ngay", back(180), back(1), via=second)
    assert grown.judge()[1].verdict is V.UP_TO_DATE


def test_an_old_item_that_a_block_of_the_home_page_brings_up_again_is_no_activity() -> None:
    grown = town()
    for step in range(9, -1, -1):
        grown.crawl(back(step)).read(OLD).read(OLD, None)
    grown.offer("cu", back(400), back(2), "x", sections=(), via=URL)
    assert grown.judge()[0].verdict is V.SILENT
    grown.offer("lui-ngay", back(100), back(2), "x", sections=(), via=URL)
    assert grown.judge()[0].verdict is V.UP_TO_DATE


def test_a_hub_met_on_the_way_tells_of_news_but_not_of_silence() -> None:
    grown = Town(source()).crawl().read(OLD, None).read(date(2016, 1, 1), None, url=f"{URL}luu-tru", items=1)
    assert grown.judge()[0].verdict is V.SILENT
    grown.read(NEW, None, url=f"{URL}thong-bao")
    assert grown.judge()[0].verdict is V.UP_TO_DATE


def test_a_short_list_is_believed_where_its_family_read_a_full_one() -> None:
    short = town("tin", "cchc").crawl().read(OLD, "cchc", items=1, platform="liferay").read(OLD, platform="liferay")
    assert short.judge()[2].verdict is V.SILENT
    alone = town("tin", "cchc").crawl().read(OLD, "cchc", items=1).read(OLD)
    assert [one.verdict for one in alone.judge()] == [V.NOT_CHECKED, V.SILENT, V.NOT_CHECKED]


def test_a_sitemap_index_read_again_stands_for_the_files_below_it() -> None:
    grown = town(platform="sitemap").crawl(back(10)).read(None, items=0, platform="sitemap", url=f"{URL}sitemap.xml")
    grown.read(back(11), platform="sitemap", url=f"{URL}sitemap-1.xml", page=2).offer("moi", back(11))
    grown.crawl().read(None, items=0, outcome="not_modified", platform="sitemap", url=f"{URL}sitemap.xml")
    grown.fail("site_changed", None)
    grown.fetches.clear()
    site, section = grown.judge()
    assert (site.verdict, section.verdict) == (V.UP_TO_DATE, V.UP_TO_DATE)
    assert section.checked_at and section.checked_at.date() == TODAY


def test_a_sitemap_touched_yesterday_is_no_news() -> None:
    grown = town().crawl().read(OLD).read(NEW, None, platform="sitemap", url=f"{URL}sitemap.xml")
    assert grown.judge()[0].verdict is V.SILENT


def test_old_pages_that_a_walk_finds_late_are_no_news() -> None:
    grown = daily(town(), OLD, 10)
    for name, day in (("gioi-thieu", None), ("bai-cu", back(400))):
        grown.offer(name, day, back(2), "x", sections=(), via=f"{URL}bai/khac")
    assert [one.verdict for one in grown.judge()] == [V.SILENT, V.SILENT]


def test_a_site_is_accused_up_to_its_oldest_proof() -> None:
    grown = town("tin", "cchc").crawl(back(2)).read(OLD, "cchc").crawl().read(OLD)
    site = grown.judge()[0]
    assert (site.verdict, site.checked_at) == (V.SILENT, grown.listings[0].at)
    assert "đến lần đọc ngày 20/08/2023" in site.reason


def test_home_page_alone_is_judged_where_there_are_no_sections() -> None:
    (site,) = Town(source()).crawl().read(OLD, None).judge()
    assert site.verdict is V.SILENT
    (site,) = Town(source()).crawl().read(OLD, None).offer("moi", NEW, None, "x", sections=()).judge()
    assert site.verdict is V.UP_TO_DATE


@pytest.mark.parametrize(("newest", "today", "verdict"), [
    (date(2023, 1, 13), date(2023, 1, 31), V.UP_TO_DATE),  # Tết 20/1–26/1: seven working days
    (date(2023, 1, 12), date(2023, 1, 31), V.LATE),
    (date(2023, 8, 24), date(2023, 9, 6), V.UP_TO_DATE),  # 1/9–4/9 off
    (date(2023, 8, 23), date(2023, 9, 6), V.LATE),
    (date(2041, 3, 1), date(2041, 3, 20), V.NOT_CHECKED),  # the calendar does not reach so far
])
def test_holidays_do_not_count(newest: date, today: date, verdict: Verdict) -> None:
    grown = town()
    grown.crawl(today).read(newest)
    assert grown.judge(today)[1].verdict is verdict


def test_since_is_the_first_day_that_the_verdict_holds() -> None:
    late, silent = once(date(2023, 8, 1)).judge()[1], once(date(2023, 7, 3)).judge()[1]
    assert (late.verdict, late.since) == (V.LATE, date(2023, 8, 11))
    assert (silent.verdict, silent.since) == (V.SILENT, date(2023, 8, 15))


def test_since_of_a_failure_is_the_first_day_of_the_unbroken_run() -> None:
    grown = daily(town(), NEW, 3, until=back(10))
    for step, word in ((6, "timeout"), (5, "forbidden"), (4, "forbidden"), (3, "timeout"), (2, "forbidden")):
        grown.crawl(back(step)).fail(word)
    section = grown.judge()[1]
    assert (section.verdict, section.since, section.outcome) == (V.BLOCKED, back(6), "forbidden")


def test_a_later_crawl_of_the_same_day_that_fails_withdraws_the_accusation() -> None:
    grown = once(OLD).crawl(hour=2).fail("forbidden")
    assert [one.verdict for one in grown.judge()] == [V.BLOCKED, V.BLOCKED]


def test_two_crawls_of_one_frozen_moment_are_told_apart_by_their_order() -> None:
    grown = once(OLD).crawl().fail("forbidden")
    assert [one.verdict for one in grown.judge()] == [V.BLOCKED, V.BLOCKED]
    assert [one.verdict for one in grown.crawl().read(OLD).judge()] == [V.SILENT, V.SILENT]


def test_the_count_names_the_undated_item_from_which_it_begins() -> None:
    reason = daily(town(), OLD, 40, dated=9).offer("menu", None, back(39)).judge()[1].reason
    assert "ngày 24/05/2023 và mục không rõ ngày đăng thấy lần đầu ngày 14/07/2023; đến lần đọc" in reason


def test_calendar_days_where_the_rule_says_so() -> None:
    rule = Expect(late=7, silent=14, days="calendar")
    grown = town("tin", expect=rule).crawl().read(back(8))
    assert grown.judge()[1].verdict is V.LATE
    assert "8 ngày không thấy tin mới" in grown.judge()[1].reason


@pytest.mark.parametrize(("basis", "said"), [
    ("proposal", False), ("internal_rule", False), ("repealed_law", False), ("law", True),
])
def test_only_a_law_in_force_is_violated(basis: str, said: bool) -> None:
    rule = Expect(basis=basis, rule="Điều 9 của quy định mẫu")  # type: ignore[arg-type]
    finding = town("tin", expect=rule).crawl().read(OLD).judge()[1]
    assert ("vi phạm" in finding.reason) is said
    assert "Điều 9 của quy định mẫu" in finding.reason


def test_evidence_stands_with_the_verdict() -> None:
    grown = once(OLD, simulated=True).offer("bai-cuoi", OLD)
    finding = grown.judge()[1]
    assert (finding.newest, finding.newest_article) == (OLD, "bai-cuoi")
    assert (finding.evidence, finding.fetched) == (("r0",), (f"{URL}tin",))
    assert finding.checked_at == grown.listings[0].at
    assert finding.simulated and finding.rule and finding.rule.late_after_days == 7
    assert finding.reason == (
        "Chuyên mục “Tin” có tin mới nhất ngày 24/05/2023; đến lần đọc ngày 22/08/2023 (danh sách có 10 mục, "
        "10 mục xác định được ngày đăng) đã 64 ngày làm việc không thấy tin mới, vượt mức 30 ngày làm việc "
        "(căn cứ: đề xuất của hệ thống, chưa có quy định bắt buộc)."
    )


def test_outage_days_are_named() -> None:
    reason = down_for_two_weeks(back(20)).judge()[1].reason
    assert "đã trừ 10 ngày không truy cập được trang" in reason


@pytest.mark.parametrize("name", CASES)
def test_findings_are_deterministic_and_speak_whole_sentences(name: str) -> None:
    first, second = CASES[name][0]().judge(), CASES[name][0]().judge()
    assert first == second
    for finding in first:
        assert finding.reason[0].isupper() and finding.reason.endswith(".")
        assert TODAY.isoformat() not in finding.reason
