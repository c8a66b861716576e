"""Two looks at a page: what a reader would call the same, and what is new."""

import pytest

from audit.shown import shown, unchanged_since
from domain.record import Listing
from store import Store
from tests.audit.town import URL, at, back

PAGE = """<html><head><title>Giới thiệu</title><script>var a = "{token}";</script></head><body>
<div>Thứ {weekday}, ngày {day}/08/2023</div><ul class="list">{items}</ul>
<p>Bản quyền thuộc về Ủy ban nhân dân thị trấn.</p><p>Tổng số lượt truy cập: {count}</p><b>{short}</b></body></html>"""
ITEM = '<li><a href="/bai/{0}">Bài giới thiệu số <i>{0}</i></a></li>'


def page(*items: object, **given: object) -> bytes:
    words = {"token": "x", "weekday": "Hai", "day": 1, "count": 5, "short": "Nắng"} | given
    return PAGE.format(items="".join(ITEM.format(one) for one in items), **words).encode()


def test_clock_counters_scripts_and_labels_change_nothing() -> None:
    other = page(1, 2, 3, token="y", weekday="Ba", day=22, count="1.234", short="Mưa rào")
    assert shown(page(1, 2, 3)) == shown(other)


@pytest.mark.parametrize("other", [
    page(1, 2, 3, 4), page(1, 2), page(1, 2, 4), page(1, 2, 3).replace(b"/bai/3", b"/bai/3b"),
    page(1, 2, 3).replace("thị trấn.".encode(), "thị trấn đã họp.".encode()),
    page(1, 2, 3).replace(b"</ul>", "<li onclick='mo(4)'>Thông báo mới về tuyển dụng</li></ul>".encode()),
    page(1, 2, 3).replace(b"</ul>", b'<a href="/tep/4.pdf"><img src="anh.png"></a></ul>'),
    page(1, 2, 3).replace(b"<ul", b"<noscript><ul").replace(b"/bai/2", b"/bai/2b"),
])
def test_a_new_a_lost_and_a_changed_item_all_show(other: bytes) -> None:
    assert shown(page(1, 2, 3)) != shown(other)


def readings(store: Store, *bodies: bytes, **given: object) -> list[Listing]:
    """One reading a day, the last today."""
    found = []
    for number, body in enumerate(bodies):
        moment = at(back(len(bodies) - 1 - number))
        record = store.archive.put(f"{URL}tin", 200, [], body, moment)
        found.append(Listing("thi-tran", "tin", f"{URL}tin", moment, "ok", 3, record=record))
    store.archive.flush()
    return found


def test_the_first_look_that_showed_the_same(store: Store) -> None:
    rows = readings(store, page(1, 2), page(1, 2, 3), *[page(1, 2, 3, count=n) for n in range(9)])
    assert unchanged_since(store.archive, rows) == rows[1]
    assert unchanged_since(store.archive, rows[:1]) == rows[0]
    assert unchanged_since(store.archive, []) is None


def test_what_changes_every_day_was_never_the_same(store: Store) -> None:
    rows = readings(store, *[page(1, 2, 3, n) for n in range(4, 12)])
    assert unchanged_since(store.archive, rows) == rows[-1]


def test_a_page_that_is_lost_or_shows_less_than_was_read_proves_nothing(store: Store) -> None:
    assert unchanged_since(store.archive, readings(store, b"<html>", b"<html>")) is None
    rows = readings(store, page(1, 2, 3), page(1, 2, 3))
    (store.home / "archive" / rows[0].record.split(":")[0]).unlink(missing_ok=True)
    for file in (store.home / "archive").rglob("*.warc.gz*"):
        file.write_bytes(b"")
    assert unchanged_since(store.archive, rows) is None
