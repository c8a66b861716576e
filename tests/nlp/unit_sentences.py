"""Invented sentences in the manner of the province's newspaper and agencies, with who acts (+) and who is named.

One case: zone (t title, l lead, b body), text, units ("+so-y-te vung-tau"), and where they matter day and publisher.
Territories (the province, the city) are left out of the comparison.
"""

from datetime import date
from typing import NamedTuple

BEFORE = date(2023, 8, 28)
LONG_DAT = date(2025, 2, 10)  # Long Điền and Đất Đỏ are one district
MERGED = date(2025, 5, 12)  # fewer departments
AFTER = date(2025, 9, 3)  # no districts, no province


class Case(NamedTuple):
    """One sentence and its units."""

    zone: str
    text: str
    units: str
    publisher: str | None = "bao-brvt"
    on: date | None = BEFORE


FORMS = (
    Case("l", "Sở TT-TT tổ chức lớp tập huấn cho phóng viên.", "+so-tttt"),
    Case("l", "Sở TT&TT vừa ban hành kế hoạch.", "+so-tttt"),
    Case("l", "STTTT công bố danh sách trang vi phạm.", "+so-tttt"),
    Case("l", "Sở Thông tin - Truyền thông mở lớp.", "+so-tttt"),
    Case("l", "Sở Thông tin – Truyền thông mở lớp.", "+so-tttt"),
    Case("l", "Sở Thông tin và Truyền thông (TT-TT) tổ chức sơ kết.", "+so-tttt"),
    Case("t", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỔ CHỨC HỘI NGHỊ SƠ KẾT", "+so-tttt"),
    Case("l", "Sở VH-TT và Sở GD-ĐT phối hợp tổ chức hội thao.", "+so-vhtt +so-gddt"),
    Case("l", "TP.Vũng Tàu ra quân dọn rác bãi biển.", "+vung-tau"),
    Case("l", "UBND TP.Vũng Tàu ra quân dọn rác bãi biển.", "+vung-tau"),
    Case("l", "UBND Tp Vũng Tàu đối thoại với hộ kinh doanh.", "+vung-tau"),
    Case("l", "UBND H.Xuyên Mộc công khai giá đất.", "+xuyen-moc"),
    Case("l", "UBND H. Châu Đức khánh thành cầu dân sinh.", "+chau-duc"),
    Case("l", "Uỷ ban nhân dân thị xã Phú Mỹ đã thông báo lịch tiếp dân.", "+phu-my"),
    Case("t", "ỦY BAN NHÂN DÂN HUYỆN CÔN ĐẢO THÔNG BÁO LỊCH TÀU", "+con-dao"),
    Case("l", "UBND tỉnh BR-VT chấp thuận chủ trương đầu tư.", "+ubnd-tinh"),
    Case("l", "UBND tỉnh BR–VT chấp thuận chủ trương đầu tư.", "+ubnd-tinh"),
    Case("l", "UBND tỉnh Bà Rịa-Vũng Tàu chấp thuận chủ trương đầu tư.", "+ubnd-tinh"),
    Case("l", "Sở Lao động - Thương binh và Xã hội (LĐTBXH) khai mạc sàn việc làm.", "+so-ldtbxh"),
    Case("l", "Sở NN-PTNT kiểm tra tàu cá.", "+so-nnptnt"),
    Case("l", "BQL các KCN tỉnh gặp gỡ nhà đầu tư.", "+bql-kcn"),
)

LISTS = (
    Case("l", "Các Sở: KH-ĐT, TN-MT, Xây dựng phối hợp rà soát dự án.", "+so-khdt +so-tnmt +so-xay-dung"),
    Case("l", "Liên Sở Tài chính - KH&ĐT thông báo giá vật liệu.", "+so-tai-chinh +so-khdt"),
    Case("l", "HĐND và UBND tỉnh tổ chức họp mặt đầu xuân.", "+hdnd-tinh +ubnd-tinh"),
    Case("l", "UBND các huyện Xuyên Mộc, Châu Đức và Đất Đỏ công bố dịch.", "+xuyen-moc +chau-duc +dat-do"),
    Case(
        "l", "UBND các huyện, thị xã, thành phố: Vũng Tàu, Bà Rịa, Phú Mỹ báo cáo tiến độ.", "+vung-tau +ba-ria +phu-my"
    ),
    Case("l", "Sở Y tế, Sở Công Thương và Công an tỉnh kiểm tra bếp ăn.", "+so-y-te +so-cong-thuong +cong-an-tinh"),
    Case("b", "Sở Nội vụ phối hợp với Sở Tư pháp tập huấn nghiệp vụ.", "+so-noi-vu +so-tu-phap"),
    Case("b", "UBND tỉnh yêu cầu các sở: Xây dựng, GTVT rà soát.", "+ubnd-tinh so-xay-dung so-gtvt"),
    Case("b", "Văn bản gửi các sở, ngành, UBND TP. Bà Rịa, UBND huyện Long Điền đề nghị góp ý.", "ba-ria long-dien"),
    Case("l", "Sở Du lịch cùng UBND TP. Vũng Tàu tổ chức lễ hội.", "+so-du-lich +vung-tau"),
)

ROLES = (
    Case("t", "Sở Y tế: Không thiếu vắc-xin", "+so-y-te"),
    Case("t", "Giám đốc Sở Y tế trả lời chất vấn về thuốc", "+so-y-te"),
    Case("t", "Phê bình UBND huyện Đất Đỏ vì chậm giải ngân", "dat-do"),
    Case("t", "Sở Xây dựng bị phê bình vì trễ hẹn hồ sơ", "so-xay-dung"),
    Case("t", "Sở Nội vụ được tặng cờ thi đua", "so-noi-vu"),
    Case("t", "Khởi tố nguyên Chủ tịch UBND TP. Vũng Tàu", "vung-tau"),
    Case("t", "Bổ nhiệm Giám đốc Sở Du lịch", "so-du-lich"),
    Case("t", "Huyện Xuyên Mộc: 98% hồ sơ đúng hẹn", "+xuyen-moc"),
    Case("t", "TP. Bà Rịa triển khai tuyến phố không rác", "+ba-ria"),
    Case("t", "Ngư dân huyện Côn Đảo trúng mùa mực", "con-dao"),
    Case("t", "Cháy rừng ở huyện Châu Đức", "chau-duc"),
    Case("t", "HĐND tỉnh giám sát tại Sở Tài nguyên và Môi trường", "+hdnd-tinh so-tnmt"),
    Case("l", "Sáng 15/3, ông Lê A, Giám đốc Sở Y tế, dự hội nghị.", "so-y-te"),
    Case("l", "Sáng 15/3, ông Lê A, Giám đốc Sở Y tế, chủ trì hội nghị.", "+so-y-te"),
    Case("l", "Sáng 15/3, bà Trần B, Phó Chủ tịch UBND tỉnh đến dự và chủ trì hội nghị.", "+ubnd-tinh"),
    Case("b", "Ông Lê A, Giám đốc Sở Y tế, cho biết bệnh viện đủ thuốc.", "+so-y-te"),
    Case("b", "Ông Lê A - Giám đốc Sở Y tế nhấn mạnh vai trò cơ sở.", "+so-y-te"),
    Case("b", "Dự hội nghị có đại diện Sở Nội vụ, Sở Tư pháp và UBND TP. Vũng Tàu.", "so-noi-vu so-tu-phap vung-tau"),
    Case("b", "Cùng dự có bà Trần B, Phó Giám đốc Sở Du lịch.", "so-du-lich"),
    Case("l", "Hội nghị do Sở Tư pháp tổ chức thu hút 200 người.", "+so-tu-phap"),
    Case("l", "Đoàn kiểm tra của Sở Công Thương xử phạt ba cửa hàng.", "+so-cong-thuong"),
    Case("b", "Đoàn công tác làm việc với Sở Nội vụ về biên chế.", "so-noi-vu"),
    Case("b", "Việc này thuộc trách nhiệm của Sở Nội vụ.", "so-noi-vu"),
    Case("b", "Người dân gửi đơn đến Thanh tra tỉnh đề nghị xem xét.", "thanh-tra"),
    Case("b", "Anh công tác ở Sở Tài chính từ năm 2010.", "so-tai-chinh"),
    Case("b", "UBND tỉnh giao Sở Nội vụ chủ trì thực hiện.", "+ubnd-tinh so-noi-vu"),
    Case("b", "Sở Nội vụ được giao tham mưu bộ tiêu chí.", "so-noi-vu"),
    Case("b", "Kiến nghị đã được Sở Giao thông vận tải trả lời.", "+so-gtvt"),
    Case("l", "Sáng 5/6, tại TP. Vũng Tàu, Sở Ngoại vụ tổ chức tọa đàm.", "+so-ngoai-vu vung-tau"),
    Case("l", "UBND tỉnh vừa phê bình UBND huyện Long Điền, yêu cầu kiểm điểm.", "+ubnd-tinh long-dien"),
    Case("l", "Sở Y tế khen thưởng Trung tâm Y tế huyện Châu Đức.", "+so-y-te"),
    Case("b", "Chủ tịch UBND tỉnh tặng bằng khen cho Sở Xây dựng.", "+ubnd-tinh so-xay-dung"),
)

DOCUMENTS = (
    Case("b", "Quyết định số 15/2023/QĐ-UBND của UBND tỉnh quy định giá nước.", "ubnd-tinh"),
    Case("l", "Thực hiện Kế hoạch số 08 của UBND tỉnh, Sở Nội vụ tổ chức tập huấn.", "+so-noi-vu ubnd-tinh"),
    Case("l", "Chủ tịch UBND tỉnh vừa ký Quyết định số 680 công bố thủ tục.", "+ubnd-tinh"),
    Case("b", "Căn cứ Nghị quyết số 12 của HĐND tỉnh về mức thu phí.", "hdnd-tinh"),
    Case("b", "Theo báo cáo của Sở Công Thương, hàng hóa dồi dào.", "so-cong-thuong"),
    Case("b", "Nguồn: Sở Y tế", "so-y-te"),
)

PRESS = (
    Case("b", "Theo Báo Bà Rịa - Vũng Tàu, cầu sẽ thông xe tháng tới.", "bao-brvt", "so-gtvt"),
    Case(
        "l",
        "Sau khi Báo Bà Rịa - Vũng Tàu đăng phản ánh, Sở Xây dựng kiểm tra.",
        "bao-brvt +so-xay-dung",
        "so-xay-dung",
    ),
    Case("b", "Trả lời phóng viên Báo Bà Rịa - Vũng Tàu, ông A nói đã xong.", "bao-brvt", "so-gtvt"),
    Case("l", "Báo Bà Rịa – Vũng Tàu phối hợp Tỉnh Đoàn trao học bổng.", "+bao-brvt +tinh-doan", "cong-tinh"),
    Case("b", "Kết quả được đăng trên Cổng Thông tin điện tử tỉnh.", "cong-tinh"),
    Case("b", "(Theo Đài PT-TH tỉnh)", "dai-brt", "so-y-te"),
)

INSIDE = (
    Case("l", "Trung tâm Y tế TP. Vũng Tàu tiêm vắc-xin cho trẻ.", ""),
    Case("l", "Chi cục Thuế huyện Xuyên Mộc thu vượt dự toán.", ""),
    Case("l", "Trường THPT Vũng Tàu khai giảng năm học mới.", ""),
    Case("l", "Đài Khí tượng thủy văn khu vực Nam Bộ dự báo mưa lớn.", ""),
    Case("l", "Công an huyện Đất Đỏ bắt hai nghi can.", ""),
    Case("l", "TAND TP. Bà Rịa xét xử lưu động.", ""),
    Case("l", "Bệnh viện Bà Rịa mổ thành công ca khó.", ""),
    Case("b", "Hãy đến cơ sở y tế gần nhất.", ""),
    Case("b", "CƠ SỞ Y TẾ TƯ NHÂN PHẢI ĐĂNG KÝ.", ""),
    Case("b", "Trụ sở Tài chính mới khánh thành.", ""),
    Case("b", "Ủy ban Dân tộc tổ chức hội nghị toàn quốc.", ""),
    Case("b", "Thanh tra Chính phủ công bố kết luận.", ""),
    Case("l", "Hội Nông dân huyện Châu Đức tổ chức hội thi.", "chau-duc"),
    Case("l", "Phòng Nội vụ huyện Châu Đức tổ chức sơ kết.", "+chau-duc"),
    Case("l", "Phòng Tài nguyên và Môi trường TP. Vũng Tàu kiểm tra bãi xe.", "+vung-tau"),
)

TERRITORY = (
    Case("l", "UBND phường Thắng Tam, TP. Vũng Tàu tổ chức đối thoại.", "+vung-tau.p-thang-tam +vung-tau"),
    Case("b", "Chủ tịch UBND xã Bàu Chinh cho biết đường đã thông.", "+chau-duc.x-bau-chinh +chau-duc"),
    Case("b", "Bà A, ngụ thị trấn Phước Bửu, huyện Xuyên Mộc, nói.", "xuyen-moc.tt-phuoc-buu xuyen-moc"),
    Case("l", "UBND thị trấn Long Hải họp dân.", "+long-dien.tt-long-hai +long-dien"),
    Case("l", "UBND thị trấn Long Hải họp dân.", "+long-dien.tt-long-hai +long-dat", on=LONG_DAT),
    Case("l", "UBND xã Lộc An, huyện Long Đất họp dân.", "+dat-do.x-loc-an +long-dat", on=LONG_DAT),
    Case("l", "UBND huyện Long Đất họp dân.", "+long-dat", on=LONG_DAT),
    Case("l", "UBND huyện Long Đất họp dân.", "", on=BEFORE),
    Case("l", "UBND TP. Phú Mỹ họp dân.", "+phu-my", on=MERGED),
    Case("l", "Sở Nông nghiệp và Môi trường kiểm tra tàu cá.", "+so-nnmt", on=MERGED),
    Case("l", "Sở TN-MT kiểm tra bãi rác.", "", on=MERGED),
    Case("l", "UBND phường Vũng Tàu họp dân.", "+tphcm.p-vung-tau", None, AFTER),
    Case("l", "UBND phường Phú Mỹ (TP.HCM) họp dân.", "+tphcm.p-phu-my", None, AFTER),
    Case("l", "UBND xã Đất Đỏ họp dân.", "+tphcm.x-dat-do", "sggp", AFTER),
    Case("l", "UBND phường Phú Mỹ, quận 7 họp dân.", "", None, AFTER),
    Case("l", "Sở Y tế TP.HCM kiểm tra phòng khám.", "+hcm-so-y-te", None, AFTER),
    Case("l", "Sở Y tế kiểm tra phòng khám.", "+hcm-so-y-te", "sggp", AFTER),
)

ELSEWHERE = (
    Case("l", "Sở Y tế Đồng Nai công bố dịch.", "", None),
    Case("l", "Tại Hà Nội, Sở Y tế kiểm tra bệnh viện.", "", None),
    Case("l", "TP.HCM: Sở Du lịch mở tuyến mới.", "", None),
    Case("l", "Sở GTVT TP.HCM và Sở GTVT tỉnh Đồng Nai họp về cầu.", ""),
    Case("l", "Bộ Y tế yêu cầu sở y tế các tỉnh, thành phố tăng cường giám sát.", ""),
    Case("l", "Bộ Y tế đề nghị các Sở Y tế báo cáo.", ""),
    Case("l", "Công an tỉnh Đồng Nai khởi tố vụ án.", ""),
    Case("l", "Sở Y tế tổ chức tập huấn tại TP. Hồ Chí Minh.", "+so-y-te"),
    Case("b", "Bà Rịa - Vũng Tàu có nắng. Sở Y tế khuyến cáo uống nhiều nước.", "+so-y-te", None),
    Case("b", "Bãi biển Vũng Tàu đông khách, tỷ phú Mỹ cũng đến.", ""),
)

MORE = (
    Case("t", "Xuyên Mộc: Nông dân trúng mùa nhãn", "xuyen-moc"),
    Case("b", "Theo ông Lê A, Trưởng Phòng Nội vụ huyện Đất Đỏ, điểm số tăng.", "+dat-do"),
    Case("b", "Ông Trần A (Giám đốc Sở Xây dựng) cho biết việc đã xong.", "+so-xay-dung"),
    Case("b", "Theo bà Lê C, Phó Giám đốc Sở Nội vụ, điểm số tăng.", "+so-noi-vu"),
    Case("b", "Thông tin từ HĐND tỉnh cho biết kỳ họp hoãn.", "+hdnd-tinh"),
    Case("t", "TP. Vũng Tàu: Cháy lớn ở chợ", "vung-tau"),
    Case("t", "Phường 7 (TP. Vũng Tàu): Ra mắt tổ công nghệ số", "+vung-tau"),
    Case("t", "UBND phường 7, TP. Vũng Tàu xin lỗi dân", "+vung-tau"),
    Case("t", "PHÓ CHỦ TỊCH UBND TỈNH NGUYỄN VĂN A KIỂM TRA BẾN CẢNG", "+ubnd-tinh"),
    Case("l", "Chủ tịch UBND tỉnh Trần Văn Được kiểm tra công trình.", "+ubnd-tinh"),
    Case("l", "(BR-VT) - Sở Y tế vừa tiếp nhận 10 máy thở.", "+so-y-te"),
    Case("l", "Báo BR-VT vừa tổ chức giải việt dã.", "+bao-brvt", "cong-tinh"),
    Case("b", "Báo Bà Rịa - Vũng Tàu đã có bài phản ánh.", "bao-brvt", "cong-tinh"),
    Case("b", "Đài PT-TH tỉnh phát sóng chương trình mới.", "dai-brt"),
    Case("b", "Lượng truy cập Cổng Thông tin điện tử tỉnh tăng nhờ mục hướng dẫn mới.", "cong-tinh"),
    Case("b", "Tham gia đoàn có lãnh đạo Sở Công Thương, Sở Kế hoạch và Đầu tư.", "so-cong-thuong so-khdt"),
    Case("b", "Chính quyền TP. Vũng Tàu cho biết sẽ xử lý.", "+vung-tau"),
    Case("b", "Người dân TP. Vũng Tàu cho biết đường ngập.", "vung-tau"),
    Case("b", "Văn phòng Đoàn ĐBQH và HĐND tỉnh tổ chức họp báo.", "hdnd-tinh"),
    Case("l", "Sở Y tế (TP.HCM) kiểm tra phòng khám.", ""),
    Case("l", "Công an tỉnh Đăk Lăk khởi tố vụ án.", ""),
    Case("l", "Tại Cần Thơ và An Giang, Sở Y tế khuyến cáo người dân.", ""),
)

METONYMS = (
    Case("b", "Sở đã ban hành công văn hướng dẫn.", "+so-y-te", "so-y-te"),
    Case("b", "Lãnh đạo Sở yêu cầu các phòng báo cáo.", "+so-y-te", "so-y-te"),
    Case("b", "Lãnh đạo thành phố thăm hỏi gia đình chính sách.", "+vung-tau", "vung-tau"),
    Case("b", "TP. Bà Rịa đông vui. Lãnh đạo thành phố chỉ đạo giữ trật tự.", "+ba-ria"),
    Case("b", "TP. Bà Rịa đông vui. Lãnh đạo huyện chỉ đạo giữ trật tự.", "ba-ria"),
    Case("b", "UBND thành phố đã ban hành kế hoạch.", "+vung-tau", "vung-tau"),
    Case("b", "UBND huyện đã ban hành kế hoạch.", ""),
    Case("l", "UBND tỉnh ban hành kế hoạch.", "+ubnd-tinh"),
    Case("b", "Lãnh đạo Sở yêu cầu báo cáo.", ""),
)

YEARS = (
    Case("l", "Sở KHĐT, TNMT và Xây dựng họp về dự án chậm tiến độ.", "+so-khdt +so-tnmt +so-xay-dung"),
    Case("l", "Sở LĐ,TB&XH chi trả trợ cấp tháng 8.", "+so-ldtbxh"),
    Case("l", "Mặt trận Tổ quốc tỉnh tặng quà hộ nghèo.", "+mttq"),
    Case("l", "Ủy ban MTTQ tỉnh phản biện dự thảo nghị quyết.", "+mttq"),
    Case(
        "b",
        "Đồng chủ trì có ông A, Phó Giám đốc Sở Công Thương và bà B, Phó Chủ tịch UBND huyện Đất Đỏ.",
        "+so-cong-thuong +dat-do",
    ),
    Case("b", "Chủ trì hội nghị là bà B, Phó Giám đốc Sở Du lịch.", "+so-du-lich"),
    Case("b", "Đồng chủ trì có ông A; cùng dự có bà B, Phó Giám đốc Sở Du lịch.", "so-du-lich"),
    Case("l", "Bộ trưởng Bộ Nội vụ làm việc với UBND tỉnh Bà Rịa - Vũng Tàu.", "ubnd-tinh"),
    Case("l", "Bộ Xây dựng yêu cầu Sở Xây dựng các tỉnh báo cáo.", ""),
    Case("l", "Thanh tra Bộ Y tế phối hợp Thanh tra tỉnh kiểm tra.", "+thanh-tra"),
    Case("l", "Sở KH-CN tiếp nhận nhiệm vụ từ Sở TT-TT.", "+so-khcn", on=MERGED),
    Case("l", "UBND Đặc khu Côn Đảo công bố bảng giá đất.", "+tphcm.dk-con-dao", "sggp", AFTER),
    Case(
        "l", "Trung tâm Phục vụ hành chính công phường Rạch Dừa nhận hồ sơ.", "+tphcm.p-rach-dua", "sggp", AFTER
    ),
    Case("l", "UBND huyện Đất Đỏ (cũ) từng phê duyệt dự án này.", "", "sggp", AFTER),
)

EVERY = FORMS + LISTS + ROLES + DOCUMENTS + PRESS + INSIDE + TERRITORY + ELSEWHERE + MORE + METONYMS + YEARS
