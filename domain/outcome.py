"""The closed list of words for how one request, one listing reading or one article ended.

Every unit of work ends in exactly one of them; a word that is not here may not be recorded.
`HEALTH` maps each failure word to the audit's view of it (domain.verdict.Verdict values).
"""

from typing import Final

OK: Final = frozenset({"ok", "not_modified", "unchanged"})

# word -> (the verdict it supports, Vietnamese for the department)
WORDS: Final[dict[str, tuple[str, str]]] = {
    "ok": ("", "đọc được"),
    "not_modified": ("", "máy chủ báo chưa thay đổi (304)"),
    "unchanged": ("", "nội dung không thay đổi"),
    # no answer
    "dns_error": ("unreachable", "không tìm thấy tên miền"),
    "connection_error": ("unreachable", "không kết nối được"),
    "tls_error": ("unreachable", "chứng thư bảo mật không hợp lệ"),
    "timeout": ("unreachable", "quá thời gian chờ"),
    "server_error": ("unreachable", "máy chủ báo lỗi (5xx)"),
    "cut_short": ("unreachable", "máy chủ trả lời dở dang, thiếu dữ liệu"),
    # an answer that keeps us out
    "forbidden": ("blocked", "bị từ chối truy cập (401/403)"),
    "rate_limited": ("blocked", "máy chủ yêu cầu giảm tốc độ (429)"),
    "bot_wall": ("blocked", "gặp trang kiểm tra trình duyệt, chặn thu thập tự động"),
    "login_wall": ("blocked", "trang yêu cầu đăng nhập"),
    "robots_denied": ("blocked", "tệp robots.txt của trang không cho phép thu thập"),
    # an answer that is not the page asked for
    "not_found": ("site_changed", "không còn trang này (404/410)"),
    "soft_404": ("site_changed", "trang báo lỗi nhưng trả mã 200"),
    "redirected_home": ("site_changed", "bị chuyển về trang chủ"),
    "moved_away": ("site_changed", "bị chuyển sang tên miền khác"),
    "empty_template": ("site_changed", "khung trang rỗng, không có tin"),
    "site_changed": ("site_changed", "bố cục đã khác, không nhận ra danh sách tin"),
    "needs_browser": ("site_changed", "trang chỉ hiện nội dung bằng JavaScript"),
    "http_error": ("site_changed", "máy chủ trả về mã không rõ nghĩa"),
    "wrong_type": ("site_changed", "không phải trang HTML hay kênh RSS"),
    "malformed": ("site_changed", "nội dung hỏng, không đọc được"),
    "no_text": ("site_changed", "trang tin không có nội dung"),
    # we did not finish or did not ask
    "too_large": ("not_checked", "tệp quá lớn"),
    "bomb": ("not_checked", "tệp nén hoặc thực thể phình to bất thường"),
    "too_many_redirects": ("site_changed", "chuyển hướng vòng lặp"),
    "private_address": ("not_checked", "địa chỉ nội bộ, không được phép truy cập"),
    "bad_url": ("not_checked", "địa chỉ không hợp lệ"),
    "trap": ("not_checked", "địa chỉ lặp vô tận, bỏ qua"),
    "over_budget": ("not_checked", "hết số trang cho phép của lần thu thập"),
    "interrupted": ("not_checked", "lần thu thập bị ngắt giữa chừng"),
    "in_progress": ("not_checked", "đang có tiến trình khác thu thập nguồn hoặc máy chủ này"),
    "internal_error": ("not_checked", "lỗi của chương trình"),
}


def known(word: str) -> str:
    """The word itself, so that a misspelt outcome fails where it is written. Raises KeyError."""
    WORDS[word]
    return word


def verdict_of(word: str) -> str:
    """The audit's verdict that this failure supports; empty for a success."""
    return WORDS[word][0]


def vietnamese(word: str) -> str:
    """What the department reads for this word."""
    return WORDS[word][1]
