"""Every word that an answer may get, each way: the page it names, and its sound neighbour."""

import pytest

from crawlers.page import Document, parse
from crawlers.verdicts import Seen, judge
from domain.outcome import WORDS

URL = "https://so.hai-son.gov.vn/tin-tuc"
MENU = "<nav><ul>" + "".join(f"<li><a href=/m{n}>Chuyên mục số {n}</a></li>" for n in range(12)) + "</ul></nav>"
LONG = (
    "Sáng nay, tại hội trường huyện, lãnh đạo ủy ban nhân dân đã trao đổi với hơn hai trăm người dân về đất đai, "
    "hộ tịch và thái độ phục vụ của bộ phận một cửa."
)
ARTICLE = "".join(f"<p>{LONG}</p>" for _ in range(5))


def page(body: str, title: str = "Tin tức", head: str = "", url: str = URL) -> Document:
    html = f"<html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"
    return parse(html.encode(), "text/html; charset=utf-8", url)


def word(
    body: str, title: str = "Tin tức", status: int = 200, headers: tuple[tuple[str, str], ...] = (), head: str = ""
) -> str:
    return judge(status, URL, URL, page(body, title, head), headers)


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        (200, "ok"),
        (304, "not_modified"),
        (401, "forbidden"),
        (403, "forbidden"),
        (451, "forbidden"),
        (404, "not_found"),
        (410, "not_found"),
        (429, "rate_limited"),
        (500, "server_error"),
        (503, "server_error"),
        (302, "http_error"),
        (418, "http_error"),
    ],
)
def test_the_status_speaks_first(status: int, wanted: str) -> None:
    assert word(MENU + ARTICLE, status=status) == wanted


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (
            "<h1>Checking your browser before accessing so.gov.vn</h1><p>This process is automatic.</p>",
            "Just a moment...",
        ),
        ('<div id="challenge-form"></div><script>window._cf_chl_opt={};</script>', "so.hai-son.gov.vn"),
        ("<script>document.cookie='D1N=abc'+';path=/';window.location.reload(true);</script>", ""),
        ("<h1>Hệ thống phát hiện truy cập bất thường</h1><p>Vui lòng thử lại sau.</p>", "Cảnh báo"),
        (
            "<p>The requested URL was rejected. Please consult with your administrator. Your support ID is: 123</p>",
            "Request Rejected",
        ),
        ("<p>Xác nhận bạn không phải là robot</p><form><div class=g-recaptcha></div></form>", "Xác minh"),
        ("<p>Địa chỉ IP của bạn đã bị chặn bởi tường lửa.</p>", "Truy cập bị từ chối"),
        ("<script>var a=toNumbers('x');slowAES.decrypt(a);</script><noscript>Bật JavaScript</noscript>", ""),
    ],
)
@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_wall_is_a_wall_under_any_status(body: str, title: str, status: int) -> None:
    assert word(body, title, status) == "bot_wall"


def test_cloudflare_says_so_itself() -> None:
    assert word("<p>x</p>", "x", 403, (("CF-Mitigated", "challenge"),)) == "bot_wall"


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        (
            "Cảnh báo tấn công mạng giả mạo trang “Checking your browser”",
            "Mã độc dựng trang captcha giả để lừa người dùng.",
        ),
        (
            "Access Denied: vì sao nhiều trang chặn truy cập tự động",
            "Just a moment là câu quen thuộc với người dùng mạng.",
        ),
        ("Phát hiện truy cập bất thường vào hệ thống một cửa", "Hệ thống phát hiện truy cập bất thường từ nước ngoài."),
        ("Không tìm thấy trang phục dân tộc trong bộ sưu tập", "Bảo tàng cho biết hiện vật không còn tồn tại."),
        ("Lỗi hệ thống khiến hàng nghìn hồ sơ bị chậm", "Đã xảy ra lỗi ở máy chủ của trung tâm dữ liệu."),
        ("Đăng nhập bằng định danh điện tử từ tháng chín", "Người dân đăng nhập cổng dịch vụ công."),
        ("Tên miền hết hạn, nhiều trang xã ngừng hoạt động", "Website đang bảo trì trong hai ngày."),
    ],
)
def test_an_article_about_such_things_is_an_article(title: str, lead: str) -> None:
    assert word(f"{MENU}<h1>{title}</h1><p><b>{lead}</b></p>{ARTICLE}", title) == "ok"
    assert word(f"{MENU}<h1>{title}</h1><div>{lead} {LONG * 3}</div>", title) == "ok"


def test_a_list_with_such_titles_is_a_list() -> None:
    rows = "".join(
        f"<li><a href=/t/{n}>Hệ thống phát hiện truy cập bất thường lần thứ {n}</a> 0{n}/08/2023</li>"
        for n in range(1, 9)
    )
    assert word(f"{MENU}<h1>Tin tức</h1><ul>{rows}</ul>") == "ok"
    assert word(f"{MENU}<div class=box><form><input type=password></form></div><ul>{rows}</ul>") == "ok"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f"{MENU}<h1>Không tìm thấy trang</h1><p>Đường dẫn có thể đã thay đổi.</p>", "Sở Ví Dụ"),
        (f"{MENU}<p>Trang bạn yêu cầu không tồn tại hoặc đã bị xóa.</p>", "Sở Ví Dụ"),
        ("<h1>Server Error in '/' Application.</h1><h2>Runtime Error</h2><pre>at System.Web</pre>", "Runtime Error"),
        ("<h1>Sorry, something went wrong</h1><p>An unexpected error has occurred. Correlation ID: 1</p>", "Error"),
        (f"{MENU}<p>Xin lỗi</p>", "404 - Page not found"),
        ("<p>Error establishing a database connection</p>", "Database Error"),
        ("<h2>Website đang tạm ngừng để bảo trì</h2>", "Thông báo"),
    ],
)
def test_an_error_under_status_200(body: str, title: str) -> None:
    assert word(body, title) == "soft_404"


@pytest.mark.parametrize(
    ("final", "asked", "wanted"),
    [
        ("https://so.hai-son.gov.vn/", URL, "redirected_home"),
        ("https://so.hai-son.gov.vn/vi/trang-chu", URL, "redirected_home"),
        ("https://so.hai-son.gov.vn/Pages/default.aspx", URL, "redirected_home"),
        ("https://so.hai-son.gov.vn/web/guest/home", URL, "redirected_home"),
        ("https://so.hai-son.gov.vn/", "http://www.so.hai-son.gov.vn", "ok"),
        ("https://so.hai-son.gov.vn/trang-chu", "https://so.hai-son.gov.vn/", "ok"),
        ("https://so.hai-son.gov.vn/vi/tin-tuc/", URL, "ok"),
        ("https://so.hai-son.gov.vn/thong-bao", URL, "ok"),
        ("https://khac.vn/tin-tuc", URL, "moved_away"),
        ("https://hai-son.gov.vn/", "https://so.hai-son.gov.vn/", "moved_away"),
        ("https://stttt.hai-son.gov.vn/tin-tuc", URL, "ok"),
        ("http://127.0.0.1:8002/", "http://127.0.0.1:8001/", "moved_away"),
        ("https://so.hai-son.gov.vn/dang-nhap?next=/tin-tuc", URL, "login_wall"),
        ("https://so.hai-son.gov.vn/_layouts/15/Authenticate.aspx?Source=x", URL, "login_wall"),
    ],
)
def test_where_a_redirect_ends(final: str, asked: str, wanted: str) -> None:
    assert judge(200, final, asked, page(MENU + ARTICLE, url=final), ()) == wanted


@pytest.mark.parametrize(
    ("body", "title", "wanted"),
    [
        ("<p>This domain is for sale. Buy this domain.</p>", "so.vn", "moved_away"),
        ("<h1>Account has been suspended</h1>", "Account Suspended", "moved_away"),
        ("<h1>Welcome to nginx!</h1><p>If you see this page…</p>", "Welcome to nginx!", "moved_away"),
        ("<h2>Đăng nhập</h2><form><input name=u><input type=password></form>", "Đăng nhập hệ thống", "login_wall"),
        ("<div id=root></div><script src=/app.js></script>", "Tin tức", "needs_browser"),
        ("<app-root></app-root><script src=/main.js></script>", "Tin tức", "needs_browser"),
        ("<script>window.location.href='/moi'</script>", "", "needs_browser"),
        (MENU, "Tin tức", "empty_template"),
        (f"{MENU}<h1>Tin tức</h1><p>Không có bài viết nào.</p>", "Tin tức", "empty_template"),
        (f"{MENU}<h1>Tin tức</h1><p>Dữ liệu đang được cập nhật</p>", "Tin tức", "empty_template"),
    ],
)
def test_what_stands_in_the_pages_place(body: str, title: str, wanted: str) -> None:
    assert word(body, title) == wanted


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [("application/pdf", "wrong_type"), ("image/png", "wrong_type"), ("text/html", "malformed"), ("", "malformed")],
)
def test_a_body_that_is_no_page(kind: str, wanted: str) -> None:
    assert judge(200, URL, URL, None, (("Content-Type", kind),)) == wanted


def test_a_short_notice_is_an_article() -> None:
    notice = (
        f"{MENU}<h1>Thông báo lịch cúp điện</h1>"
        "<p>Ngày 30/8, ấp Rạch Tre tạm ngừng cấp điện từ 8 giờ đến 11 giờ để sửa đường dây.</p>"
    )
    assert word(notice, "Thông báo lịch cúp điện") == "ok"


def test_paragraphs_are_counted_to_three() -> None:
    short = "<p>Ngày đăng: 22/08/2023</p>"
    counted = [Seen(page(short * 4 + f"<p>{LONG}</p>" * number)).paragraphs for number in (0, 1, 2, 3, 9)]
    assert counted == [0, 1, 2, 3, 3]


def test_every_word_is_in_the_closed_list() -> None:
    assert word(ARTICLE) in WORDS


def test_a_login_box_beside_a_short_page_is_no_login_wall() -> None:
    box = "<div><h2>Đăng nhập</h2><form><label>Tên</label><input name=u><input type=password></form></div>"
    matter = "<p>" + "Sở có bảy phòng chuyên môn và ba đơn vị sự nghiệp. " * 6 + "</p>"
    assert word(f"<h1>Cơ cấu tổ chức</h1>{matter}{box}", "Cơ cấu tổ chức - Sở") == "ok"
    assert word(f"<h1>Sở Khoa học</h1>{box}", "Sở Khoa học tỉnh") == "login_wall"
