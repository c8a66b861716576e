"""Local stories in plain speech: what people call a paper, a trouble or a complaint, each beside its near miss."""

import pytest

from tests.nlp.conftest import Read, counted

TOLD: tuple[tuple[str, str, str, str], ...] = (
    (
        "A01",
        "Ban chỉ đạo cải cách của huyện họp đầu năm",
        "Mỗi thành viên nhận một xã, gửi kế hoạch riêng trước ngày 10/2.",
        "",
    ),
    (
        "A03",
        "Hai cụ già đo thép ở công trình trường học",
        "Bà con trong thôn làm tai mắt, ngày ngày đo xi măng từng bao.",
        "",
    ),
    (
        "A03",
        "Trả lời đơn lần hai của các hộ ven kênh",
        "UBND huyện giữ nguyên quyết định thu hồi, nâng mức hỗ trợ cho 20 hộ.",
        "",
    ),
    (
        "A04",
        "Đổi bằng lái qua mạng, hai ngày có bằng",
        "Người dân trong tỉnh chụp giấy khám, đổi bằng lái trên điện thoại, không cần đến sở.",
        "",
    ),
    (
        "A07",
        "Huyện hoán đổi vị trí nhạy cảm",
        "Đợt này 30 cán bộ kế toán, địa chính được luân chuyển để ngừa tiêu cực.",
        "",
    ),
    (
        "A08",
        "Tách thửa chỉ còn 7 ngày",
        "Văn phòng đăng ký đất đai huyện trả giấy đất sớm hơn một tuần so với trước.",
        "Ai thiếu giấy thì được gọi điện báo ngay.",
    ),
    (
        "A08",
        "Làm khai sinh trong buổi ở phường mới",
        "Người dân đến quầy chỉ điền một tờ khai, nhận giấy khai sinh trong buổi sáng.",
        "",
    ),
    (
        "A09",
        "Sau khi bài báo về bãi rác được đăng",
        "Liên quan bài viết đăng trên báo tuần trước, UBND phường có công văn gửi tòa soạn, cho biết đã dọn xong.",
        "",
    ),
    (
        "A09",
        "Nhóm Zalo khu phố: dân nhắn, phường đáp",
        "Người dân chụp hình cống nghẹt gửi lên nhóm, nửa giờ sau phường cho người đến sửa.",
        "",
    ),
    (
        "A10",
        "Chủ lò gạch ngồi trên lửa",
        "Các chủ lò trong huyện có nguy cơ đóng lò vì giá điện tăng vọt, đã gửi đơn kiến nghị UBND huyện.",
        "",
    ),
    (
        "A11",
        "Kẻ gian gọi hình, dọa bắt giam",
        "Công an xã khuyến cáo người dân không chuyển tiền khi có người giả công an gọi điện.",
        "",
    ),
    (
        "A12",
        "Giữa giờ làm việc, bốn công chức ngồi quán",
        "Đoàn kiểm tra đột xuất của huyện nêu tên bốn cán bộ xã bỏ bàn làm việc để dân ngồi chờ.",
        "",
    ),
    (
        "A12",
        "Quát nạt người già ở quầy tiếp nhận",
        "Một công chức phường ném trả tờ khai cho cụ ông vì viết sai, phường đã xin lỗi.",
        "",
    ),
)

NEAR: tuple[tuple[str, str, str], ...] = (
    ("Khách sạn xin lỗi vì đổi phòng", "Nhân viên quầy lễ tân gắt gỏng với du khách, giám đốc hoàn tiền."),
    ("Nhà máy thép tắt một lò, cổ phiếu giảm sàn", "Công ty nói đơn hàng sẽ phục hồi, nhà đầu tư bán mạnh."),
    ("Camera nhà dân giúp bắt kẻ trộm chó", "Người dân đăng hình lên nhóm Zalo, công an phường bắt giữ hai kẻ trộm."),
    ("Ca sĩ livestream trả lời fan suốt bốn giờ", "Hàng nghìn câu hỏi về đời tư được gửi đến."),
    ("Đẩy nhanh đề án số hóa truyền hình mặt đất", "Tỉnh ngừng phát sóng tương tự từ giữa tháng."),
    ("Cháu bé bị bạn đánh, gia đình viết đơn tố cáo", "Hiệu trưởng nói đã nhận đơn tố cáo và mời hai phụ huynh đến."),
)


@pytest.mark.parametrize(("area", "title", "lead", "body"), TOLD)
def test_a_plain_story_counts(read: Read, area: str, title: str, lead: str, body: str) -> None:
    assert area in counted(read(title, lead, body))


@pytest.mark.parametrize(("title", "lead"), NEAR)
def test_its_near_miss_has_no_area(read: Read, title: str, lead: str) -> None:
    assert counted(read(title, lead)) == set()
