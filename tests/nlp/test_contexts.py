"""News that the plan does not mean, and ritual closing sentences."""

import pytest

from tests.nlp.conftest import Read, counted


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Tổng thống Mỹ tố cáo truyền thông đưa tin giả", "Nhà Trắng ra thông cáo về mạng xã hội."),
        ("Hàn Quốc xét xử cựu tổng thống tham nhũng", "Seoul tăng cường phòng, chống tham nhũng."),
        ("Thái Lan cải cách thủ tục hành chính đón du khách", "Bangkok bỏ nhiều giấy tờ nhập cảnh."),
    ],
)
def test_news_from_abroad_counts_for_nothing(read: Read, title: str, lead: str) -> None:
    assert counted(read(title, lead)) == set()


def test_a_visit_from_abroad_to_the_province_is_not_abroad(read: Read) -> None:
    reading = read(
        "Doanh nghiệp Nhật Bản tìm hiểu môi trường đầu tư", "UBND tỉnh Bà Rịa – Vũng Tàu xúc tiến đầu tư với đoàn."
    )
    assert "A06" in counted(reading)


def test_a_trial_does_not_count_as_anticorruption_work(read: Read) -> None:
    reading = read(
        "Xét xử vụ tham nhũng: bị cáo lĩnh án", "Hội đồng xét xử tuyên án; công tác phòng, chống tham nhũng."
    )
    assert not {"A03", "A07"} & counted(reading)


def test_a_ritual_closing_sentence_is_a_mention_at_most(read: Read) -> None:
    body = "\n".join(["Hội thao có 200 vận động viên.", "Các đội thi kéo co.", "Ban tổ chức trao giải."] * 3)
    closing = "Hoạt động góp phần đẩy mạnh cải cách hành chính."
    assert counted(read("Hội thao công đoàn", "Sáng 3/9, hội thao khai mạc.", f"{body}\n{closing}")) == set()


def test_a_digest_of_many_items_counts_for_nothing(read: Read) -> None:
    reading = read("Điểm tin sáng: Cắt giảm thủ tục hành chính | Giá vàng tăng", "Những tin đáng chú ý.")
    assert counted(reading) == set()
