"""What the command line says, in Vietnamese or English by locale."""

import os

Words = tuple[str, str]  # Vietnamese, English

COMMANDS: dict[str, tuple[str, Words]] = {
    "demo": ("phusong.commands.demo", ("Chạy thử trọn vẹn trên một tỉnh giả định, không cần mạng",
                                       "Run everything on an invented province, no network needed")),
    "run": ("phusong.commands.run", ("Thu thập, phân loại, kiểm tra và lập báo cáo trong một lần",
                                     "Crawl, classify, audit and report in one go")),
    "crawl": ("phusong.commands.crawl", ("Thu thập các nguồn tin", "Crawl sources")),
    "search": ("phusong.commands.search", ("Tìm tin, bài đã thu thập", "Search stored articles")),
    "alerts": ("phusong.commands.alerts", ("Tìm kiếm đã lưu: báo mỗi tin, bài mới đúng một lần",
                                           "Saved searches: each new article is told once")),
    "coverage": ("phusong.commands.coverage", ("Bảng độ phủ theo đơn vị, nội dung, tuần",
                                               "Coverage by unit, content area, week")),
    "audit": ("phusong.commands.audit", ("Kiểm tra việc cập nhật trang thông tin điện tử",
                                         "Audit whether sites are kept up to date")),
    "report": ("phusong.commands.report", ("Lập báo cáo HTML của một kỳ", "Write the HTML report of a period")),
    "articles": ("phusong.commands.articles", ("Xuất mọi tin, bài (JSON từng dòng)", "All articles as JSON lines")),
    "source": ("phusong.commands.source", ("Thêm, liệt kê, kiểm tra nguồn tin", "Add, list and check sources")),
    "extract": ("phusong.commands.extract", ("Đọc trang HTML thành tin, bài (JSON từng dòng)",
                                             "Pages to texts, JSON lines in and out")),
    "read": ("phusong.commands.read", ("Phân loại văn bản theo nội dung và đơn vị (JSON từng dòng)",
                                       "Texts to areas and units, JSON lines in and out")),
    "rebuild": ("phusong.commands.rebuild", ("Làm lại mọi bước sau từ kho lưu trữ",
                                             "Run all later stages again from the archive")),
    "index": ("phusong.commands.index", ("Lập, đối chiếu và thay chỉ mục tìm kiếm",
                                         "Build, compare and replace the search index")),
    "serve": ("phusong.commands.serve", ("Chạy liên tục theo lịch: thu thập, đọc, kiểm tra, báo cáo, trang kết quả",
                                         "Run by itself on schedule, with pages")),
    "deploy": ("phusong.commands.deploy", ("Đăng ký lịch và tự động hóa với máy chủ Prefect",
                                           "Register schedules and automations with a Prefect server")),
    "batches": ("phusong.commands.batches", ("Các lô bài đang chờ đọc hoặc bị để riêng",
                                             "Batches that wait or were set aside")),
    "doctor": ("phusong.commands.doctor", ("Kiểm tra hệ thống: phần nào hỏng và cần làm gì",
                                           "Examine the installation: what is wrong and what to do")),
    "notify": ("phusong.commands.notify", ("Gửi thông báo đến hạn qua thư và webhook", "Send notices that are due")),
    "pages": ("phusong.commands.pages", ("Chỉ chạy các trang kết quả", "The pages alone")),
    "metrics": ("phusong.commands.metrics", ("Số liệu vận hành cho Prometheus", "Figures for Prometheus")),
    "backup": ("phusong.commands.backup", ("Sao lưu sổ cái và kho lưu trữ", "Back up the ledger and the archive")),
    "restore": ("phusong.commands.restore", ("Khôi phục từ bản sao lưu", "Restore a backup")),
    "purge": ("phusong.commands.purge", ("Dọn dữ liệu quá thời hạn lưu giữ", "Remove what was kept long enough")),
    "move-ledger": ("phusong.commands.move_ledger", ("Chuyển sổ cái sang PostgreSQL",
                                                     "Move the ledger to PostgreSQL")),
}

TEXTS: dict[str, Words] = {
    "group": (
        "Phủ sóng: ai đăng gì, về nội dung nào của kế hoạch, và trang nào không được cập nhật.\n\n"
        "Bắt đầu bằng: phusong demo",
        "Phủ sóng: who published what, on which content area of the plan, and which sites are not kept up to date.\n\n"
        "Start with: phusong demo",
    ),
    "version": ("Hiện phiên bản rồi thoát.", "Show the version and exit."),
    "json": ("In JSON, mỗi dòng một đối tượng", "Print JSON, one object a line"),
    "ids": ("Mã nguồn tin; bỏ trống là tất cả", "Source ids; all when none is given"),
    "from": ("Từ ngày (dd/mm/yyyy hoặc yyyy-mm-dd)", "From day (dd/mm/yyyy or yyyy-mm-dd)"),
    "to": ("Đến hết ngày", "To day, inclusive"),
    "by": ("Chiều của bảng: unit, area, week, month, source, kind, format; cách nhau dấu phẩy",
           "Dimensions: unit, area, week, month, source, kind, format; comma-separated"),
    "role": ("Vai trò của đơn vị: publisher (đăng), actor (chủ thể), any",
             "Role of the unit: publisher, actor, any"),
    "order": ("ngày đầu đứng sau ngày cuối", "the first day is after the last"),
    "out": ("Thư mục ghi kết quả", "Folder to write to"),
    "simulated": ("Đồng hồ giả lập: {now}", "Simulated clock: {now}"),
    "nothing": ("Chưa có dữ liệu. Chạy “phusong demo” hoặc “phusong crawl” trước.",
                "No data yet. Run “phusong demo” or “phusong crawl” first."),
    "no_sources": ("Chưa có nguồn tin nào trong {place}. Thêm một nguồn bằng: phusong source new ĐỊA-CHỈ",
                   "No source in {place} yet. Add one with: phusong source new URL"),
    "unread": ("Chưa có quy tắc nhận biết cho nội dung {areas}: số 0 ở đó không nói gì. Đặt quy tắc vào thư mục mang "
               "mã kế hoạch, cạnh tệp kế hoạch (docs/areas.md)",
               "No rules for {areas} yet: a zero there says nothing. Put rules into a folder named as the plan's id, "
               "beside the plan's file (docs/areas.md)"),
    "next": ("Lệnh nên thử tiếp:", "Try next:"),
    "stopped": ("Đã dừng. Việc dở dang được ghi lại; chạy lại lệnh để làm tiếp.",
                "Stopped. What was under way is recorded; run the command again to go on."),
    "error": ("Lỗi", "Error"),
    "date": ("“{text}” không phải ngày; viết dd/mm/yyyy hoặc yyyy-mm-dd", "“{text}” is no day; write dd/mm/yyyy"),
}


def language() -> str:
    """`en` where the locale says English, otherwise Vietnamese: the users' own."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if locale.lower().startswith("en") else "vi"


def say(words: Words | str, **values: object) -> str:
    """One text in the user's language, by key or as it is."""
    pair = TEXTS[words] if isinstance(words, str) else words
    text = pair[language() == "en"]
    return text.format(**values) if values else text
