"""The demo province is what its truth says: addresses, dates, verdicts, reposts, faults, stages."""

import re
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from lxml import html as lxml_html
from pypdf import PdfReader

from domain.article import Level
from domain.dated import week_of
from domain.outcome import WORDS
from domain.plan import load_plan
from domain.source import load_sources
from domain.unit import load_registry
from domain.verdict import Verdict
from phusong.demo import DEMO_NOW, LATER_NOW, Province
from phusong.demo.expected import working_days
from phusong.demo.sites import sites
from phusong.demo.telling import corpus
from phusong.demo.truth import ArticleTruth, day_shown

KNOWN = {"liferay", "item", "mvc", "yyyymm", "feed", "sitemap", "listing"}
AREAS = [f"A{number:02d}" for number in range(1, 13)]
WRONG = {
    "so-ldtbxh": Verdict.UNREACHABLE, "ban-dan-toc": Verdict.BLOCKED, "so-ngoai-vu": Verdict.BLOCKED,
    "so-y-te": Verdict.SITE_CHANGED, "so-khcn": Verdict.SILENT, "tx-phuoc-sa": Verdict.LATE,
    "bql-kcn": Verdict.UNDATABLE, "so-gtvt": Verdict.UP_TO_DATE,
}


@pytest.fixture(scope="module")
def province() -> Iterator[Province]:
    with Province() as opened:
        yield opened


def ask(url: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """One GET that follows redirects and does not raise on an error status."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read(), {name.lower(): value for name, value in answer.headers.items()}
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), {name.lower(): value for name, value in error.headers.items()}


def shown(body: bytes, charset: str = "utf-8") -> str:
    """The words of a page."""
    return " ".join(lxml_html.fromstring(body.decode(charset)).text_content().split())


def shingles(article: ArticleTruth) -> set[tuple[str, ...]]:
    """Runs of five syllables."""
    words = re.findall(r"\w+", article.text.lower())
    return {tuple(words[place : place + 5]) for place in range(len(words) - 4)}


def test_size(province: Province) -> None:
    articles = province.truth.articles
    primary = Counter(area for one in articles for area, level in one.areas.items() if level is Level.PRIMARY)
    assert len(province.sites) >= 16
    assert len(articles) >= 320
    assert all(primary[area] >= 15 for area in AREAS)
    assert sum(not one.counted for one in articles) >= 55
    assert sum(not one.counted for one in corpus()) >= 60
    weeks = {week_of(one.moment.date()) for one in articles}
    assert {f"2023-W{week}" for week in range(23, 35)} <= weeks


def test_every_family_and_kind(province: Province) -> None:
    assert {site.family for site in sites()} >= {"liferay", "item", "mvc", "yyyymm", "station", "feedfirst", "mapped"}
    assert {site.look for site in sites() if site.family == "liferay"} == {"a", "b"}
    assert {site.look for site in sites() if site.family == "mvc"} == {"detail", "trang"}


def test_starts_at_once() -> None:
    before = time.process_time()
    Province().stop()
    assert time.process_time() - before < 2


def test_nothing_of_the_language_is_left() -> None:
    for article in corpus():
        assert not re.search(r"[\[\]{}|]|\s[,.;]|,,|  ", article.text), article.text
        assert article.title[0].isupper() or article.title[0] in "\"“0123456789"


def test_no_two_articles_are_alike_unless_meant() -> None:
    made = {article.id: shingles(article) for article in corpus()}
    kin = {frozenset((one.id, one.original)) for one in corpus() if one.original}
    for one, other in combinations(corpus(), 2):
        small = min(len(made[one.id]), len(made[other.id]))
        if small < 15 or frozenset((one.id, other.id)) in kin:
            continue
        assert len(made[one.id] & made[other.id]) <= 0.3 * small, (one.id, other.id)


def test_reposts_repeat_what_they_say(province: Province) -> None:
    by_id = {article.id: article for article in corpus()}
    kinds = Counter(article.kind for article in corpus())
    assert kinds["copy"] >= 10
    assert kinds["excerpt"] >= 20
    for article in corpus():
        if article.original is None:
            continue
        common = len(shingles(article) & shingles(by_id[article.original])) / len(shingles(article))
        assert abs(common - article.share) < 0.16, (article.id, common, article.share)
        assert by_id[article.original].moment < article.moment


def test_units_exist(province: Province) -> None:
    registry = load_registry(province.units_file)
    for site in sites():
        assert registry.get(site.unit) is not None
    for article in province.truth.articles:
        assert all(registry.get(unit) is not None for unit in (*article.actors, *article.mentioned))


def test_the_plan_names_units_of_this_province(province: Province, tmp_path: Path) -> None:
    plan = load_plan(province.write_plan(tmp_path), load_registry(province.units_file))
    assert [area.id for area in plan.areas] == AREAS
    assert any("bao-lac-giang" in obligation.who for obligation in plan.obligations)


def test_sources_are_valid_and_short(province: Province, tmp_path: Path) -> None:
    province.write_sources(tmp_path)
    read = load_sources(tmp_path)
    assert set(read) == set(province.sites)
    for name, source in read.items():
        assert source.url == province.sites[name].url
        assert source.platform in KNOWN
        assert len((tmp_path / f"{name}.yml").read_text("utf-8").splitlines()) <= 10
        assert {section.id for section in source.sections} == {one.id for one in province.sites[name].spec.sections}


def test_every_section_answers_as_its_verdict_says(province: Province, tmp_path: Path) -> None:
    province.write_sources(tmp_path)
    for name, source in load_sources(tmp_path).items():
        for section in source.sections:
            truth = province.truth.verdict(name, section.id)
            assert truth.newest is not None or truth.verdict in (
                Verdict.UNREACHABLE, Verdict.BLOCKED, Verdict.SITE_CHANGED, Verdict.UNDATABLE)
            if truth.verdict in (Verdict.UP_TO_DATE, Verdict.LATE, Verdict.SILENT):
                status, body, _ = ask(source.section_url(section))
                assert status == 200
                assert len(body) > 300


def test_every_address_serves_its_article(province: Province) -> None:
    for article in province.truth.articles[::3]:
        if article.site == "huyen-song-khe":
            continue
        charset = "cp1258" if province.sites[article.site].spec.charset != "utf-8" else "utf-8"
        for address in article.addresses:
            status, body, _ = ask(address)
            assert status == 200
            assert 8_000 <= len(body) <= 40_000
            text = shown(body, charset)
            if charset == "utf-8":
                assert " ".join(article.title.split()) in text
                assert all(part in text for part in article.body.split("\n"))


def test_addresses_are_nobody_elses(province: Province) -> None:
    counted = Counter(address for article in province.truth.articles for address in article.addresses)
    assert not [address for address, number in counted.items() if number > 1]


@pytest.mark.parametrize("site", ["cong-tinh", "so-tttt"])
def test_most_liferay_articles_stand_in_two_sections(province: Province, site: str) -> None:
    mine = province.truth.of_site(site)
    assert 0.5 < sum(len(article.sections) > 1 for article in mine) / len(mine) < 0.85
    assert sum(len(article.addresses) for article in mine) / len(mine) > 6


def test_language_links_of_a_listing_grow(province: Province) -> None:
    base = province.sites["cong-tinh"].url
    for path in ("tin-tuc-su-kien", "en/tin-tuc-su-kien", "vi/en/en/vi/tin-tuc-su-kien"):
        status, body, _ = ask(base + path)
        assert status == 200
        assert b'href="en/tin-tuc-su-kien"' in body


def test_dates_stand_on_the_pages(province: Province) -> None:
    forms = {
        "bao-lac-giang": r"(Thứ \w+|Chủ Nhật), \d\d/\d\d/2023, \d\d:\d\d \[GMT\+7\]",
        "dai-ptth": r"\(\d\d/\d\d/2023 \| \d\d:\d\d GMT \+ 7\)",
        "cong-tinh": r"Ngày đăng \d\d/\d\d/2023 \| \d{1,2}:\d\d [AP]M",
        "so-tttt": r"Ngày đăng \d\d/\d\d/2023 \| 12:00 AM",
        "so-noi-vu": r"Cập nhật lúc \d\d:\d\d, Thứ \w+, \d\d/\d\d/2023 \(GMT\+7\)",
        "so-khdt": r"Tin đăng lúc : \d\d-\d\d-2023",
        "so-tnmt": r"Thứ \w+, \d\d Tháng \d 2023 \d\d:\d\d",
        "tp-ben-lam": r"\d\d:\d\d' - \d\d/\d\d/2023",
        "so-khcn": r"Cập nhật: \d\d:\d\d, \d\d/\d\d/2023 \(GMT\+7\)",
        "tx-phuoc-sa": r"\d\d:\d\d \| \d{1,2}/\d{1,2}/2023",
        "so-xay-dung": r"\d/\d{1,2}/2023 \d{1,2}:\d\d [AP]M",
    }
    for site, form in forms.items():
        assert re.search(form, shown(ask(province.truth.of_site(site)[0].canonical)[1])), site


def test_published_is_never_after_the_moment_of_the_stage(province: Province) -> None:
    for article in corpus():
        assert article.moment < (DEMO_NOW if article.appears == "first" else LATER_NOW)
        assert (article.published is None) == ("undated" in article.traits)
        if article.published is not None:
            assert day_shown(article.published) == article.moment.date()


def test_undated_pages_show_only_the_clock(province: Province) -> None:
    for article in province.truth.of_site("bql-kcn"):
        dates = set(re.findall(r"\d{1,2}/\d{1,2}/20\d\d", shown(ask(article.canonical)[1])))
        assert dates <= {"28/08/2023", "12/03/2019"}  # the page's clock and the licence in the footer


def test_verdicts_of_the_sites_in_trouble(province: Province) -> None:
    for site, verdict in WRONG.items():
        assert province.truth.verdict(site).verdict is verdict
    assert province.truth.verdict("so-tttt", "cai-cach-hanh-chinh").verdict is Verdict.SILENT
    assert province.truth.verdict("so-tttt").verdict is Verdict.UP_TO_DATE
    assert province.truth.verdict("so-nnptnt", "cai-cach-hanh-chinh").verdict is Verdict.SITE_CHANGED
    assert not province.truth.verdict("so-gtvt", "rss").allows(Verdict.SILENT)


def test_the_trouble_itself(province: Province) -> None:
    with pytest.raises(urllib.error.URLError):
        ask(province.sites["so-ldtbxh"].url)
    assert ask(province.sites["ban-dan-toc"].url)[0] == 403
    assert "Disallow: /\n" in ask(province.sites["so-ngoai-vu"].url + "robots.txt")[1].decode()
    changed = ask(province.sites["so-y-te"].url + "tin-tuc")[1]
    assert b"asset-abstract" not in changed and b"<a " not in changed
    status, body, _ = ask(province.sites["so-nnptnt"].url + "cai-cach-hanh-chinh.html")
    assert status == 200 and "không tồn tại" in shown(body)
    with urllib.request.urlopen(province.sites["so-tai-chinh"].url + "vi/news/cai-cach-hanh-chinh/") as answer:
        assert answer.url == province.sites["so-tai-chinh"].url
    feed = ask(province.sites["so-gtvt"].url + "trang-chu.rss")[1].decode()
    assert "-08-2023" not in feed and "-06-2023" in feed


def test_verdict_words_are_outcomes_of_the_house() -> None:
    assert {"soft_404", "redirected_home", "bot_wall", "robots_denied"} <= set(WORDS)


def test_old_code_page_and_broken_text(province: Province) -> None:
    article = province.truth.of_site("huyen-da-vong")[0]
    body = ask(article.canonical)[1]
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")
    assert body.index(b"<title>") < body.index(b"charset=windows-1258")
    pages = [ask(one.canonical)[1].decode() for one in province.truth.of_site("huyen-song-khe")]
    assert any("agrave;" in page and "&agrave;" not in page for page in pages)
    assert any("\u0323" in page for page in pages)


def test_documents_hold_the_text_that_the_page_lacks(province: Province) -> None:
    held = [article for article in province.truth.of_site("thanh-tra") if article.files]
    assert held and all(not article.body for article in held)
    for article in held:
        file = article.files[0]
        status, body, headers = ask(province.sites["thanh-tra"].url.rstrip("/") + file.path)
        read = " ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
        assert (status, headers["content-type"]) == (200, "application/pdf")
        assert read.split() == file.text.split()


def test_conditional_requests(province: Province) -> None:
    base = province.sites["bao-lac-giang"].url
    tag = ask(base + "thoi-su/")[2]["etag"]
    assert ask(base + "thoi-su/", If_None_Match=tag)[0] == 304
    assert ask(base + "thoi-su/", If_None_Match='"other"')[0] == 200
    article = province.truth.of_site("so-noi-vu")[0].canonical
    since = ask(article)[2]["last-modified"]
    assert ask(article, If_Modified_Since=since)[0] == 304
    assert ask(article, If_Modified_Since="Mon, 01 May 2023 00:00:00 GMT")[0] == 200


def test_requests_are_counted(province: Province) -> None:
    site = province.sites["so-khdt"]
    before = site.requests["/robots.txt"]
    ask(site.url + "robots.txt", User_Agent="dem-thu")
    assert site.requests["/robots.txt"] == before + 1
    assert site.log[-1][1:] == ("/robots.txt", 200, "dem-thu")


def test_the_head_of_a_unit_can_be_reached(province: Province) -> None:
    text = shown(ask(province.sites["so-noi-vu"].url + "lien-he")[1])
    assert "bà Trịnh Thu Ngần, Giám đốc" in text
    assert "lanhdao@so-noi-vu.lacgiang.invalid" in text


def test_robots_differ(province: Province) -> None:
    assert ask(province.sites["tp-ben-lam"].url + "robots.txt")[0] == 404
    rules = ask(province.sites["so-khcn"].url + "robots.txt")[1]
    assert b"Crawl-delay: 1" in rules and b"Disallow: /noi-bo/" in rules
    assert b"/noi-bo/lich-cong-tac" in ask(province.sites["so-khcn"].url)[1]
    assert b"Sitemap: http" in ask(province.sites["so-cong-thuong"].url + "robots.txt")[1]


def test_the_later_stage_keeps_addresses_and_changes_what_the_truth_says() -> None:
    with Province() as province:
        first = {article.id: article for article in province.truth.articles}
        ports = province.ports
        later = province.go("later")
        assert province.ports == ports
        assert province.now == LATER_NOW
        new = [article for article in later.articles if article.id not in first]
        assert len(new) >= 20
        assert any("backdated" in article.traits and article.moment < DEMO_NOW for article in new)
        assert any(article.moment > DEMO_NOW for article in new)
        assert ask(province.sites["so-ldtbxh"].url)[0] == 200
        for article in later.articles:
            if "gone" in article.traits:
                assert ask(article.canonical)[0] == 404
            if "changed" in article.traits:
                assert article.body != first[article.id].body
                assert "Đính chính" in shown(ask(article.canonical)[1])
        assert later.verdict("so-ldtbxh").verdict is Verdict.UP_TO_DATE
        assert later.verdict("so-khcn").verdict is Verdict.UP_TO_DATE


def test_the_same_ports_open_the_same_province() -> None:
    with Province() as province:
        ports, articles = province.ports, province.truth.articles
    with Province(ports=ports) as again:
        assert again.ports == ports
        assert again.truth.articles == articles


def test_truth_counts_and_is_written(province: Province, tmp_path: Path) -> None:
    counts = province.truth.counts()
    assert sum(counts.values()) == sum(len(article.counted) for article in province.truth.articles)
    assert any(week == "undated" for _, _, week in counts)
    province.truth.write(tmp_path / "truth.json")
    assert (tmp_path / "truth.json").stat().st_size > 300_000


def test_working_days_know_the_holiday() -> None:
    assert working_days(date(2023, 8, 24), date(2023, 9, 5)) == 6  # 1/9 and 4/9 are days off
