"""Which lines no author wrote. A counter that stays in a body would make a revision of every visit."""

import pytest

from crawlers.chrome import is_chrome, opens_list


@pytest.mark.parametrize("line", [
    "Lượt xem: 665", "Lượt xem: 143 - In bài này", "Cỡ chữ: A+ A A-", "In bài này | Gửi email", "Gửi bài viết • In",
    "(Đã xem: 1.204 lần)"[1:-1], "Facebook Zalo Twitter", "Trang chủ » Tin tức",
    "Đánh giá bài viết: 0/5 (0 lượt)", "Số ký tự được gõ là 250", "Trang 1 / 3", "Tất cả các trang",
    "Ngày in: 23/11/2026 14:30", "Thống kê từ ngày: 01/07/2025 - Lượt truy cập: 99.112",
    "Hôm nay: Thứ Hai, ngày 23 tháng 11 năm 2026", "{{item.NgayDang | date:'dd/MM/yyyy'}}",
])
def test_buttons_and_counters_are_chrome(line: str) -> None:
    assert is_chrome(line)


@pytest.mark.parametrize("line", [
    "Sở Y tế - in tài liệu cho dân", "Ông A - Giám đốc Sở", "Có 143 lượt người xem triển lãm - đông hơn năm trước",
    "A - B", "THU ĐỤN", "Theo Báo Lạc Giang", "Trang 5 của báo cáo nêu ba kiến nghị",
    "Ngày in: báo ra muộn một hôm vì bão",
])
def test_what_somebody_wrote_is_not(line: str) -> None:
    assert not is_chrome(line)


def test_heads_of_other_lists() -> None:
    assert opens_list("Tin liên quan") and not opens_list("Tin liên quan đến đất đai được người dân quan tâm")
