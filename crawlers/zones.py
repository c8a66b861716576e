"""Elements that stand on a page beside the article, told by the words of their class and id."""

import re
from functools import lru_cache
from typing import Final

_SPLIT = re.compile(r"[^a-zA-Z0-9]+|(?<=[a-z])(?=[A-Z])")

# One alternative a word; a hyphen stands for every joint, so "boxTinLienQuan" is read as "box-tin-lien-quan".
_WORDS: Final = {
    "comment": r"""
        comments? cmts? commentbox fb-comments disqus binh-?luan y-?kien phan-?hoi comment-?(?:box|list|form|area|wrap)
    """,
    "related": r"""
        related?\w* lien-?quan tin-?(?:lien-?quan|khac|cu|moi|cung|doc|noi-?bat|tuc-khac) tinmoi tincu tinlq cac-?tin
        bai-?(?:viet-)?(?:lien-?quan|khac|cung) cung-?(?:chuyen-?(?:muc|de)|chu-de|danh-muc)
        (?:other|more|same|similar|latest|hot|popular|new|newest|older|newer)-?(?:news|posts?|articles?|stor(?:y|ies)|items?)
        (?:news|posts?|articles?)-?(?:other|more|related|relation|same|hot|lq)
        relation recommend\w* suggest\w* read-?more see-?more doc-?(?:them|nhieu) xem-?(?:them|nhieu)
        most-?(?:read|view\w*) top-?(?:view|read) prev-?next next-?prev post-nav\w* nav-?links? also inner-?article
        box-?(?:tin|news) link-?content
    """,
    "share": r"""
        share\w* shar socials?\w* addthis\w* sharethis a2a addtoany zalo\w* fb-like fb-root like facebook twitter
        google-plus print\w* mailto email font-?size\w* (?:text|zoom|resize|font)-?(?:size|zoom|text|resizer?|change)
        co-?chu tool-?(?:bar|box|s) toolbar\w* actions? asset-control utilit(?:y|ies) article-tools? news-tools?
        cong-?cu audio\w* tts text-to-speech speech nghe\w* player reader-?mode bookmark reaction emotion
    """,
    "tags": r"tags? tag-?(?:list|box|links|cloud|news) tu-?khoa keywords? article-tags post-tags hashtags?",
    "rating": r"ratings? vote\w* danh-?gia stars? hoi-?dap-form survey poll tham-do",
    "nav": r"""
        bread-?crumbs?\w* breakcrumb nav navbar navi navigation menu\w* main-?menu sub-?menu top-?menu paginat\w* paging
        pager sitemap duong-?dan site-?path skip-?links? lang\w* ngon-?ngu search\w* tim-?kiem login\w* dang-?nhap
    """,
    "caption": r"""
        fig-?caption\w* captions? chu-?thich
        (?:image|img|photo|picture|pic)-?(?:c-?m-?s-?)?(?:desc\w*|captions?|note|author|credit|source)
        (?:chu-?thich|ghi-?chu|mo-?ta)-?(?:anh|hinh)\w*
    """,
    "author": r"author-?(?:box|bio|desc\w*) about-?(?:the-)?author bio box-?author",
    "ads": r"""
        ads? adv advert\w* ads-?\w+ adsense banners? quang-?cao qc sponsor\w* popup modal newsletter subscribe cookie\w*
    """,
    "side": r"""
        side-?bar\w* aside hot-?line widget-area left-?(?:menu|panel) right-?(?:col|column|menu|panel|bar) cot-?phai
        col-?right
    """,
    "header": r"""
        (?:site|page|main|top|global|web)-?header header-?(?:top|main|wrap\w*|site|page|inner|bottom) masthead top-?bar
        date-?time-?now current-?(?:date|time) today clock dong-?ho hom-?nay ngay-?hom-?nay ngay-?gio timer?-?now
        now-?time time-?now date-?now now
    """,
    "footer": r"footer\w* (?<=^-)foot(?=-$) site-?info copyright ban-?quyen chan-?trang page-?bottom bottom-?bar",
}
_PATTERNS = tuple((zone, re.compile(rf"-(?:{'|'.join(words.split())})-")) for zone, words in _WORDS.items())
_TAGS: Final = {"nav": "nav", "aside": "side", "footer": "footer", "menu": "nav", "figcaption": "caption"}
_WHOLE: Final = frozenset({"html", "body", "form", "main", "article"})

# Names that wrap a page or an article keep their text, whatever else the name says, unless that is beyond doubt.
_KEEP = re.compile(
    r"-(?:body|wrapper|container|content|main|page|site|article|details?|chi-?tiet|noi-?dung|entry|post-?content"
    r"|has-\w+|no-\w+|with-\w+|layout\w*|hentry)-"
)
_ALWAYS = re.compile(
    r"-(?:related?\w*|lien-?quan|tin-?(?:khac|lien-?quan)|comments?|binh-?luan|share\w*|social\w*|breadcrumbs?|footer"
    r"|tags|menu\w*|nav|other-?news|sidebar|asset-control|inner-article|paginat\w*|paging|pager|toolbar\w*|tools)-"
)


_CARD = re.compile(r"(?:^|\s)(?!category-|tag-)[\w-]*(?:related|teaser)", re.I)  # another article's, in the story


def words_of(name: str) -> str:
    """The words of class and id names, lower case, between hyphens: "-box-tin-lien-quan-"."""
    return "-" + "-".join(part.lower() for part in _SPLIT.split(name) if part) + "-"


@lru_cache(maxsize=20_000)
def zone_of(tag: str, classes: str, ident: str) -> str:
    """The kind of chrome that an element opens (a key of `_WORDS`), or an empty string."""
    if tag in _TAGS:
        return "share" if tag == "footer" and "node__" in classes else _TAGS[tag]  # Drupal's line of author and date
    if tag in _WHOLE or not (classes or ident):
        return "related" if tag == "article" and _CARD.search(classes) else ""
    for name in (*classes.split(), ident):
        words = words_of(name)
        if _KEEP.search(words) and not _ALWAYS.search(words):
            continue
        for zone, pattern in _PATTERNS:
            if pattern.search(words):
                return zone
    return ""
