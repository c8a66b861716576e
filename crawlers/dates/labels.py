"""What the words before a date say it is: published, updated, or no date of the article at all."""

import re
from typing import Final, Literal

Label = Literal["published", "updated", "other", ""]
REACH: Final = 48  # characters before a date in which its label may stand

_PUBLISHED = re.compile(
    r"(?:ngày|giờ|thời\s*gian|lúc)?\s*(?:đăng(?:\s*(?:tin|bài|tải|lúc|ngày|vào))*|xuất\s*bản|phát\s*hành|công\s*bố|gửi|tạo|viết)(?:\s*(?:lúc|ngày|vào|bởi))*"
    r"|ngày\s*tin|publish(?:ed)?(?:\s*(?:date|on|at))?|posted(?:\s*(?:on|at))?|created(?:\s*(?:on|date))?|date(?:\s*published)?|submitted(?:\s*on)?",
    re.I,
)  # fmt: skip
_UPDATED = re.compile(
    r"(?:cập\s*nhật|chỉnh\s*sửa|sửa\s*đổi|hiệu\s*chỉnh|sửa|update[d]?|modified|last\s*(?:edit|update|modif)\w*|lần\s*cuối)",
    re.I,
)
_OTHER = re.compile(
    r"ban\s*hành|hiệu\s*lực|hạn(?=[\s:]|$)|(?:^|\s)số\s*$|(?:lượt\s*(?:xem|đọc|truy\s*cập)|views?|hits)\s*:?\s*$|(?:^|[\s(\[:])(?:từ|đến|tới|trước|sau)(?:\s*ngày)?\s*$|diễn\s*ra|bắt\s*đầu|kết\s*thúc|khai\s*mạc|tổ\s*chức"
    r"|(?:^|\s)sinh|ngày\s*ký|(?:^|\s)ký(?:\s|$)|hôm\s*nay|today|bây\s*giờ|hiện\s*tại|hiện\s*hành|truy\s*cập|online|bình\s*luận|comment|copyright|©|nghị\s*định|quyết\s*định"
    r"|thông\s*tư|số\s*:|giấy\s*phép|(?:^|\s)gp\b|cấp\s*ngày|khởi\s*công|thành\s*lập|hợp\s*đồng|sự\s*kiện|lịch|thời\s*gian\s*(?:họp|làm|tổ)|ngày\s*họp|đăng\s*nhập|đăng\s*ký|expire|thầu|đấu\s*giá|có\s*giá\s*trị"
    r"|(?:ngày|thời\s*gian|lúc)\s*(?:hỏi|nộp|tiếp\s*nhận|họp|thi|phỏng\s*vấn|phát\s*biểu|xảy\s*ra|chụp|văn\s*bản|vb)"
    r"|(?-i:\d/(?:\d{4}/)?[A-ZĐ]{2,}[\w-]*[\s,(-]*)(?:ngày\s*:?\s*)?$",
    re.I,
)


def label_before(words: str) -> Label:
    """The label in the words just before a date; the one that stands last counts."""
    words = words[-REACH:]
    found: list[tuple[int, Label]] = []
    patterns: tuple[tuple[re.Pattern[str], Label], ...] = (
        (_PUBLISHED, "published"), (_UPDATED, "updated"), (_OTHER, "other"),
    )  # fmt: skip
    for pattern, label in patterns:
        found += [(match.end(), label) for match in pattern.finditer(words)]
    return max(found)[1] if found else ""


_ONLY_OTHER = re.compile(
    r"(?:ngày|thời\s*(?:gian|hạn|điểm)|hạn)\s.{0,18}(?:ban\s*hành|hiệu\s*lực|ký|nộp|hạn|hỏi|họp|sinh|văn\s*bản|diễn\s*ra|tổ\s*chức|thầu|bắt\s*đầu"
    r"|kết\s*thúc|tiếp\s*nhận|sự\s*kiện)\s*:?|(?:ban\s*hành|hiệu\s*lực)\s*:?",
    re.I,
)


def is_only_label(line: str) -> bool:
    """Whether a short line is a date's label by itself ("Ngày đăng:", "Ngày ban hành")."""
    if len(line) > 30 or re.search(r"\d", line):
        return False
    return label_before(line) in ("published", "updated") or _ONLY_OTHER.fullmatch(line.strip()) is not None
