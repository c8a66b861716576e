"""Kinds of stories that were once read wrongly, each in both directions: what must count, and its near miss."""

import pytest

from tests.nlp.conftest import Read, counted

PRAISE: tuple[tuple[str, str, str], ...] = (
    (
        "Bà con gọi chị là người nhà",
        "Chị công chức hộ tịch xã Suối Rao nhớ tên từng cụ già đến làm giấy tờ.",
        "Ai mắt kém, chị viết hộ tờ khai rồi đọc lại cho nghe. Chưa thấy gắt với ai câu nào.",
    ),
    (
        "Đi mười cây số trao một tờ giấy",
        "Cán bộ tư pháp xã Bàu Chinh chạy xe vào tận xóm rẫy trao giấy khai sinh cho gia đình neo người.",
        "Hồ sơ làm xong chiều hôm trước, sáng hôm sau anh đã có mặt.",
    ),
    (
        "Phường sáng đèn đến tám giờ tối",
        "Cán bộ phường Long Tâm làm việc cả ngày nghỉ và ngoài giờ để kịp trả hồ sơ cho công nhân.",
        "",
    ),
    (
        "Chiếc hộp nhắc hẹn của anh văn phòng",
        "Công chức xã Láng Lớn có sáng kiến nhắn tin báo kết quả, rút ngắn thời gian chờ nhận hồ sơ còn một nửa.",
        "Mô hình được người dân đồng tình, huyện đã cho nhân rộng ra năm xã.",
    ),
    (
        "Biểu dương 18 tập thể, cá nhân làm tốt cải cách hành chính",
        "Thị xã tổ chức hội nghị sơ kết sáng 4/7.",
        "",
    ),
)

CRITICISM: tuple[tuple[str, str, str], ...] = (
    (
        "Bảy tháng cho một chữ ký",
        "Cán bộ địa chính xã hẹn lên hẹn xuống, người dân sáu lần quay lại vẫn chưa xong hồ sơ.",
        "",
    ),
    (
        "Tạm dừng công việc một công chức phường",
        "Công chức này bị người dân tố gợi ý đưa tiền bồi dưỡng để làm nhanh hồ sơ đất.",
        "",
    ),
    (
        "Bí thư huyện cúi đầu xin lỗi bà con",
        "Ông xin lỗi vì thái độ không đúng mực của cán bộ xã khi trả lời người dân.",
        "",
    ),
    (
        "Tám giờ, cửa phòng vẫn khóa",
        "Kiểm tra đột xuất, tổ công tác ghi nhận bốn công chức đi muộn, vắng mặt không lý do, để dân ngồi chờ.",
        "",
    ),
)

NOT_A12: tuple[tuple[str, str, str], ...] = (
    ("Bác sĩ tận tình, bệnh nhân viết thư cảm ơn", "Người bệnh ghi lại ca phẫu thuật kéo dài sáu giờ.", ""),
    ("Nộp hồ sơ tại nhà trên điện thoại", "Người dân nhận kết quả tại nhà qua bưu điện sau hai ngày.", ""),
    ("Tổ tuần tra làm việc xuyên đêm", "Cán bộ xử phạt 14 tài xế vượt quá nồng độ cồn.", ""),
    ("Mô hình tưới nhỏ giọt cho hồ tiêu", "Cách làm này giúp nông dân xã Xà Bang giảm thời gian chăm sóc.", ""),
    ("Gỡ khó khăn cho doanh nghiệp gỗ", "Lãnh đạo thị xã nghe cán bộ thuế và các xưởng trao đổi.", ""),
    ("Siết kỷ luật, kỷ cương hành chính", "Chỉ thị nhắc các cơ quan khắc phục chậm trễ trong tham mưu.", ""),
    ("Cô giáo dạy thêm miễn phí vào ngày nghỉ", "Phụ huynh quý mến, học trò tiến bộ.", ""),
)


@pytest.mark.parametrize(("title", "lead", "body"), PRAISE)
def test_praise_is_known_by_the_deed(read: Read, title: str, lead: str, body: str) -> None:
    reading = read(title, lead, body)
    assert "A12" in counted(reading) and reading.polarity == "praise"


@pytest.mark.parametrize(("title", "lead", "body"), CRITICISM)
def test_criticism_is_known_by_what_people_bear(read: Read, title: str, lead: str, body: str) -> None:
    reading = read(title, lead, body)
    assert "A12" in counted(reading) and reading.polarity == "criticism"


@pytest.mark.parametrize(("title", "lead", "body"), NOT_A12)
def test_service_of_others_is_no_praise_of_administration(read: Read, title: str, lead: str, body: str) -> None:
    assert "A12" not in counted(read(title, lead, body))


@pytest.mark.parametrize(
    ("title", "lead", "yes", "no"),
    [
        # a plan or a talk about an index, and its figure
        ("Triển khai kế hoạch nâng cao Chỉ số PAPI", "Hội nghị giao việc cho từng xã, phường.", "A01", "A07"),
        ("Chỉ số PAPI: tỉnh xếp thứ 9", "Kết quả khảo sát vừa được công bố, tăng 6 bậc.", "A07", "A01"),
        ("Tỉnh bớt 19 phòng sau sắp xếp", "Bộ máy gọn hơn sau khi sắp xếp phòng, ban và giảm biên chế.", "A07", ""),
        ("Xây dựng chính quyền số ở huyện", "Chính quyền số dựa trên dữ liệu dùng chung.", "A05", "A07"),
        ("Hội nhập xã hội cho người mới ra tù", "Địa phương giúp việc làm.", "", "A07"),
        # corruption: the law, the yearly result, the measure
        ("Học sinh được dạy phòng, chống tham nhũng", "Sở Giáo dục đưa nội dung vào giảng dạy.", "A03", ""),
        ("Tìm hiểu Luật Phòng, chống tham nhũng", "Lớp tập huấn cho cán bộ xã.", "A03", "A07"),
        ("Bốc thăm xác minh tài sản, thu nhập 30 cán bộ", "Việc xác minh theo kế hoạch của tỉnh.", "A07", "A03"),
        # complaints to an authority, and disputes that are nobody's office
        ("Tiếp nhận thông tin về tham nhũng trong năm ngày", "Tỉnh ủy quy định cách xử lý tin báo.", "A03", ""),
        ("Luật sư khiếu nại việc bị xóa tên", "Đoàn luật sư chưa trả lời luật sư này.", "", "A03"),
        # who is only present
        ("Gặp mặt cơ quan báo chí", "Thành ủy, HĐND, UBND thành phố gặp mặt đại biểu báo chí.", "", "A02"),
        ("Thường trực HĐND huyện giám sát nhà ở xã hội", "Đoàn làm việc với ba xã.", "A02", ""),
        # smart cities elsewhere, or as an ornament
        ("Bill Gates xây thành phố thông minh", "Dự án nằm ở bang Arizona, Mỹ.", "", "A05"),
        ("Điều chỉnh quy hoạch chung đô thị", "Đô thị được định hướng đô thị thông minh, xanh.", "A06", "A05"),
        # the poor: policy, not gifts and not theft
        ("Nâng mức trợ cấp xã hội từ 1/7", "Người khuyết tật, trẻ mồ côi được hưởng mức mới.", "A06", ""),
        ("Hộ nghèo hiến đất làm trường", "Gia đình ông tự nguyện hiến 800 m2.", "", "A06"),
        ("Cán bộ thôn chia nhau bò của hộ nghèo", "Người dân phát hiện sau hai năm.", "", "A06"),
        ("Tập đoàn Sao Biển thu hút đầu tư khu nghỉ", "Dự án mở bán trong quý này.", "", "A06"),
        # papers that are no longer asked for
        ("Không phải nộp sổ hộ khẩu khi vay vốn", "Cơ quan tiếp nhận tự tra dữ liệu cư trú.", "A08", ""),
        ("Ba thủ tục liên thông cho trẻ sơ sinh", "Hồ sơ nộp một lần, ba cơ quan cùng làm.", "A08", ""),
        ("Tạm dừng tiếp nhận hồ sơ cấp giấy phép trang tổng hợp", "Thông báo của Sở có hiệu lực từ 1/11.", "A08", ""),
        # a rule that bothers people is no official who does
        ("Đề xuất đổi bằng lái năm năm một lần", "Dự thảo bị cho là gây phiền hà cho người dân.", "", "A12"),
        ("Chấn chỉnh cán bộ gây phiền hà cho dân", "Chính quyền huyện nêu tên ba trường hợp.", "A12", ""),
        ("Đề án ủy quyền cho sở và quận", "UBND thành phố giao việc cho cấp dưới để cải cách hành chính.", "A01", ""),
        ("Được quay phim buổi tiếp công dân", "Quy định ở trụ sở tiếp công dân cho phép quay phim.", "A03", ""),
        # answers to readers
        ("Chi cục Thuế giải đáp thắc mắc về quyết toán", "Nhiều người hỏi về giảm trừ gia cảnh.", "A09", ""),
        ("Rác đầy hẻm 40, phường nói gì?", "Nhận được phản ánh của người dân, UBND phường đã cử người dọn.", "A09", ""),
        ("Giám sát trả lời kiến nghị của cử tri", "Có 5 kiến nghị đã được giải quyết.", "A02", "A09"),
        # firms in trouble
        ("Quy định mới: doanh nghiệp lúng túng", "Nhiều xưởng phải làm lại tường ngăn cháy.", "A10", ""),
        ("Hợp tác xã loay hoay tìm đầu ra", "Rau đến lứa, chưa có nơi thu mua.", "A10", ""),
        # life on the net, and its machines
        ("Quảng cáo sai sự thật trên mạng", "Cơ quan quản lý nhắc người bán hàng.", "A11", ""),
        ("Diễn tập ứng cứu sự cố an toàn thông tin", "Các đội kỹ thuật chống một cuộc tấn công.", "", "A11"),
    ],
)
def test_near_misses(read: Read, title: str, lead: str, yes: str, no: str) -> None:
    areas = counted(read(title, lead))
    assert set(yes.split()) <= areas
    assert not set(no.split()) & areas
