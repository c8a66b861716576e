"""The words that tell who acts: verbs of office, heads of longer names, and what makes of a name an object or a place.

All in the NORM form of the tokenizer, in pieces between commas.
"""


def phrases(text: str) -> tuple[str, ...]:
    """The pieces of a list."""
    return tuple(" ".join(piece.split()) for piece in text.split(",") if piece.strip())


def words(text: str) -> frozenset[str]:
    """Single words between blanks."""
    return frozenset(text.split())


# What an office does: a unit before one of these is its subject.
ACTS = phrases("""
    tổ chức, ban hành, chủ trì, phối hợp, công bố, triển khai, khai trương, khai mạc, khai giảng, bế mạc, trao,
    trao tặng, tặng, tiếp nhận, tiếp, tiếp xúc, kiểm tra, giám sát, thẩm định, phê duyệt, duyệt, thông qua, yêu cầu,
    chỉ đạo, điều hành, đề nghị, đề xuất, thông báo, thông tin, cảnh báo, khuyến cáo, hướng dẫn, xử phạt, xử lý,
    giải quyết, trả lời, giải trình, phúc đáp, phản hồi, giải đáp, đính chính, xin lỗi, cho biết, cho hay, khẳng định,
    nhấn mạnh, thừa nhận, nêu rõ, lưu ý, tham mưu, ký, ký kết, ký ban hành, ra mắt, ra quân, ra quyết định, vận hành,
    đưa vào, tuyên truyền, phổ biến, tập huấn, bồi dưỡng, họp, họp báo, giao ban, làm việc, gặp gỡ, gặp mặt,
    đối thoại, công khai, niêm yết, báo cáo, quyết định, giao, phân công, thành lập, kiến nghị, tăng cường, đẩy mạnh,
    đẩy nhanh, thực hiện, lấy ý kiến, tuyên dương, biểu dương, khen thưởng, rà soát, thống kê, cấp, hỗ trợ, xây dựng,
    khảo sát, tiến hành, tuyển dụng, tuyển sinh, sơ kết, tổng kết, phát động, quán triệt, hưởng ứng, ban bố, vận động,
    quy định, tạm dừng, thu hồi, bổ nhiệm, điều động, bàn giao, thí điểm, áp dụng, mở, cắt giảm, rút ngắn, chấn chỉnh,
    phê bình, kỷ luật, đình chỉ, xác minh, thanh tra, kết luận, chấp thuận, cho phép, bãi bỏ, nâng cấp, đầu tư,
    khởi công, khánh thành, tháo gỡ, lắng nghe, tập trung, chuyển đổi, ứng dụng, số hóa, duy trì, phát huy, nỗ lực,
    quyết liệt, chú trọng, siết chặt, phấn đấu, chuẩn bị, lên phương án, lên kế hoạch, cưỡng chế, truy thu,
    mời gọi, kêu gọi, xúc tiến, nghiêm cấm, cấm, tiếp công dân, tiếp dân, đón, tiếp tục, chủ động, kịp thời, hoàn thành,
    hoàn thiện, bổ sung, điều chỉnh, sửa đổi, gửi, trình, có văn bản, có công văn, có thông báo, có tờ trình,
    có quyết định, chỉ ra, làm rõ, có buổi làm việc, vào cuộc, có kế hoạch, có ý kiến, có báo cáo, thăm, viếng,
    chúc tết, bình xét, đánh giá, ghi nhận, cung cấp,
    đào tạo, cam kết, kỷ niệm, phát hiện, khởi tố, điều tra, truy tố, bắt giữ, tạm giữ, triệt phá, truy quét, cứu hộ
""")
# Before any verb; enough for an office ("Sở Y tế đã …"), not for a place ("TP. Vũng Tàu đang mưa").
AUXILIARIES = words("đã vừa sẽ đang cũng luôn")
SPEECH = phrases("""nói, phát biểu, chia sẻ, thông tin, nhận định, đánh giá, bày tỏ, trao đổi, phân tích, lý giải, kể,
    kỳ vọng, mong muốn, mong, hứa, nhìn nhận, giải thích, xác nhận, dẫn đầu, làm trưởng đoàn, làm tổ trưởng, cảm ơn,
    cho rằng, tuyên bố, tiết lộ, dẫn chứng, thống nhất, gợi ý, đặt vấn đề, đồng tình, than, băn khoăn, trăn trở""")
# Of a newspaper these say that it is quoted, not that it does something.
QUOTED = phrases("""
    cho biết, cho hay, thông tin, phản ánh, nêu, đăng, đưa tin, ghi nhận, khẳng định, nêu rõ, thông báo, cảnh báo
""")
PASSIVE = words("bị được")
MEANWHILE = words(
    "về để nhằm trong của mà thuộc cho theo nơi là thì có vì do nếu khi bị được như bằng với tại ở qua từ"
)  # between a unit and a verb they start another part of the sentence

# Where, not who.
PLACES = words("tại ở trên từ đến về thuộc bàn trú quê ngụ qua khỏi vào ra sang dọc quanh gần toàn khắp")
# Before a unit that receives, is judged, or owns something.
OBJECTS = words("gửi của cho tới lên với như gồm là nhờ mời giao kiện nguyên cựu thăm khen chờ")
OBJECT_PHRASES = phrases("""
    yêu cầu, đề nghị, kiến nghị, chỉ đạo, phê bình, biểu dương, tuyên dương, khen thưởng, báo cáo, trình, xin ý kiến,
    tham mưu, tham mưu cho, đề xuất, trao tặng, tặng, trao, chúc mừng, kêu gọi, ủy quyền, phản ánh, tố cáo, thanh tra,
    kiểm tra, giám sát, bổ nhiệm, khởi tố, bắt, thành lập, sáp nhập, hợp nhất, giải thể, trực thuộc, chất vấn, góp ý,
    phân công, cảm ơn, hỏi, phỏng vấn, trụ sở, hội trường, liên hệ, phía sau, so với, nộp, điều động, tách, theo dõi,
    cấp, ra mắt, khai trương, xử phạt, xử lý, thanh tra tại, hướng dẫn, hỗ trợ, làm việc với
""")
# Taken up by a list: "yêu cầu các sở, ngành, UBND huyện …".
ADDRESSED = phrases("""
    gửi, giao, yêu cầu, đề nghị, kiến nghị, chỉ đạo, mời, báo cáo, trình, phân công, của, cho, tham mưu
""")
BODIES = words("ubnd sở ban ngành hđnd công thanh tỉnh thủ giám chủ lãnh ủy huyện thành bộ đảng cơ đơn địa phòng")
AGENTS = words("do được bị")  # "do Sở Y tế tổ chức"
TOGETHER = phrases("""
    phối hợp với, phối hợp cùng, phối hợp chặt chẽ với, phối hợp giữa, cùng với, cùng, hợp tác với, ký kết với,
    liên kết với
""")
SOURCES = phrases("theo, thông tin từ, nguồn tin từ, thông tin của, theo thông tin từ, theo thông tin của")
# Before a new clause.
OPENERS = words("""
    : . - ' " * + • | / » « … ! ? khi vì mà rằng nếu sau nay qua để thì nhiều các liên lại song nhưng
""")
JOINTS = frozenset((",", ";", "và"))  # a new clause, or one more of a list
# The first word of a sentence that begins with time, place or cause: what stands after its comma is the subject.
ADJUNCTS = words("""
    sáng chiều tối trưa ngày hôm tại ở vừa mới trong nhằm để theo thực nhân sau khi từ với năm thời qua đến bên tuần
    tháng cuối đầu kỳ phiên do vì trước hướng tiếp cùng đêm rạng quý hiện song ngoài ghi trên nếu căn
""")
SHARED = frozenset((":", ",", "các", "sở", "ngành", "ban", "liên", "những", "phòng"))
PHRASAL = words("tại ở trong nhằm để theo thực nhân sau khi từ với qua do vì trước hướng trên căn ghi được")
NO_HEAD = {  # "trường" in "môi trường" is no school
    "trường": "môi thị công hội nông quảng lâm hiện", "hội": "xã cơ quốc lễ đại dạ ngày", "đoàn": "tập công",
    "phòng": "quốc dự hải đề", "đội": "quân", "cục": "bố tổng kết", "đồn": "tin", "cảng": "hồng",
    "ubnd": "-", "hđnd": "-",
}  # fmt: skip
NO_ACT = {  # word -> words before, words after, with which it is another: "chương trình", "giao thông"
    "trình": ("chương công quy lộ quá tiến giáo hành", "độ bày"), "tiếp": ("trực gián liên giao", "theo cận giáp"),
    "cấp": ("cao cung thứ đẳng sơ trung bậc theo", "cứu xã huyện tỉnh độ bách ủy"), "ký": ("đăng nhật thư", "ức túc"),
    "giao": ("bàn ngoại", "thông dịch lưu thoa thừa"), "trao": ("", "đổi"), "mở": ("cởi", ""), "cấm": ("", "kỵ"),
}  # fmt: skip
NOT_ATTENDING = words("án kiến thảo toán báo phòng trữ tuyển khuyết đoán bị luật")  # dự án, dự kiến …

# Heads of a longer name. A person's title: the unit acts when the person chairs or speaks.
TITLES = phrases("""
    giám đốc, phó giám đốc, chủ tịch, phó chủ tịch, chủ tịch thường trực, phó chủ tịch thường trực, chánh, phó chánh,
    chánh văn phòng, phó chánh văn phòng, trưởng, phó trưởng, trưởng phòng, phó trưởng phòng, trưởng ban,
    phó trưởng ban, chánh thanh tra, phó chánh thanh tra, bí thư, phó bí thư, cán bộ, chuyên viên, công chức,
    viên chức, lãnh đạo, đại diện, đại diện lãnh đạo, tổng biên tập, phó tổng biên tập, phóng viên, pv, nhà báo,
    người phát ngôn, giám đốc phụ trách, phó giám đốc phụ trách, nhân viên, người đứng đầu, chủ nhiệm, phó chủ nhiệm,
    ủy viên
""")
# A part of the body itself: what it does, the body does.
ORGANS = phrases("""
    đoàn công tác, đoàn kiểm tra, đoàn giám sát, đoàn thanh tra, đoàn liên ngành, tổ công tác, tổ kiểm tra,
    tổ liên ngành, tổ đại biểu, đoàn đại biểu, đại biểu, bộ phận một cửa, bộ phận tiếp nhận và trả kết quả,
    bộ phận tiếp nhận, trung tâm phục vụ hành chính công, trung tâm hành chính công, ban giám đốc, thường trực,
    chính quyền, tập thể lãnh đạo, thanh tra, phòng, văn phòng, ubnd, ủy ban nhân dân, hđnd, hội đồng nhân dân,
    ban pháp chế, ban kinh tế - ngân sách, ban văn hóa - xã hội, ban đô thị, tổ kiểm tra công vụ, cơ quan
""")
# Bodies of their own that only carry the place in their name.
INSTITUTIONS = phrases("""
    công an, cảnh sát, csgt, tand, tòa án, tòa án nhân dân, vksnd, viện kiểm sát, viện kiểm sát nhân dân, trung tâm,
    bệnh viện, trường, thpt, thcs, tiểu học, mầm non, mẫu giáo, đại học, cao đẳng, chi cục, cục, thuế, bhxh, phòng cháy,
    bảo hiểm xã hội, kho bạc, điện lực, bưu điện, ban chqs, chqs, quân sự, bộ đội, biên phòng, đồn, công ty, xí nghiệp,
    hợp tác xã, htx, nhà máy, chợ, trạm, trạm y tế, ngân hàng, agribank, khu công nghiệp, kcn, cụm công nghiệp, cảng,
    hạt kiểm lâm, ban quản lý, khách sạn, nhà thi đấu, sân vận động, bảo tàng, thư viện, nhà văn hóa, đội, câu lạc bộ,
    clb, chùa, giáo xứ, hải đăng, bến xe, viễn thông, vnpt, thi hành án, cơ quan điều tra, cơ quan cảnh sát điều tra
""")
# Of the same place, but neither its people's committee nor its council.
BESIDE = phrases("""
    đảng ủy, đảng bộ, chi bộ, huyện ủy, thành ủy, thị ủy, mttq, ủy ban mttq, ủy ban mttq việt nam, mặt trận tổ quốc,
    mặt trận tổ quốc việt nam, hội, đoàn thanh niên, đoàn, liên đoàn lao động, lđlđ, hội lhpn, hội nông dân, hội ccb,
    hội liên hiệp phụ nữ, hội cựu chiến binh, công đoàn, văn phòng đoàn đbqh và, đoàn đbqh
""")
