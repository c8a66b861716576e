"""A site of any size on loopback, for measuring: `python -m benchmarks.site COUNT FAMILY` prints its port.

Text is made of syllables by chance; the page around it has the weight and the chrome of a department's site.
"""

import random
import sys
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PER_PAGE = 20
FIRST = date(2023, 8, 28)
SYLLABLES = """
    ba bên biên bình bộ cách cải cán cấp chính chuyên chức công cửa dân dịch đảm đầu địa định đơn đường giao giải
    gian giám hành hội hợp hồ hướng huyện kế khai khu kiến kinh làm lãnh liên lĩnh luật mạng nâng nghị người nhân
    nông phát phòng phố phục quả quản quy quyết sách sở số sự tác tải thanh thông thủ thực tiếp tỉnh tổ trách
    trình trực trung tục tuyến tư ủy văn vấn viên việc vụ vực xã xây ý yêu
""".split()


def sentence(chance: random.Random, words: int) -> str:
    """Words that read like nothing but weigh like news."""
    return " ".join(chance.choices(SYLLABLES, k=words)).capitalize() + "."


class Pages:
    """What the site says: `family` is `liferay` (a profile exists) or `plain` (the general rules must do)."""

    def __init__(self, count: int, family: str) -> None:
        self.count, self.family = count, family
        self.menu = "".join(f'<li><a href="/muc-{n}">Chuyên mục số {n}</a></li>' for n in range(30))
        self.foot = "<div class='footer'>" + "<p>Cơ quan chủ quản, địa chỉ, điện thoại liên hệ.</p>" * 12 + "</div>"

    def path(self, number: int) -> str:
        """The article's address."""
        return f"/tin-tuc/-/view_content/{100000 + number}-tin-so-{number}.html"

    def title(self, number: int) -> str:
        """The article's title."""
        return f"Tin số {number}: {sentence(random.Random(number), 11)[:-1]}"

    def day(self, number: int) -> str:
        """When it came out."""
        return f"{FIRST - timedelta(days=number // 10):%d/%m/%Y}"

    def listing(self, page: int) -> str:
        """One page of the list, newest first."""
        numbers = range((page - 1) * PER_PAGE, min(page * PER_PAGE, self.count))
        items = "".join(self.item(number) for number in numbers)
        last = page * PER_PAGE >= self.count
        onward = "" if last else f'<div class="paging"><a href="/tin-tuc?page={page + 1}">Trang sau</a></div>'
        return self.frame("Tin tức - sự kiện", f"<div class='list'>{items}</div>{onward}")

    def item(self, number: int) -> str:
        """One entry."""
        link = f'<a href="{self.path(number)}">{self.title(number)}</a>'
        if self.family == "liferay":
            return (f'<div class="asset-abstract"><h3 class="asset-title">{link}</h3><span class="assetPublishDate">'
                    f'Ngày đăng {self.day(number)} | 9:05 AM</span><div class="asset-summary">Tóm tắt tin.</div></div>')
        return f'<li class="tin"><b>{link}</b> <i>({self.day(number)})</i><p>Tóm tắt tin.</p></li>'

    def article(self, number: int) -> str:
        """One article of about 2.5 kB of text."""
        chance = random.Random(number + 7)
        body = "".join(f"<p>{' '.join(sentence(chance, 22) for _ in range(4))}</p>" for _ in range(6))
        if self.family == "liferay":
            inner = (f'<div class="asset-full-content"><div class="asset-full-content-title">{self.title(number)}</div>'
                     f'<div class="assetPublishDate">Ngày đăng {self.day(number)} | 9:05 AM | View count: 7</div>'
                     f'<div class="journal-content-article"><p class="sapo">{sentence(chance, 30)}</p>{body}'
                     '</div></div>')
        else:
            inner = (f'<div class="noidung"><h2>{self.title(number)}</h2><p class="ngay">Thứ Hai, {self.day(number)}, '
                     f'09:05</p><p><b>{sentence(chance, 30)}</b></p>{body}</div>')
        return self.frame(self.title(number), inner)

    def frame(self, title: str, inner: str) -> str:
        """Menus, sidebar and footer around it: about 12 kB."""
        side = "".join(self.item(n) for n in range(5))
        head = f"<html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        return (f"{head}<ul class='menu'>{self.menu}</ul><div id='main'>{inner}</div><div class='right'>"
                f"<h4>Tin mới</h4>{side}</div>{self.foot}</body></html>")


class Site(BaseHTTPRequestHandler):
    """Answers from `pages`."""

    protocol_version = "HTTP/1.1"
    pages: Pages

    def do_GET(self) -> None:
        """One page."""
        path, _, query = self.path.partition("?")
        text = None
        if path in ("/", "/tin-tuc"):
            text = self.pages.listing(int(query.partition("page=")[2] or 1))
        elif "view_content/" in path:
            text = self.pages.article(int(path.split("view_content/")[1].split("-")[0]) - 100000)
        body = (text or "<title>404</title>").encode()
        self.send_response(200 if text else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def main() -> None:
    """Serve until ended."""
    Site.pages = Pages(int(sys.argv[1]), sys.argv[2])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
