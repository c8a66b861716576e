"""Invented article pages put into the archive and the ledger, as a crawl leaves them."""

from domain.article import Found
from domain.identity import article_id
from domain.record import Fetch, Kind
from flows.house import House

BODY = (
    "Sáng nay, đoàn công tác đến thăm hỏi các hộ dân ở thôn {n}, trao quà và nghe bà con kể chuyện mùa màng. "
    "Ông trưởng thôn cho biết năm {n} vụ lúa được mùa, đường bê tông nối hai xóm đã xong trước kế hoạch. "
    "Bà con đề nghị sớm sửa kênh số {n} để kịp nước tưới cho vụ sau, và mong có thêm lớp dạy nghề cho thanh niên."
)
PAGE = """<!doctype html><html lang="vi"><head><title>{title}</title></head><body><main><article>
<h1>{title}</h1><p>Ngày đăng: 21/08/2023 09:15</p><p>{body}</p><p>{body}</p></article></main></body></html>"""


def put(house: House, source: str, numbers: range, title: str = "Chuyện mùa màng ở thôn {n}") -> list[str]:
    """Fetched pages of a source, one for each number. Returns their article ids."""
    ids, now, ledger = [], house.clock.now(), house.store.ledger
    for n in numbers:
        url = f"http://{source}.invalid/bai/chuyen-mua-mang-{n}.html"
        body = PAGE.format(title=title.format(n=n), body=BODY.format(n=n)).encode()
        record = house.store.archive.put(url, 200, [("Content-Type", "text/html; charset=utf-8")], body, now)
        key = article_id(url)
        ledger.found([(key, Found(source, url, now))])
        ledger.answered([(key, Fetch(source, url, Kind.ARTICLE, now, "ok", 200, url, digest=f"d{n}", record=record))])
        ids.append(key)
    house.store.archive.flush()
    return ids
