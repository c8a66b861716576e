"""Feeds: every date as Vietnamese systems write it, damage that leaves something, and what is refused."""

from datetime import UTC, datetime

import pytest

from crawlers.feeds import feed_date, read

URL = "https://bao.example/rss/tin.rss"


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    return f"{head}<rss version='2.0'><channel><title>Tin</title>{''.join(items)}</channel></rss>".encode()


def item(title: str = "Tin", link: str = "/tin-1.html", date: str = "", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>{more}</item>"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Tue, 22 Aug 2023 08:05:00 +0700", "2023-08-22T08:05:00+07:00"),
        ("Tue, 22 Aug 2023 08:05:00 GMT+7", "2023-08-22T08:05:00+07:00"),
        ("Tue, 22 Aug 2023 08:05:00 GMT +7", "2023-08-22T08:05:00+07:00"),
        ("Tue, 22 Aug 2023 08:05:00 GMT+07:00", "2023-08-22T08:05:00+07:00"),
        ("Tue, 22 Aug 2023 08:05:00 ICT", "2023-08-22T08:05:00+07:00"),
        ("Tue, 22 Aug 2023 08:05:00 +7", "2023-08-22T08:05:00+07:00"),
        ("Tue, 22 Aug 2023 08:05:00", "2023-08-22T08:05:00+07:00"),
        ("22 Aug 2023 08:05", "2023-08-22T08:05:00+07:00"),
        ("Tue, 22 Aug 2023 17:30:00 GMT", "2023-08-23T00:30:00+07:00"),
        ("2023-08-22T08:05:00", "2023-08-22T08:05:00+07:00"),
        ("2023-08-22 08:05:00", "2023-08-22T08:05:00+07:00"),
        ("2023-08-22T01:05:00Z", "2023-08-22T08:05:00+07:00"),
        ("2023-08-22T08:05:00.123+0700", "2023-08-22T08:05:00+07:00"),
        ("09-08-2025 09:26:47", "2025-08-09T09:26:00+07:00"),
        ("09/08/2023 09:26", "2023-08-09T09:26:00+07:00"),
        ("22/08/2023 8:00 CH", "2023-08-22T20:00:00+07:00"),
        ("22/08/2023 8:00 SA", "2023-08-22T08:00:00+07:00"),
        ("22/08/2023 08:00 GMT+7", "2023-08-22T08:00:00+07:00"),
        ("22/08/2023", "2023-08-22"),
        ("2023-08-22", "2023-08-22"),
        ("", None),
        ("hôm nay", None),
        ("31/02/2023 08:00", None),
    ],
)
def test_a_date_is_read_day_first_in_vietnam_time(raw: str, value: str | None) -> None:
    found = feed_date(raw)
    assert (found and found.as_json()["value"]) == value
    if found:
        assert (found.evidence, found.as_written) == ("feed", raw)


def test_a_gmt_that_would_lie_ahead_is_local_time() -> None:
    at = datetime(2023, 8, 22, 2, 0, tzinfo=UTC)  # 09:00 in Vietnam
    assert feed_date("Tue, 22 Aug 2023 08:05:00 GMT", at).as_json()["value"] == "2023-08-22T08:05:00+07:00"  # type: ignore[union-attr]
    assert feed_date("Mon, 21 Aug 2023 08:05:00 GMT", at).as_json()["value"] == "2023-08-21T15:05:00+07:00"  # type: ignore[union-attr]


def test_month_first_only_where_the_feed_itself_proves_it() -> None:
    def days(*dates: str) -> list[str]:
        feed = rss(*(item(link=f"/{n}.html", date=date) for n, date in enumerate(dates)))
        return [str(entry.published.day) for entry in read(feed, URL).entries if entry.published]

    assert days("8/22/2023 9:00:00 AM", "8/5/2023 9:00:00 AM") == ["2023-08-22", "2023-08-05"]
    assert days("22/8/2023 9:00", "5/8/2023 9:00") == ["2023-08-22", "2023-08-05"]


def test_titles_and_summaries_come_as_text_and_links_canonical() -> None:
    feed = rss(
        item(
            "&lt;b&gt;Lễ hội &amp;amp; du lịch&lt;/b&gt;",
            "https://bao.example/a-1.html?utm_source=rss#x",
            "2023-08-22",
            '<description>&lt;img src="javascript:x"&gt; Hòa bình &amp;nbsp; xanh</description>',
        )
    )
    entry = read(feed, URL).entries[0]
    assert (entry.title, entry.summary) == ("Lễ hội & du lịch", "Hòa bình xanh")
    assert entry.url == "https://bao.example/a-1.html"


def test_atom_and_guids_without_links() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Tin</title><entry><title>Một</title>'
        '<link rel="alternate" href="/mot.html"/><updated>2023-08-22T01:00:00Z</updated></entry></feed>'
    )
    assert [(e.url, e.title) for e in read(atom.encode(), URL).entries] == [("https://bao.example/mot.html", "Một")]
    bare = rss(
        "<item><title>Hai</title><guid>https://bao.example/hai.html</guid></item>", "<item><title>Ba</title></item>"
    )
    assert [entry.url for entry in read(bare, URL).entries] == ["https://bao.example/hai.html"]


def test_utf8_bytes_win_over_a_wrong_declaration() -> None:
    feed = rss(item("Đồng Trăng"), head='<?xml version="1.0" encoding="windows-1258"?>')
    assert read(feed, URL).entries[0].title == "Đồng Trăng"


def test_a_cut_feed_gives_what_is_readable_and_says_so() -> None:
    whole = rss(item("Một", "/1.html"), item("Hai", "/2.html"), item("Ba", "/3.html"))
    reading = read(whole[: whole.index(b"Ba")], URL)
    assert [entry.title for entry in reading.entries][:2] == ["Một", "Hai"]
    assert reading.outcome == "malformed" and reading.detail


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b"<html><body><h1>404</h1></body></html>", "wrong_type"),
        (b"", "wrong_type"),
        (b"https://bao.example/rss", "wrong_type"),
        (rss(), "empty_template"),
    ],
)
def test_an_error_page_is_not_nothing_new(body: bytes, outcome: str) -> None:
    assert (read(body, URL).entries, read(body, URL).outcome) == ((), outcome)


def test_entity_bombs_are_refused_and_a_harmless_entity_is_not() -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{lines}]>'
    assert read(rss(item("&e9;"), head=bomb), URL).outcome == "bomb"
    wide = f'<!DOCTYPE rss [<!ENTITY w "{"x" * 5000}">]>'
    assert read(rss(item("&w;" * 50), head=wide), URL).outcome == "bomb"
    harmless = read(rss(item("Tin&nb;mới"), head='<!DOCTYPE rss [<!ENTITY nb " ">]>'), URL)
    assert harmless.entries[0].title == "Tin mới"


def test_external_entities_are_not_followed(tmp_path: object) -> None:
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/mat-khau">]>'
    assert all("x" not in entry.title for entry in read(rss(item("Tin &x; mới"), head=head), URL).entries)


def test_damage_that_breaks_the_reader_is_a_word_and_no_crash() -> None:
    assert read(rss(item("Tin &#99999999; mới")) + b"<", URL).outcome == "malformed"


@pytest.mark.parametrize("broken", [
    "&#x110000;", "&#1114112;", "&#xD800;", f"&#{'9' * 20};", "&amp;#x110000;", "&amp;#1;", "&amp;#12;",
])
def test_a_character_beyond_unicode_costs_that_character(broken: str) -> None:
    items = f"<item><title>Khánh thành {broken} cầu</title><link>https://bao.example/a-1</link></item>"
    reading = read(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), URL)
    assert [entry.url for entry in reading.entries] == ["https://bao.example/a-1"]
    assert reading.entries[0].title.startswith("Khánh thành") and reading.entries[0].title.endswith("cầu")
