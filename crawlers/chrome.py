"""Lines of a page that no author wrote, told by their wording. In the patterns `_` stands for any run of blanks."""

import re
from collections.abc import Sequence
from typing import Final


def _any(patterns: Sequence[str]) -> str:
    return "|".join(pattern.replace("_", r"\s*") for pattern in patterns)


_PLACE: Final = (
    "bài|viết|in|gửi|lưu|tin|trang|email|mail|ấn|link|liên_kết|này|nội_dung|về|cho_bạn_bè|file|facebook|zalo"
)
_BUTTONS: Final = (
    r"(?:xem_(?:với|theo)_)?(?:cỡ|kích)_(?:chữ|thước_chữ)(?:[at\W]|mặc_định|nhỏ|to|lớn|vừa)*",
    r"(?:quan_tâm|theo_dõi)_(?:trang_)?zalo\b.{0,80}",
    r"(?:(?:số_)?lượt_(?:xem|đọc|truy_cập|view)|lượt_tải|đã_xem|đã_đọc|views?|view_count|hits?|xem|đọc)"
    r"_[:\-–(]?_[\d.,\s]*\)?_(?:lượt(?:_xem)?|lần|views?)?",
    r"số_lần_(?:đọc|xem)_[:\-–]?_[\d.,]*",
    r"[\d.,]+_(?:lượt_(?:xem|đọc|thích)|views?|bình_luận|likes?|comments?|chia_sẻ)",
    r"(?:in|gửi|lưu|tải|sao_chép|chia_sẻ|nghe|phản_hồi|góp_ý|báo_lỗi|print|share|email|copy)"
    rf"(?:_(?:{_PLACE}|twitter|tweet|qua|lên|:|đọc|với|this|page))*",
    r"a(?:\s?[+\-–])?(?:\s?a(?:\s?[+\-–])?)+",
    r"a\s?[+\-–]",
    r"[+\-]\s?a(?:\s?[+\-]?\s?a)*",
    r"\(?[+\-–|]\)?",
    r"(?:facebook|twitter|zalo|google_\+?|linkedin|pinterest|tweet|thích|like|youtube|telegram|messenger|google_news"
    r"|email|print|share|skype|viber|whatsapp|[•,]|\s)+",
    r"(?:bình_luận|ý_kiến(?:_bạn_đọc)?|phản_hồi|comments?|(?:gửi|viết)_(?:bình_luận|ý_kiến)|(?:bình_luận|ý_kiến)_của_bạn|bình_chọn"
    r"|đánh_giá(?:_bài_viết)?)_(?:\(_\d+_\)|:?_\d*)",
    r"(?:trang|bài|tin|về)_(?:trước|sau|tiếp|kế_tiếp|cũ_hơn|mới_hơn|đầu|chủ|trang_(?:trước|chủ|đầu))",
    r"(?:quay_lại|trở_(?:lại|về))_(?:trang_)?(?:trước|chủ|danh_sách)|đăng_ký_nhận_(?:bản_)?tin.{0,40}|nhập_(?:địa_chỉ_)?email.{0,60}",
    r"quét_mã_qr_để_(?:đọc|xem|theo_dõi).{0,50}|trung_bình_\(.{0,20}(?:bình_chọn|phiếu|votes?)\)|bình_chọn_của_bạn|your_rating",
    r"chọn_giọng.{0,20}|\d(?:[.,]\d+)?x|average_\(.{0,20}votes?\)",
    r"(?:quay_lại|trở_(?:lại|về)|(?:lên|về)_đầu_trang|về_trang_(?:trước|chủ)|back(?:_to_top)?|top|next)",
    r"trang_:_\d{1,3}(?:\s+\d{1,3})*(?:\s+trang_(?:sau|cuối|tiếp)\W*)*|\d{1,2}:\d{2}_(?:sáng|chiều|tối|[ap]m)",
    r"(?:#[^\W_][\w.-]*[\s,;]*)+|#[^\W\d_][\w ]{2,40}",
    r"(?:prev(?:ious)?|trước|sau|đầu_trang)|\d{1,3}(?:\s+\d{1,3})+[\s»›.…]*",
    r"(?:xem|đọc)_(?:thêm|tiếp|ngay|chi_tiết)(?:_(?:tại_đây|bài|tin|nội_dung))?",
    r"chi_tiết|tải_(?:về|xuống|file|tệp)(?:_(?:tại_đây|đính_kèm))?|read_more|loading|đang_tải",
    r"(?:từ_khó?a|tags?|thẻ|chủ_đề|keywords?|danh_mục|chuyên_mục|category)_:?(?:_,)*",
    r"(?:trang_chủ|home)(?:_[>»›/\\-].*)?|bạn_đang_(?:ở|xem)\b.*",
    r"(?:mã_(?:xác_(?:nhận|thực)|bảo_mật|captcha)|họ_(?:và_)?tên|địa_chỉ_email|tiêu_đề)_[:*]*_\(?\*?\)?",
    r"tổng_số_(?:điểm|bình_chọn).{0,80}|(?:xếp_hạng_:|click_để_đánh_giá).{0,60}|(?:đánh_giá|bình_chọn).{0,40}[★☆].{0,60}",
    r"hãy_(?:là|trở_thành)_người_(?:đầu_tiên|bình_luận).{0,60}",
    r"(?:nghe|đọc)_(?:nội_dung_)?(?:bài_viết|báo|tin|nội_dung)(?:_này)?|\d{1,2}:\d{2}(?:_/_\d{1,2}:\d{2})?",
    r"(?:giọng|tốc_độ)_(?:đọc|nam|nữ|miền).{0,30}|(?:nam|nữ)_miền_(?:bắc|trung|nam)|(?:ảnh|video)_:?",
    r"\(?(?:xem|click)_(?:ảnh|hình)_(?:lớn|to|phóng_to)?\)?|\[_(?:trở_về|quay_lại|in|print|đóng)_\]",
    r"chia_sẻ_(?:bài_viết|bài|tin)?_(?:này)?_(?:trên|qua|lên|tới|với)_[\w,/& ]{2,40}",
    r"\[(?:links?|tags?)(?:\(\))?\]|-?_(?:quảng_cáo|advertisements?)_-?|đóng_(?:lại|cửa_sổ)",
    r"[*(\[]*_(?:kính_)?mời_(?:quý_(?:vị|độc_giả|khán_giả|thính_giả|bạn_đọc|bạn)|bạn_đọc|độc_giả|khán_giả|các_bạn)\b.{0,80}"
    r"(?:chuyên_mục.{0,40}xem|tv_online|vtv_?go|ứng_dụng|kênh_youtube|fanpage|google_news|zalo|tiktok).{0,40}",
    r"(?:tệp|file|tài_liệu|văn_bản|tập_tin)_(?:tin_)?(?:đính_kèm|kèm_theo)(?:_\(?\d*\)?)?",
    r"không_có_(?:bình_luận|tin|bài|dữ_liệu|nội_dung)(?:_nào)?|null|undefined|&?nbsp;",
    r"(?:hôm_nay|today)_:.{0,45}\d{4}.{0,20}|ngày_in_:_\d.{7,28}|thống_kê_từ_(?:ngày)?_:?_\d.{0,60}",
    r"đánh_giá_(?:bài_viết|tin)?_:?_\d(?:[.,]\d)?_/_\d+.{0,30}|số_ký_tự_(?:đã|được)_(?:gõ|nhập).{0,20}",
    r"trang_\d{1,3}(?:_/_\d{1,3})?|tất_cả_các_trang|\(?\d{1,4}_/_\d{1,5}_ký_tự\)?",
    r"theo_dõi_(?:chúng_tôi|.{0,20}trên)_(?:google_news|zalo|facebook)?.{0,20}",
)
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")  # what stands between two buttons on one line
_LINE = re.compile(rf"(?:{_any(_BUTTONS)})[\s.:!]*", re.I)

_WHICH: Final = (
    r"(?:đã_|mới_|cũ_)?(?:liên_quan|khác|cùng_(?:chuyên_mục|chuyên_đề|chủ_đề|loại|danh_mục|mục|chương_trình|thể_loại)|đã_(?:đưa|đăng)"
    r"|cũ(?:_hơn)?|mới(?:_hơn|_nhất|_đăng|_cập_nhật)?|nổi_bật|nóng|(?:đọc|xem)_nhiều(?:_nhất)?|tiếp_theo|trước_đó|tham_khảo)"
)
_WHAT: Final = (
    r"(?:tin_tức|tin,?_bài|bài_viết|tin|bài|thông_tin|văn_bản|(?:các_)?(?:video|clip|audio|phóng_sự|chương_trình|bản_tin|tập"
    r"|số)(?:_clip)?)"
)
_HEADS: Final = (
    rf"(?:các_|những_|một_số_)?{_WHAT}_{_WHICH}",
    r"cùng_(?:chuyên_mục|chủ_đề|danh_mục)|liên_quan|mới_nhất|nổi_bật",
    r"(?:mời_(?:quý_vị|quý_độc_giả|bạn_đọc|bạn|độc_giả)_)?(?:đón_)?(?:đọc|xem)_(?:thêm|nhiều(?:_nhất)?)(?:_(?:các_)?(?:tin|bài))?",
    r"có_thể_bạn_(?:quan_tâm|muốn_đọc)|(?:chuyên_mục|sự_kiện|chủ_đề)_liên_quan|other_news",
    r"related(?:_(?:news|posts?|articles?))?|ý_kiến_bạn_đọc|(?:gửi_)?bình_luận(?:_\(\d+\))?",
)
_BOXES: Final = (
    r"lịch_(?:phát_sóng|truyền_hình|chiếu|làm_việc|âm_dương)\b.{0,30}",
    r"(?:dự_báo_)?thời_tiết(?:_hôm_nay)?|(?:tỷ|tỉ)_giá\b.{0,20}|giá_vàng\b.{0,20}",
    r"(?:liên_kết|link)(?:_(?:trang|web(?:site)?|hữu_ích|nhanh|ngoài))*|thăm_dò(?:_(?:ý_kiến|dư_luận))?|bình_chọn",
    r"(?:thống_kê|lượt|số_lượt|bộ_đếm)_truy_cập|đang_(?:truy_cập|online)|quảng_cáo|đường_dây_nóng",
    r"thư_viện_(?:ảnh|hình_ảnh|video)|(?:video|hình_ảnh|ảnh)_(?:clip|hoạt_động)|truyền_hình_trực_tuyến|xem_trực_tuyến",
)
_BOX_HEAD = re.compile(rf"(?:{_any(_BOXES)})[\s:.…»>]*", re.I)
_LIST_HEAD = re.compile(rf"(?:{_any(_HEADS)})\s*(?:\(\s*\d+.{{0,12}}\))?[\s:.…»>]*", re.I)

_COMMENTS = re.compile(
    r"(?:bình\s*luận|ý\s*kiến(?:\s*bạn\s*đọc)?|phản\s*hồi|comments?)\s*[(:]\s*\d+\s*\)?[\s:.]*", re.I
)
_TAGS = re.compile(r"[\W_]*(?:tags?|từ\s*khó?a|keywords?|chủ\s*đề|thẻ)\s*:\s*", re.I)

_IMPRINT = re.compile(
    _any(
        (
            r"bản quyền|giấy phép (?:số|thiết lập|hoạt động|xuất bản|báo)|ghi rõ nguồn|copyright|©|all rights reserved",
            r"chịu trách nhiệm (?:chính|nội dung|xuất bản|quản lý)|cơ quan chủ quản",
            r"(?:thiết kế|phát triển|xây dựng|powered|developed|designed) (?:bởi|by)\b",
            r"^\W*(?:địa chỉ|trụ sở|t(?:òa|oà) soạn|đường dây nóng|điện thoại|hotline|tel|email)\s*:",
        )
    ),
    re.I,
)


_RIGHTS = re.compile(r"\W*(?:bản quyền (?:thuộc|©)|copyright|©|all rights reserved)", re.I)

_IMPRINT_WORDS: Final = (  # one of these is in every imprint: a look twenty times cheaper than the pattern
    "quyền", "phép", "nguồn", "copyright", "©", "rights", "trách nhiệm", "chủ quản", "bởi", " by", "địa chỉ", "trụ sở",
    "soạn", "đường dây", "điện thoại", "hotline", "tel", "email",
)  # fmt: skip


def is_chrome(line: str) -> bool:
    """Whether a whole line is buttons, counters or labels of the site."""
    if len(line) >= 160:
        return False
    if "{{" in line and "}}" in line:  # a script's own template, which it has not filled in
        return True
    return _LINE.fullmatch(line) is not None or all(_LINE.fullmatch(part) for part in _PARTS.split(line) if part)


def labels_tags(line: str) -> bool:
    """Whether a line begins as a row of tags does."""
    return _TAGS.match(line) is not None


def is_rights(line: str) -> bool:
    """Whether a line says who owns the page: no text of an article, wherever it stands."""
    return len(line) < 300 and _RIGHTS.match(line) is not None


def opens_list(line: str) -> bool:
    """Whether a line heads a list of other articles."""
    return len(line) < 60 and _LIST_HEAD.fullmatch(line) is not None


def opens_comments(line: str) -> bool:
    """Whether a line heads what readers wrote, with their number."""
    return len(line) < 60 and _COMMENTS.fullmatch(line) is not None


def opens_box(line: str) -> bool:
    """Whether a line heads a box that a site shows beside every article: programme guide, weather, counters, links."""
    return len(line) < 60 and _BOX_HEAD.fullmatch(line) is not None


def is_imprint(line: str) -> bool:
    """Whether a line is what a site prints about itself on every page: address, licence, copyright."""
    if len(line) >= 500:
        return False
    lower = line.lower()
    return any(word in lower for word in _IMPRINT_WORDS) and _IMPRINT.search(line) is not None
