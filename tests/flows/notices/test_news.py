"""A letter of what a saved search found: nothing of a page's text can become markup, a header or a dangerous link."""

from datetime import UTC, datetime
from json import loads

from flows.notices.news import Item, News, news_body, news_letter

AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
ITEM = Item("1" * 32, "Họp <b>báo</b> & “tọa đàm”", "Sở X", "22/11/2026", "https://sox.example/?a=1&b=2")
NEWS = News("alert:x:1-2", "theo\ndõi", "papi <i>", (ITEM, Item("2" * 32, "Tin khác", "Sở Y", "không rõ ngày", "")))


def test_plain_and_html_say_the_same() -> None:
    letter = news_letter(NEWS)
    assert letter.subject == "Phủ sóng: 2 tin, bài mới cho “theo dõi”"
    for text in ("Sở X · 22/11/2026", "Sở Y · không rõ ngày", "Mỗi tin, bài chỉ được báo một lần"):
        assert text in letter.plain and text in letter.html
    assert "1. Họp <b>báo</b>" in letter.plain and "Họp &lt;b&gt;báo&lt;/b&gt; &amp;" in letter.html
    assert 'href="https://sox.example/?a=1&amp;b=2"' in letter.html and letter.html.count("<a ") == 1
    assert "papi &lt;i&gt;" in letter.html


def test_a_clock_set_by_hand_is_named() -> None:
    assert news_letter(NEWS, simulated=True).subject.startswith("[Mô phỏng] ")
    assert loads(news_body(NEWS, AT, simulated=True))["simulated"] and "simulated" not in loads(news_body(NEWS, AT))


def test_a_program_gets_the_articles() -> None:
    said = loads(news_body(NEWS, AT))
    assert said["articles"][0] == {"id": ITEM.id, "title": ITEM.title, "unit": "Sở X", "day": ITEM.day, "url": ITEM.url}
    assert said["sent_at"] == "2026-11-23T08:00:00+07:00" and said["id"] == NEWS.id and said["kind"] == "search.new"
