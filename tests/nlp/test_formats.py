"""The form of an article."""

import pytest

from nlp.formats import FORMATS, format_of
from nlp.given import ReadInput

LONG = "Câu này có đúng mười tiếng để cho bài dài thêm. " * 40
TALK = (
    "Phóng viên: Ông đánh giá thế nào về kết quả này?\n- Kết quả tốt, nhưng còn việc phải làm thêm.\n"
    "PV: Việc nào là khó nhất?\n- Khó nhất là thay đổi thói quen.\nPV: Tỉnh sẽ làm gì?\n- Chúng tôi sẽ mở lớp."
)
PAPER = "Số: 12/KH-STTTT\nCăn cứ Quyết định số 5/QĐ-UBND;\nSở xây dựng kế hoạch như sau.\nNơi nhận:\n- Lưu: VT."


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (ReadInput("Khai mạc lớp tập huấn", "Sáng 3/9, lớp tập huấn khai mạc.", "Có 50 người dự."), "tin"),
        (ReadInput("Chuyện ở làng chài", "", LONG), "bai"),
        (ReadInput("Trò chuyện với kỹ sư trẻ", "", TALK), "phong_van"),
        (ReadInput("Kế hoạch tuyên truyền", "", PAPER), "van_ban"),
        (ReadInput("Quyết định số 12/QĐ-UBND về giá nước", "", "Xem tệp.", attachments=1), "van_ban"),
        (
            ReadInput("Thời hạn cấp sổ?", "", "Câu hỏi: Tôi nộp từ tháng 5, bao giờ có?\nTrả lời: Chậm nhất 20 ngày."),
            "hoi_dap",
        ),
        (ReadInput("[Infographic] Ba bước nộp hồ sơ", "", ""), "infographic"),
        (ReadInput("Video: Biển sáng sớm", "", "Cảnh biển."), "video"),
        (ReadInput("Bản tin sáng", "", "Nghe bản tin.", sections=("Phát thanh",)), "audio"),
        (ReadInput("Chùm ảnh: Mùa cá", "", "Ảnh của bạn đọc."), "anh"),
        (ReadInput("Mùa cá về", "", "Thuyền về bến.", images=9), "anh"),
        (ReadInput("Giữ rừng - Bài 2: Người gác đêm", "", LONG), "loat_bai"),
        (ReadInput("Một đêm ở đảo", "", LONG, sections=("Phóng sự - Ký sự",)), "phong_su"),
        (ReadInput("Ghi chép: Bên bờ kè", "", LONG), "phong_su"),
        (ReadInput("Tách thửa đất", "", "Cảm ơn ông đã hỏi.", sections=("Hỏi đáp",)), "hoi_dap"),
        (ReadInput("", "", ""), "tin"),
        (ReadInput("Truyền hình nước bạn nói về vụ cháy", "", LONG), "bai"),
        (ReadInput("Cách phơi cá khô", "", LONG[:900]), "bai"),
        (ReadInput("Phơi cá khô", "(BR-VT) - Xóm chài vào vụ.", LONG[:900]), "tin"),
        (ReadInput("Đêm ở bến cá", "Phóng sự của nhóm phóng viên", LONG), "phong_su"),
        (ReadInput("Ba bước nộp hồ sơ | Video", "", ""), "video"),
        (ReadInput("Phỏng vấn: Giữ điểm số", "", LONG), "phong_van"),
        (ReadInput("Phỏng vấn tuyển dụng ở chợ việc", "", LONG), "bai"),
        (
            ReadInput("Đổi căn cước", "", "Bạn đọc Nguyễn A hỏi: Đổi ở đâu?\nCông an tỉnh trả lời: Đến công an xã."),
            "hoi_dap",
        ),
        (ReadInput("Chuyện ở chợ", "", f"Ông A hỏi: Bao giờ xong?\nBà B cười, không nói.\n{LONG}"), "bai"),
        (ReadInput("Lớp học phơi cá", "", f"Chiều 3/9, lớp học mở cửa. {LONG[:900]}"), "tin"),
    ],
)
def test_the_form(given: ReadInput, code: str) -> None:
    assert format_of(given) == code


def test_every_code_is_ascii_and_has_a_vietnamese_name() -> None:
    assert all(code.isascii() and name for code, name in FORMATS.items())


def test_one_question_in_a_story_is_no_interview() -> None:
    assert format_of(ReadInput("Chuyện phố", "", f"Ai ngờ được điều này sẽ xảy ra?\n{LONG}")) == "bai"
