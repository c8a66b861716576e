"""Short items in the manner of the province's press that once had no area, and near misses that must have none."""

import pytest

from tests.nlp.conftest import Read, counted

COUNTS: tuple[tuple[str, str, str], ...] = (
    ("A01", "Chấn chỉnh tình trạng sợ trách nhiệm", "UBND tỉnh ra công văn yêu cầu thủ trưởng các cơ quan rà soát."),
    ("A02", "Cử tri phường 9 mong có thêm công viên", "Buổi tiếp xúc trước kỳ họp ghi nhận 12 ý kiến."),
    ("A02", "Các điểm bầu cử đã sẵn sàng cho ngày hội", "Danh sách được niêm yết ở nhà văn hóa khu phố."),
    ("A03", "Mặt trận phản biện dự thảo đề án thu phí", "Hội nghị có chuyên gia và đại diện hộ dân dự."),
    ("A04", "Hồ sơ nộp qua mạng tăng gấp đôi", "Trung tâm hành chính công nhận bảy phần mười hồ sơ trực tuyến."),
    ("A05", "Số hóa sổ hộ tịch đạt chín phần mười", "Sở Tư pháp nhập dữ liệu vào hệ thống dùng chung của tỉnh."),
    ("A06", "Sở công khai dự toán thu - chi ngân sách", "Số liệu được đăng trên trang của sở."),
    ("A07", "Bộ siết việc đi công tác nước ngoài", "Chỉ thị về thực hành tiết kiệm trong tổ chức đoàn ra."),
    ("A08", "Bỏ 9 loại giấy tờ khi cấp phép xây dựng", "UBND tỉnh quyết định phương án đơn giản hóa."),
    ("A08", "Hồ sơ đất đai tồn đọng hơn nghìn trường hợp", "Chi nhánh văn phòng đăng ký đất đai thiếu người."),
    ("A09", "Bí thư huyện công khai số điện thoại để dân phản ánh", "Mỗi ngày có vài cuộc gọi."),
    ("A10", "Nhà thầu lo lỗ vì giá cát tăng", "Nhiều đơn vị đề nghị giãn tiến độ, hỗ trợ vốn."),
    ("A10", "Hợp tác xã khó tiếp cận vốn vay", "Không có tài sản thế chấp, nhiều nơi thu hẹp sản xuất."),
    ("A11", "Coi chừng đường link lạ trong tin nhắn", "Công an huyện cảnh báo chiêu trúng thưởng giả."),
    ("A12", "Chủ tịch xã xin lỗi dân vì trả hồ sơ trễ", "Ông nhận thiếu kiểm tra."),
)
TOLD: tuple[tuple[str, str, str], ...] = (  # told as stories, without the word that names the area
    ("A01", "Cải cách là việc của người ngồi ghế đầu", "Tỉnh ủy nhắc bí thư trực tiếp lo cải cách hành chính."),
    ("A02", "Công dân có trách nhiệm gì khi xây dựng bộ máy nhà nước?", "Câu lạc bộ pháp luật bàn ở nhà văn hóa."),
    ("A02", "HĐND nóng lên vì chuyện bãi rác", "Giám đốc sở nhận trách nhiệm trước các đại biểu."),
    ("A03", "Phát phiếu xin ý kiến hộ dân về tên khu phố", "Kết quả được dán ở nhà văn hóa cho ai cũng xem."),
    ("A06", "Xóa nhà dột nát trước mùa mưa", "UBND huyện hỗ trợ mỗi hộ khó khăn 80 triệu đồng."),
    ("A07", "Gần trăm trụ sở dôi dư chờ người dùng", "Sở Tài chính đề xuất chuyển thành trường học."),
    ("A07", "Bộ máy hai cấp sau ba tháng", "Phường nhận việc của ba phường cũ."),
    ("A08", "Thẩm duyệt còn năm ngày", "Cảnh sát rút ngắn thời gian thẩm duyệt thiết kế, trả kết quả trong ngày."),
    ("A08", "Sở bãi bỏ sáu quy trình nội bộ", "Mỗi hồ sơ bớt một khâu trung gian cho người dân."),
    ("A09", "Sở nói gì về phản ánh nước đục?", "Người dân gọi đường dây nóng từ đầu tuần."),
    ("A10", "Ăn sáng với doanh nhân", "Chủ tịch tỉnh lắng nghe doanh nghiệp kể chuyện vay vốn, mặt bằng."),
    ("A10", "Resort nằm chờ giá đất", "Chủ đầu tư kiến nghị tỉnh sớm định giá đất để nộp tiền."),
    ("A11", "Nghĩ kỹ rồi hãy bấm nút", "Nhà trường nhắc học sinh kiểm chứng trước khi chia sẻ trên mạng."),
    ("A11", "Cụ bà mất tiền sau cuộc gọi video", "Công an khuyến cáo không cài ứng dụng lạ, không cung cấp mã OTP."),
)
NOTHING: tuple[tuple[str, str], ...] = (
    ("Chứng khoán giảm, nhà đầu tư gặp khó khăn", "Cổ phiếu ngân hàng bị bán mạnh cuối phiên."),
    ("Thanh niên lên đường nhập ngũ", "Các bạn thực hiện nghĩa vụ công dân với Tổ quốc."),
    ("Công ty cho nhân viên làm ở nhà vì xăng tăng giá", "Doanh nghiệp hỗ trợ thêm tiền điện thoại."),
    ("Vợ chồng chất vấn nhau chuyện tiền nong", "Chuyên gia khuyên lập sổ chi tiêu chung."),
    ("Diễn viên nói về tin bỏ đăng ký kết hôn", "Cô nói hai người vẫn là bạn."),
    ("Sàn bán hàng giúp doanh nghiệp giày vươn xa", "Shopee gỡ bỏ rào cản xuất khẩu cho nhà bán."),
    ("Nhiều người xếp hàng mua vé xem phim", "Rạp mở thêm suất chiếu đêm."),
)


@pytest.mark.parametrize(("area", "title", "lead"), COUNTS + TOLD)
def test_counts(read: Read, area: str, title: str, lead: str) -> None:
    assert area in counted(read(title, lead))


@pytest.mark.parametrize(("title", "lead"), NOTHING)
def test_has_no_area(read: Read, title: str, lead: str) -> None:
    assert counted(read(title, lead)) == set()


def test_a_country_name_inside_another_name_is_not_abroad(read: Read) -> None:
    for title in ("Ý kiến khác nhau về Luật Phòng, chống tham nhũng", "Ông Nguyễn Đức A, TP. Phú Mỹ, tiếp công dân"):
        assert counted(read(title, "Buổi làm việc diễn ra sáng 5/6."))


def test_both_spellings_of_a_word_are_found(read: Read) -> None:
    for word in ("phản ánh", "phản ảnh"):
        assert "A09" in counted(read(f"Xử lý {word}, kiến nghị của người dân qua tổng đài 1022", ""))


def test_a_trial_counts_for_the_fight_against_corruption_only_by_its_title(read: Read) -> None:
    lead = "Các bị cáo bị truy tố, xét xử về tội nhận hối lộ; vụ án được khởi tố năm ngoái."
    said = read("Đẩy mạnh phòng, chống tham nhũng trong xây dựng", lead)
    assert [(a.area, a.zone.value) for a in said.areas if a.area == "A07" and a.counts] == [("A07", "review")]
    assert "A07" not in counted(read("Chuyện ở phiên tòa", lead + " Việc phòng, chống tham nhũng được nhắc lại."))
