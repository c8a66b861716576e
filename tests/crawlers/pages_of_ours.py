"""Pages of our own making: `layouts/` holds the shapes of content systems, with invented text."""

from pathlib import Path

FOLDER = Path(__file__).with_name("layouts")
LAYOUTS = tuple(sorted(file.stem for file in FOLDER.glob("*.html")))

SITE = "Trang thông tin điện tử huyện Bình Sơn Hạ"
TITLE = "Xã An Bình mở thêm điểm tiếp nhận hồ sơ lưu động cho người cao tuổi"
LEAD = (
    "Từ đầu tháng, bà con ở ba thôn xa trung tâm không còn phải đi mười cây số để nộp hồ sơ, "
    "vì tổ lưu động đã đến tận nhà văn hóa thôn."
)
PARAGRAPHS = (
    "Theo kế hoạch, tổ lưu động làm việc vào sáng thứ ba và thứ năm hằng tuần, "
    "tiếp nhận mười bốn thủ tục thuộc lĩnh vực hộ tịch, bảo trợ xã hội và đất đai.",
    "Trong buổi đầu tiên ngày 05/08/2023, cán bộ đã hướng dẫn bốn mươi hai lượt người dân nộp hồ sơ trực tuyến, "
    "phần lớn là người trên bảy mươi tuổi.",
    "Lãnh đạo xã cho biết mô hình sẽ được đánh giá vào cuối quý, "
    "nếu hiệu quả sẽ mở rộng ra toàn bộ các thôn và khu dân cư trên địa bàn.",
)
BODY = "\n".join(PARAGRAPHS)
STORY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
OTHERS = (
    "Khai mạc hội thi tuyên truyền viên giỏi cấp huyện năm nay",
    "Trao quà cho học sinh vượt khó tại các trường vùng xa",
    "Kiểm tra công tác phòng cháy chữa cháy ở chợ trung tâm",
)  # titles of other articles, which stand in the lists of every layout
MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Giới thiệu", "Tin tức", "Văn bản", "Liên hệ"))


def layout(name: str, date: str) -> str:
    """The page of one content system with this text where it prints the date."""
    return page((FOLDER / f"{name}.html").read_text("utf-8").replace("@@DATE@@", date))


def page(inner: str, *, head: str = "", clock: str = "", title: str = f"{TITLE} - {SITE}") -> str:
    """A whole page: menu, a clock where asked for, the inner part, a foot with the site's licence and its date."""
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>
<div id="header"><div class="banner"><img src="/banner.png"></div>{clock}</div>
<div class="menu"><ul>{MENU}</ul></div>
{inner}
<div class="footer"><p>Giấy phép số 12/GP-TTĐT cấp ngày 01/02/2019. Chịu trách nhiệm chính: Ban biên tập.</p>
<p>Địa chỉ: số 1 đường Trung Tâm. Điện thoại: 0200 000 000.</p>
<p>Lượt truy cập hôm nay: 1.234</p></div></body></html>"""
