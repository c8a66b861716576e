"""Small invented articles (title, lead): what belongs to an area and what does not. Written for the tests."""

IN: dict[str, tuple[tuple[str, str], ...]] = {
    "A01": (
        (
            "Ban hành Kế hoạch cải cách hành chính năm 2023",
            "UBND tỉnh vừa ban hành kế hoạch với 35 nhiệm vụ, phân công rõ cơ quan chủ trì.",
        ),
        (
            "Ban Chỉ đạo cải cách hành chính tỉnh họp phiên thứ nhất",
            "Phiên họp thống nhất chương trình làm việc cả năm.",
        ),
        (
            "Đề cao trách nhiệm người đứng đầu trong cải cách hành chính",
            "Thủ trưởng đơn vị chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
        ),
        ("Huyện Châu Đức quán triệt kế hoạch nâng cao Chỉ số PAPI", "Hội nghị có hơn 200 cán bộ chủ chốt tham dự."),
        ("Xác định cải cách hành chính là khâu đột phá", "Nghị quyết của Đảng bộ tỉnh nêu rõ mục tiêu đến năm 2025."),
        (
            "Siết chặt kỷ luật, kỷ cương hành chính",
            "Chủ tịch UBND tỉnh ký chỉ thị yêu cầu các sở, ngành chấp hành nghiêm giờ giấc làm việc.",
        ),
    ),
    "A02": (
        ("Đại biểu HĐND tỉnh tiếp xúc cử tri xã Bình Châu", "Cử tri kiến nghị sớm sửa tuyến đường liên xã."),
        ("UBND tỉnh trả lời 47 kiến nghị của cử tri", "Các kiến nghị gửi đến sau kỳ họp thứ 12 đã có văn bản trả lời."),
        ("Thường trực HĐND tỉnh giám sát việc giải quyết hồ sơ đất đai", "Đoàn giám sát làm việc với 4 huyện."),
        ("Giám đốc Sở Y tế đăng đàn trả lời chất vấn", "Phiên chất vấn tại kỳ họp HĐND tỉnh kéo dài hai giờ."),
        (
            "Quyền và nghĩa vụ của công dân trong xây dựng chính quyền",
            "Buổi nói chuyện chuyên đề dành cho người dân khu phố 5.",
        ),
        ("Ngày hội toàn dân đi bầu cử đại biểu Hội đồng nhân dân", "Từ sáng sớm cử tri đã đến khu vực bỏ phiếu."),
    ),
    "A03": (
        ("Phổ biến Luật Tiếp cận thông tin đến cán bộ cơ sở", "Lớp tập huấn do Sở Tư pháp tổ chức."),
        ("Chủ tịch UBND huyện tiếp công dân định kỳ tháng 8", "Có 12 lượt người đến trình bày về đất đai."),
        ("Tập trung giải quyết dứt điểm các vụ khiếu nại kéo dài", "Thanh tra tỉnh rà soát 9 vụ còn tồn đọng."),
        ("Lấy ý kiến nhân dân về dự thảo quy hoạch phân lô", "Người dân góp ý tại nhà văn hóa khu phố."),
        ("Thực hiện tốt quy chế dân chủ ở cơ sở", "Mọi khoản đóng góp đều được dân bàn và quyết."),
        ("Luật Phòng, chống tham nhũng: những điểm cần biết", "Bài viết giới thiệu quyền tố cáo của công dân."),
    ),
    "A04": (
        ("Hướng dẫn nộp hồ sơ trực tuyến trên Cổng Dịch vụ công", "Người dân chỉ cần một tài khoản định danh."),
        ("Tỷ lệ dịch vụ công trực tuyến toàn trình đạt 68%", "Số liệu sáu tháng đầu năm của tỉnh."),
        ("Cổng thông tin điện tử tỉnh thay đổi giao diện", "Giao diện mới thân thiện, dễ tra cứu trên điện thoại."),
        ("Khai trương trang thông tin điện tử xã Long Sơn", "Trang cung cấp văn bản, lịch tiếp dân và tin trong xã."),
        ("Người dân Xuyên Mộc quen dần với DVCTT", "Nhiều người đã tự nộp hồ sơ tại nhà."),
    ),
    "A05": (
        ("Đẩy nhanh chuyển đổi số trong cơ quan nhà nước", "Tỉnh đặt mục tiêu 100% văn bản ký số."),
        (
            "Trung tâm điều hành thông minh (IOC) đi vào hoạt động",
            "Trung tâm kết nối 1.200 camera và dữ liệu của 9 ngành.",
        ),
        ("Vũng Tàu xây dựng đô thị thông minh", "Đề án chia làm hai giai đoạn đến năm 2030."),
        ("Ra quân Tổ công nghệ số cộng đồng", "Mỗi khu phố có một tổ giúp dân cài đặt ứng dụng."),
        ("Triển khai Quyết định số 2207/QĐ-UBND", "Chương trình hành động về chuyển đổi số, đô thị thông minh."),
        ("Gửi nhận văn bản điện tử có chữ ký số tại 82 xã, phường", "Từ tháng 9 không còn gửi bản giấy."),
    ),
    "A06": (
        ("Hội nghị xúc tiến đầu tư tỉnh năm 2023", "Có 15 dự án được trao giấy chứng nhận đăng ký đầu tư."),
        ("Công bố quy hoạch tỉnh thời kỳ 2021-2030", "Đồ án quy hoạch được niêm yết tại trụ sở UBND."),
        (
            "Công khai kế hoạch sử dụng đất năm 2024 của huyện Đất Đỏ",
            "Danh mục 42 công trình được đăng trên trang của huyện.",
        ),
        ("Rà soát hộ nghèo, hộ cận nghèo theo chuẩn đa chiều", "Danh sách được niêm yết ở từng ấp."),
        ("Chính sách ưu đãi đầu tư vào khu công nghiệp chuyên sâu", "Doanh nghiệp được giảm tiền thuê đất."),
        (
            "Công khai báo cáo kết quả phòng, chống tham nhũng năm 2022",
            "Báo cáo được đăng trên phương tiện thông tin đại chúng.",
        ),
    ),
    "A07": (
        ("Chỉ số PAPI của tỉnh tăng 12 bậc", "Kết quả vừa được công bố cho thấy 6/8 nội dung tăng điểm."),
        ("Xếp hạng PAR INDEX 2022: tỉnh đứng thứ 7 cả nước", "Điểm số tăng ở lĩnh vực tài chính công."),
        ("Khảo sát mức độ hài lòng của người dân tại bệnh viện", "Phiếu khảo sát được phát ở 12 cơ sở."),
        ("Cải thiện năng lực cạnh tranh cấp tỉnh (PCI)", "Tỉnh phấn đấu vào nhóm 10 địa phương dẫn đầu."),
        ("Tinh giản biên chế, sắp xếp lại tổ chức bộ máy", "Tỉnh giảm 5 phòng và 12 đơn vị sự nghiệp."),
        ("Thực hành tiết kiệm, chống lãng phí trong mua sắm tài sản công", "Mỗi cơ quan xây dựng định mức riêng."),
        ("Công khai bản kê khai tài sản, thu nhập của cán bộ", "Việc công khai thực hiện tại nơi làm việc."),
    ),
    "A08": (
        ("Cắt giảm 35 thủ tục hành chính lĩnh vực đất đai", "Thời gian giải quyết rút ngắn một nửa."),
        ("Bộ phận một cửa xã Hòa Long giải quyết đúng hạn 99% hồ sơ", "Trong quý không có hồ sơ nào trễ hạn."),
        ("Trung tâm Phục vụ hành chính công gửi thư xin lỗi người dân", "Lá thư nêu rõ lý do chậm trả kết quả hồ sơ."),
        ("Công bố danh mục TTHC mới ban hành của ngành y tế", "Danh mục có 14 thủ tục."),
        ("Nhận kết quả tại nhà qua dịch vụ bưu chính công ích", "Người dân không phải đi lại."),
    ),
    "A09": (
        ("Tổng đài 1022 tiếp nhận phản ánh của người dân", "Mỗi ngày có hơn 200 cuộc gọi."),
        ("Xử lý kịp thời phản ánh, kiến nghị của người dân, doanh nghiệp", "Tỷ lệ trả lời đúng hạn đạt 96%."),
        ("Giao lưu trực tuyến: giải đáp thắc mắc của bạn đọc về bảo hiểm", "Chương trình nhận được 150 câu hỏi."),
        ("Công bố đường dây nóng tiếp nhận phản ánh về vệ sinh môi trường", "Số điện thoại trực 24/24 giờ."),
        ("Trả lời bạn đọc về cấp số nhà đường Trần Phú", "UBND phường đã có văn bản phản hồi."),
    ),
    "A10": (
        ("Tháo gỡ khó khăn cho doanh nghiệp thủy sản", "Lãnh đạo tỉnh làm việc với 20 doanh nghiệp."),
        ("UBND tỉnh đối thoại với doanh nghiệp quý III", "Doanh nghiệp nêu vướng mắc về phòng cháy, chữa cháy."),
        ("Doanh nghiệp gặp khó vì thiếu mặt bằng sản xuất", "Nhiều dự án phải chờ giải phóng mặt bằng."),
        ("Cà phê doanh nhân: lắng nghe để gỡ vướng", "Chương trình tổ chức sáng thứ Bảy hằng tuần cho nhà đầu tư."),
        ("Đồng hành cùng nhà đầu tư vượt khó", "Tổ công tác rà soát từng dự án."),
    ),
    "A11": (
        ("Xử phạt người đăng thông tin sai sự thật trên Facebook", "Người này bị phạt 7,5 triệu đồng."),
        (
            "Tập huấn kỹ năng sử dụng mạng xã hội an toàn cho đoàn viên",
            "Nội dung gồm bảo vệ tài khoản và dữ liệu cá nhân.",
        ),
        ("Cảnh báo thủ đoạn lừa đảo qua mạng giả danh công an", "Người dân không chuyển tiền theo yêu cầu lạ."),
        ("Phổ biến Bộ quy tắc ứng xử trên mạng xã hội", "Cán bộ, công chức gương mẫu chấp hành."),
        ("Nhận diện tin giả trên không gian mạng", "Chuyên đề dành cho học sinh trung học."),
    ),
    "A12": (
        ("Nữ công chức một cửa hết lòng vì dân", "Chị thường ở lại ngoài giờ để giải quyết hồ sơ cho bà con."),
        ("Tuyên dương 20 cán bộ, công chức có sáng kiến cải cách hành chính", "Lễ tuyên dương diễn ra sáng 2/9."),
        ("Trưởng công an xã được người dân tin yêu", "Anh luôn gần dân, giúp dân làm giấy tờ."),
        ("Trả kết quả hồ sơ tận nhà cho người già yếu", "Cán bộ phường mang giấy tờ đến từng hộ."),
        ("Kiểm tra đột xuất công vụ, phát hiện cán bộ nhũng nhiễu", "Đoàn kiểm tra lập biên bản hai trường hợp."),
        ("Đình chỉ công tác công chức địa chính vòi vĩnh người dân", "UBND huyện yêu cầu kiểm điểm người đứng đầu."),
    ),
}

OUT: dict[str, tuple[tuple[str, str], ...]] = {
    "A01": (
        ("Trồng thêm 2.000 cây xanh ven biển", "Hoạt động góp phần cải cách hành chính và làm đẹp đô thị."),
        ("Kế hoạch tổ chức giải bóng đá thiếu niên", "Giải diễn ra trong tháng 7."),
    ),
    "A02": (
        ("Cử tri Mỹ đi bỏ phiếu sớm ở nhiều bang", "Cuộc bầu cử Tổng thống Mỹ thu hút kỷ lục người tham gia."),
        ("Hai cha con giám sát camera hành trình", "Thiết bị giúp lái xe an toàn."),
        ("Chồng chất vấn vợ vì mua sắm nhiều", "Câu chuyện gia đình thời nay."),
    ),
    "A03": (
        ("Nữ ca sĩ tố cáo quản lý cũ", "Diễn viên và ca sĩ này lên tiếng trên trang cá nhân."),
        ("Nga tố cáo Ukraine phá đường ống", "Tổng thống Nga nói sẽ đáp trả."),
        ("Tuyên án vụ tham nhũng tại một ngân hàng", "Bị cáo lãnh 12 năm tù, hội đồng xét xử tuyên sáng nay."),
    ),
    "A04": (
        ("Mua vé xem phim trực tuyến giảm giá 30%", "Chương trình áp dụng cuối tuần."),
        ("Hiệp hội Dịch vụ công nghệ họp thường niên", "Hội bầu ban chấp hành mới."),
    ),
    "A05": (
        ("Điện thoại thông minh gập mới ra mắt", "Hãng công bố giá bán từ 25 triệu đồng."),
        ("Ca sĩ trẻ ra album nhạc điện tử", "Album gồm 8 ca khúc."),
    ),
    "A06": (
        ("Mở bán 300 căn hộ hướng biển", "Chủ đầu tư dự án ưu đãi lãi suất cho khách mua đất nền, căn hộ."),
        ("Quy hoạch cán bộ nhiệm kỳ mới", "Ban Tổ chức hướng dẫn rà soát cán bộ quy hoạch."),
        ("Nhóm thiện nguyện tặng quà cho người nghèo", "Mạnh thường quân trao tặng 100 suất quà."),
    ),
    "A07": (
        ("Chỉ số VN-Index giảm 20 điểm", "Cổ phiếu ngân hàng bị bán mạnh trong phiên giao dịch chứng khoán."),
        ("Máy lọc nước có bộ máy nén mới", "Sản phẩm tiết kiệm chi phí điện."),
        ("Đội tuyển xếp hạng 94 thế giới", "Huấn luyện viên và cầu thủ hài lòng với trận đấu."),
    ),
    "A08": (
        ("Kẻ trộm đột nhập một cửa hàng vàng", "Công an truy tìm nghi phạm."),
        ("Ra mắt cuốn sách về thủ tục tố tụng", "Sách dành cho luật sư."),
    ),
    "A09": (
        ("Ung thư dạ dày: bác sĩ giải đáp thắc mắc của bạn đọc", "Triệu chứng và cách điều trị cho bệnh nhân."),
        ("Phim phản ánh cuộc sống miền biển", "Bộ phim do đạo diễn trẻ thực hiện, diễn viên không chuyên."),
    ),
    "A10": (
        ("Doanh nghiệp thép báo lãi kỷ lục", "Doanh thu quý II tăng, cổ phiếu tăng trần."),
        ("Đảng ủy Khối Doanh nghiệp tổng kết phong trào văn nghệ", "Có 20 tiết mục dự thi."),
    ),
    "A11": (
        ("Bộ ảnh cưới gây sốt mạng xã hội", "Cặp đôi chụp ảnh ở đồi cát."),
        ("Quán ăn nổi tiếng nhờ TikTok", "Khách xếp hàng dài từ sáng."),
    ),
    "A12": (
        ("Học sinh nghèo vượt khó được khen thưởng", "Em đạt giải nhất cuộc thi toán."),
        ("Vận động viên điền kinh nhận bằng khen", "Thành tích tại giải vô địch quốc gia."),
        ("Cầu thủ bị kỷ luật vì chơi xấu", "Trọng tài rút thẻ đỏ trong trận đấu."),
    ),
}

# (title, lead, areas that count, areas that do not): the annotators' tie-breaks.
TIES: tuple[tuple[str, str, str, str], ...] = (
    ("Ban hành kế hoạch đẩy mạnh cải cách hành chính", "Văn bản nêu rõ trách nhiệm người đứng đầu.", "A01", "A07 A08"),
    ("Tỉnh tăng 9 bậc về Chỉ số cải cách hành chính", "Kết quả xếp hạng vừa được công bố.", "A07", "A01 A08"),
    (
        "Dịch vụ công trực tuyến: nộp hồ sơ ở nhà, nhận tin nhắn kết quả",
        "Cách làm theo ba bước trên Cổng Dịch vụ công.",
        "A04",
        "A05",
    ),
    ("Kho dữ liệu dùng chung phục vụ chuyển đổi số", "Hạ tầng số kết nối các sở, ngành.", "A05", "A04"),
    (
        "Tổ công nghệ số cộng đồng giúp dân nộp hồ sơ trực tuyến",
        "Mỗi tối có 30 người được hướng dẫn dịch vụ công trực tuyến.",
        "A04 A05",
        "A11",
    ),
    ("Người cao tuổi học cách tránh lừa đảo trực tuyến", "Lớp học về sử dụng mạng xã hội an toàn.", "A11", "A05"),
    (
        "Đường dây nóng nhận phản ánh về thủ tục hành chính",
        "Người dân phản ánh thủ tục hành chính rườm rà qua số máy công khai.",
        "A09 A08",
        "A03",
    ),
    (
        "Tiếp công dân: lãnh đạo huyện nghe dân nói về khiếu nại đất đai",
        "Buổi tiếp công dân tại trụ sở tiếp công dân huyện.",
        "A03",
        "A09 A02",
    ),
    (
        "Tiếp xúc cử tri: nhiều kiến nghị về hạ tầng",
        "Cử tri kiến nghị tại buổi tiếp xúc cử tri ở phường.",
        "A02",
        "A09 A10",
    ),
    ("Mời gọi đầu tư vào cảng biển", "Tỉnh công bố chính sách thu hút đầu tư logistics.", "A06", "A10"),
    (
        "Doanh nghiệp cảng biển kêu khó",
        "Doanh nghiệp gặp vướng mắc về luồng lạch, mong được tháo gỡ khó khăn.",
        "A10",
        "A06",
    ),
)
