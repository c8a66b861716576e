"""The journalistic form of an article, from its sections, labels and shape: one code of FORMATS."""

import re
from collections.abc import Callable, Mapping

from domain.textnorm import fold
from nlp.given import ReadInput
from nlp.sections import section_of

FORMATS: Mapping[str, str] = {
    "tin": "Tin",
    "bai": "Bài",
    "phong_su": "Phóng sự, ký sự, ghi chép",
    "phong_van": "Phỏng vấn",
    "loat_bai": "Loạt bài nhiều kỳ",
    "hoi_dap": "Hỏi đáp",
    "van_ban": "Văn bản",
    "video": "Video, truyền hình",
    "audio": "Phát thanh, audio",
    "anh": "Ảnh, phóng sự ảnh",
    "infographic": "Infographic, đồ họa",
}

SHORT = 350  # syllables: more is an article, not a news item
BRIEF = 150  # syllables: less is a news item even where nothing tells its day
HEAD = 400  # characters in which a news item says when
FEW_WORDS = 150  # beside many pictures the text is captions
MANY_IMAGES = 6
TURNS = 3  # lines of one speaker in an interview

_SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("infographic", ("infographic", "đồ họa", "inforgraphic")),
    ("video", ("video", "truyền hình", "clip", "thời sự truyền hình", "media tv")),
    ("audio", ("audio", "phát thanh", "podcast", "radio")),
    ("hoi_dap", ("hỏi đáp", "hỏi và đáp", "trả lời công dân", "trả lời bạn đọc", "giải đáp pháp luật")),
    ("anh", ("phóng sự ảnh", "thư viện ảnh", "tin ảnh", "ảnh đẹp", "hình ảnh hoạt động")),
    ("van_ban", ("văn bản", "công báo", "van ban phap quy")),
    ("phong_su", ("phóng sự", "ký sự", "ghi chép")),
    ("phong_van", ("phỏng vấn", "trò chuyện cuối tuần", "đối thoại cuối tuần")),
)
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("infographic", re.compile(r"^\W*(?:info?r?graphics?|do hoa)\b|[\[(|]\s*info?r?graphics?\s*[\])|]")),
    ("video", re.compile(r"^\W*(?:video|clip|truyen hinh)\W*[:|–-]|[\[(|]\s*(?:video|clip)\s*(?:[\])|]|$)")),
    ("video", re.compile(r"^\W*(?:ban tin |chuong trinh )thoi su\b|^\W*thoi su\b.*\bngay \d")),
    ("audio", re.compile(r"^\W*(?:ban tin |chuong trinh )phat thanh\b")),
    ("hoi_dap", re.compile(r"^\W*(?:hoi\s*[-–]?\s*dap|hoi va dap)\s*[:|–-]")),
    ("audio", re.compile(r"^\W*(?:audio|podcast|phat thanh|radio)\W*[:|–-]|[\[(|]\s*(?:audio|podcast)\s*[\])|]")),
    ("anh", re.compile(r"^\W*(?:chum anh|phong su anh|photo|tin anh|anh)\s*[:|–-]|[\[(|]\s*(?:anh|photo)\s*[\])|]")),
    ("phong_su", re.compile(r"^\W*(?:phong su|ky su|ghi chep|but ky)\s*[:|–-]|[\[(]\s*(?:phong su|ghi chep)\s*[\])]")),
    ("phong_van", re.compile(r"^\W*phong van\s*[:|–-]|[\[(]\s*phong van\s*[\])]")),
    ("loat_bai", re.compile(r"\b(?:bai|ky|phan)\s*(?:\d{1,2}|cuoi|[ivx]{1,4})\s*[:.–-]")),
    ("loat_bai", re.compile(r"[-–(:]\s*(?:bai|ky)\s*(?:\d{1,2}|cuoi)\W*$")),
)
_DOCUMENT = re.compile(r"^\s*(?:số|so)\s*:\s*[\w\d]*\s*/\s*[\w\-/&Đđ]+", re.I | re.M)
_WHEREAS = re.compile(r"^\s*(?:căn cứ|theo đề nghị của|xét đề nghị|kính gửi|nơi nhận)\b", re.I | re.M)
_KINDS = "quyết định|nghị quyết|công văn|thông báo|tờ trình|báo cáo|chỉ thị|kế hoạch|hướng dẫn|thông tư|nghị định"
_DOCUMENT_TITLE = re.compile(rf"^\W*(?:{_KINDS})\s+(?:số\s*)?\d+\s*[-/]", re.I)
_LEAD_LABEL = re.compile(r"^\W*(?:phong su|ky su|ghi chep|but ky)\s*(?:cua\b|:|[–-])")
_ASKER = r"(?:bạn đọc|độc giả|công dân|người dân|ông|bà|anh|chị)\s[^\n:?]{0,60}\bhỏi"
_OFFICE = r"(?:sở|ubnd|công an|bhxh|bảo hiểm|thuế|chi cục|cục|phòng|ban|bộ|trung tâm|cơ quan|luật sư|tòa soạn)"
_ANSWER = re.compile(
    rf"^\W*(?:trả lời|đáp|câu trả lời|nội dung trả lời|{_OFFICE}\s[^\n:?]{{0,60}}\btrả lời(?: như sau)?)\s*[:.\n]",
    re.I | re.M,
)
_QUESTION = re.compile(
    rf"^\W*(?:hỏi|câu hỏi|bạn đọc hỏi|nội dung câu hỏi|câu hỏi của|{_ASKER})\b.{{0,60}}?[:?]", re.I | re.M
)
_REPORTER = re.compile(
    r"^\W*(?:[Pp]hóng viên|PV|P\.?V|[Nn]hà báo|hỏi)\s*(?:\([^)]*\)\s*)?[:.]|^\*?\s*(?:PV|P\.V)\b", re.M
)
_SPEAKER = re.compile(r"^\W*(?:ông|bà|đồng chí|đ/c|GS|PGS|TS|ThS|luật sư)\s+[^\n:.]{3,60}:", re.I | re.M)
_ASKED = re.compile(r"^\s*(?:\*|-|–|—|\+|“|\")?\s*[^\n]{15,240}\?\s*$", re.M)
_WHEN = re.compile(
    r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\b|\bngày \d|\b(?:sáng|trưa|chiều|tối|đêm|khuya|hôm) (?:nay|qua|\d)"
    r"|\b(?:vừa|mới đây|tuần qua|tháng qua|thời gian qua|những ngày qua)\b|^\W*\(?[\w.&-]{2,20}\)?\s*[-–—]\s",
    re.I,
)
_REPLIED = re.compile(r"^\s*[-–—]\s+\S", re.M)


def format_of(given: ReadInput) -> str:
    """The code of the form: what the site says first, then the label in title or lead, then the shape of the text."""
    for code, words in _SECTIONS:
        if section_of(words, given.sections):
            return code if code != "van_ban" or _short(given) or _is_document(given) else _shape(given)
    label = fold(given.title)
    for code, pattern in _LABELS:
        if pattern.search(label):
            return code
    return "phong_su" if _LEAD_LABEL.search(fold(given.lead[:HEAD])) else _shape(given)


def _shape(given: ReadInput) -> str:
    tests: tuple[tuple[str, Callable[[ReadInput], bool]], ...] = (
        ("van_ban", _is_document),
        ("hoi_dap", _is_answer),
        ("phong_van", _is_interview),
        ("anh", _is_gallery),
    )
    shape = next((code for code, fits in tests if fits(given)), None)
    return shape or ("tin" if _is_news(given) else "bai")


def _length(given: ReadInput) -> int:
    return len(given.lead.split()) + len(given.body.split())


def _is_news(given: ReadInput) -> bool:
    """Short, and with a dateline or a day in its first sentences; what is very short needs neither."""
    length = _length(given)
    return length < BRIEF or (length < SHORT and bool(_WHEN.search(f"{given.lead}\n{given.body}"[:HEAD])))


def _short(given: ReadInput) -> bool:
    return _length(given) < FEW_WORDS and given.attachments > 0


def _is_document(given: ReadInput) -> bool:
    head = given.body[:1500]
    if _DOCUMENT.search(head) and _WHEREAS.search(given.body):
        return True
    return bool(_DOCUMENT_TITLE.search(given.title)) and (given.attachments > 0 or bool(_WHEREAS.search(given.body)))


def _is_answer(given: ReadInput) -> bool:
    text = f"{given.lead}\n{given.body}"
    return bool(_ANSWER.search(text)) and (bool(_QUESTION.search(text)) or given.title.rstrip().endswith("?"))


def _is_interview(given: ReadInput) -> bool:
    text = f"{given.lead}\n{given.body}"
    if len(_REPORTER.findall(text)) >= 2:
        return True
    asked = len(_ASKED.findall(given.body)) if given.body.count("?") >= TURNS else 0
    return asked >= TURNS and len(_REPLIED.findall(given.body)) + len(_SPEAKER.findall(given.body)) >= TURNS


def _is_gallery(given: ReadInput) -> bool:
    return given.images >= MANY_IMAGES and _length(given) < FEW_WORDS
