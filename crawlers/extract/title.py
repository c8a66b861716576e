"""The article's title: the words on the page that its <title>, JSON-LD or og:title begin with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from crawlers.blocks import HEADINGS, Block
from crawlers.chrome import is_chrome
from crawlers.dates.visible import is_particulars
from crawlers.extract.site_name import GENERIC, SITE_PLAIN, is_site_name, plain, specific, strip_site
from crawlers.metadata import Metadata, text_of
from crawlers.zones import words_of
from domain.textnorm import clean

_HINT = re.compile(r"-(?:\w*title\w*|\w*tieu-?de\w*|headline|\w*heading|name|subject|ten-?bai\w*)-")
_SUBTITLE = re.compile(r"-(?:sub-?\w*-?title|subtitle|portlet|sapo|lead|summary|desc\w*|category|cate|chuyen-?muc)-")
_OPENS = re.compile(r"\s*(?:[-|–—:»•·_/<>(\[,.…]|\Z)")
_DATE_TAIL = re.compile(r"\s*[(\[|–-]+\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[^()\[\]]{0,14}[)\]]?$")
_SHORT, _LONG = 8, 400
_LEAST_WORDS = 4
_CUT = 20  # characters of a title's beginning
_SIDE = frozenset({"nav", "related", "footer", "comment", "header", "ads"})


@dataclass(frozen=True)
class Title:
    """`at` is the index of its line in the page, None when it stands only in the head."""

    text: str
    evidence: str  # visible | jsonld | meta | generic
    at: int | None = None


def find_title(meta: Metadata, page: Sequence[Block], text_at: int | None, listed: str = "") -> Title:
    """The title; `text_at` is the index of the first line of running text, `listed` what a listing called it."""
    told = told_titles(meta, listed)
    starts, ends = {title[:5] for title in told}, {title[-5:] for title in told}
    found = [n for n, one in enumerate(page) if _may_agree(one.text, starts, ends) and _agrees(one, told)]
    found = [n for n in found if not GENERIC.fullmatch(plain(page[n].text))]
    if found and all(map(SITE_PLAIN.match, told)):
        other = _heading(page, text_at, told) if text_at is not None else None
        found = found if other is None or other in found else []
    if found:
        at = min(found, key=lambda n: _rank(page[n], n, text_at))
        return Title(_without_date(clean(page[at].text), told), "visible", at)
    near = _heading(page, text_at, told) if text_at is not None else _first_heading(page, told)
    vague = not any(specific(text, meta) for text in _raw(meta, listed))
    if near is None and vague and text_at is not None:
        near = _bold_line(page, text_at)
    if near is not None and (vague or _resembles(page[near].text, told) or _is_only(page, near)):
        return Title(clean(page[near].text), "generic", near)
    for name, text in (
        ("jsonld", text_of(meta.article.get("headline"))),
        ("meta", meta.first("og:title", "twitter:title")),
    ):
        if text:
            return Title(clean(strip_site(text, meta)), name, near)
    if meta.title and specific(meta.title, meta):
        return Title(clean(strip_site(meta.title, meta)), "meta", near)
    if near is not None:
        return Title(clean(page[near].text), "generic", near)
    return Title(clean(strip_site(meta.title, meta)), "meta")


def told_titles(meta: Metadata, listed: str) -> list[str]:
    """What head and listing call the page, in plain form."""
    return list(dict.fromkeys(map(plain, _raw(meta, listed))))


def _raw(meta: Metadata, listed: str) -> list[str]:
    told = meta.first("og:title", "twitter:title", "title")
    return [text for text in (text_of(meta.article.get("headline")), told, meta.title, listed) if text.strip()]


def _may_agree(line: str, starts: set[str], ends: set[str]) -> bool:
    """A look at both ends, 20 times cheaper than the comparison."""
    return plain(line[:16])[:5] in starts or plain(line[-16:])[-5:] in ends


def _without_date(line: str, told: Sequence[str]) -> str:
    """A title without the date that some sites print behind it in brackets and leave out of <title>."""
    if any(plain(line) in title for title in told):
        return line
    return _DATE_TAIL.sub("", line)


def _agrees(block: Block, told: Sequence[str]) -> bool:
    """Whether the line is what a told title begins with, ends with, or was cut from."""
    if not _SHORT <= len(block.text) <= _LONG or block.zone in _SIDE:
        return False
    whole = plain(block.text)
    if block.node.tag in ("h1", "h2") and any(whole.startswith(f"{one} ") for one in told if _may_be_cut(one)):
        return True  # the head gives only its beginning
    return any(_begins(line, title) for title in told for line in {whole, _DATE_TAIL.sub("", whole)})


@lru_cache(maxsize=1_000)
def _may_be_cut(title: str) -> bool:
    """Whether a told title, in its plain form, is no site's or section's name, which longer headings begin with too."""
    return len(title) >= _CUT and len(title.split()) >= 5 and not SITE_PLAIN.match(title)


def _begins(line: str, title: str) -> bool:
    """Whether a told title begins or ends with a line, or was cut from it; both in their plain form."""
    if title.startswith(line) and _OPENS.match(title, len(line)):
        return True
    if len(line) >= 20 and title.endswith(line):
        return True
    cut = title.rstrip(" .…")
    return len(cut) >= 30 and cut != title and line.startswith(cut)


def _rank(block: Block, at: int, text_at: int | None) -> tuple[int, int, int, int]:
    """Best first: a heading or an element called title, not a link, before the text, the longest, the nearest."""
    named = block.node.tag in ("h1", "h2") or bool(_HINT.search(_names(block)))
    before = text_at is None or at < text_at
    return (
        (0 if before else 4) + (0 if named else 1) + (1 if block.zone else 0) + (1 if block.linked else 0),
        -min(len(block.text), 120) // 20,
        0 if block.node.tag == "h1" else 1,
        -at if before else at,
    )


def _first_heading(page: Sequence[Block], told: Sequence[str]) -> int | None:
    """On a page without running text: the first <h1> or <h2> in other words than the head's."""
    found = (n for n, one in enumerate(page) if one.node.tag in ("h1", "h2") and _may_head(one))
    return next((n for n in found if _resembles(page[n].text, told)), None)


def _heading(page: Sequence[Block], text_at: int, told: Sequence[str]) -> int | None:
    """The last line before the text that is a heading or is called a title, and not the site's name."""
    found = [n for n in range(max(0, text_at - 14), text_at) if _may_head(page[n])]
    sites = [one for one in told if SITE_PLAIN.match(one)]
    found = [n for n in found if not any(plain(page[n].text).startswith(one) for one in sites)] or found
    long = [n for n in found if len(page[n].text.split()) >= 6]  # else it is as often a section's name
    first = [n for n in long or found if page[n].node.tag == "h1"]
    return (first or long or found)[-1] if found else None


def _is_only(page: Sequence[Block], at: int) -> bool:
    """Whether a heading is the one <h1> of the page and no site's name: some sites tell search engines other words."""
    heads = [block for block in page if block.node.tag == "h1" and len(block.text.split()) >= _LEAST_WORDS]
    words = page[at].text
    return len(heads) == 1 and heads[0] is page[at] and len(words.split()) >= 6 and not is_site_name(plain(words))


def _bold_line(page: Sequence[Block], text_at: int) -> int | None:
    """Where nothing is called a title: the line in bold before the story, or the one before its date."""
    near = [n for n in range(max(0, text_at - 4), text_at) if _may_be_title(page[n])]
    bold = (n for n in near if page[n].bold >= 0.9 * len(page[n].text))
    return next(bold, None) or next((n for n in near if is_particulars(page[n + 1])), None)


def _may_be_title(block: Block) -> bool:
    text = block.text
    if block.zone or block.linked or block.right or not 5 <= len(text.split()) <= 40 or text.endswith((".", ":", "!")):
        return False
    return not is_chrome(text) and not is_particulars(block)


def _may_head(block: Block) -> bool:
    if block.zone or not 12 <= len(block.text) <= 250 or block.linked or is_chrome(block.text) or is_particulars(block):
        return False
    names = _names(block)
    return (block.node.tag in HEADINGS or bool(_HINT.search(names))) and not _SUBTITLE.search(names)


def _resembles(line: str, told: Sequence[str]) -> bool:
    """Whether a heading is another wording of the told title: half of its words or more."""
    words = set(plain(line).split())
    return (
        any(len(words & set(title.split())) >= 0.5 * min(len(words), len(title.split())) for title in told)
        and len(words) >= 4
    )


def _names(block: Block) -> str:
    parent = block.node.getparent()
    nodes = [block.node, *block.node[:3]] + ([parent] if parent is not None and len(parent) <= 3 else [])
    return " ".join(
        words_of(f"{node.get('class') or ''} {node.get('id') or ''}") for node in nodes if isinstance(node.tag, str)
    )
