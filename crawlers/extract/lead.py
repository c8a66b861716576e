"""The lead (sa-pô): the paragraph that a page sets apart between title and story."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawlers.blocks import Block
from crawlers.extract.body import same
from crawlers.extract.dateline import without_dateline
from crawlers.metadata import Metadata, text_of
from crawlers.zones import words_of
from domain.textnorm import clean

_HINT = re.compile(
    r"-(?:\w*sapo\w*|sa-po|lead|\w*trich-?dan\w*|trich|\w*tom-?tat\w*|summary|\w+summary|desc\w*|short-?desc\w*|intro\w*|article-?intro|excerpt|chapeau"
    r"|abstract|asset-summary|sumary|brief\w*|(?:article|news)-?head|teaser|hometext|head-?content|mo-?ta|gioi-?thieu|dan-?nhap|standfirst|lead-?\w*|bold-?intro|p-head)-"
)
_BELOW = re.compile(r"-(?:sub-?title|sub-?head\w*)-")  # a second title, where no lead is called so
_CENTRED = re.compile(r"text-align:\s*center", re.I)
_NUMBERED = re.compile(r"\s*(?:[IVX]{1,4}|\d{1,2})\s*[.)/]")
_ENDS = (".", "!", "?", "…", "”", '"', ":")
_NAMES = ("id", "itemprop", "data-role")
_CAPTION = re.compile(r"ảnh\s*:|\(ảnh|ảnh\s+(?:minh|tư|chụp)|nguồn\s*:", re.I)
_LEAST = 25
_MOST = 1200


def find_lead(between: Sequence[Block], body: Sequence[Block], meta: Metadata) -> tuple[str, str, list[Block]]:
    """Lead, evidence, and the body without it. `between` are the lines from the title to the body's first."""
    named = _named(between, _HINT) or _named(body[:6], _HINT) or _named(between, _BELOW)
    if named:
        return _split(named, body, "visible")
    if len(body) < 2 and not between:
        return "", "", list(body)
    marked = next((block for block in (*between, *body[:1]) if _bold(block, body) or _italic(block, body)), None)
    if marked is not None:
        return _split([marked], body, "visible")
    alone = _alone(between, body)
    if alone is not None:
        return _split([alone], body, "visible")
    told = [
        same(text) for text in (text_of(meta.article.get("description")), meta.first("og:description", "description"))
    ]
    for block in (*between, *(body[:2] if len(body) > 2 else ())):
        if any(_is_told(block, text) for text in told):
            return _split([block], body, "meta")
    return "", "", list(body)


def _alone(between: Sequence[Block], body: Sequence[Block]) -> Block | None:
    """The one paragraph that stands by itself between the title and an element with all the others."""
    first = {id(block) for block in between}
    rest = [block for block in body if id(block) not in first and len(block.text) > 40]
    told = [block for block in between if not block.zone and block.free >= 40]
    if len(told) != 1 or len(rest) < 2 or len(told[0].text) > _MOST or told[0].node.tag in ("td", "th", "tr", "li"):
        return None
    block = told[0]
    plain = block.linked <= 0.3 * len(block.text) and not _CAPTION.search(block.text) and not _after_picture(block.node)
    sentence = block.text.rstrip().endswith((".", "!", "?", "…", "”", '"'))
    return block if plain and sentence and not block.right else None


def _named(lines: Sequence[Block], hint: re.Pattern[str]) -> list[Block]:
    """The lines of the first element that is called a lead."""
    found: list[Block] = []
    owner: HtmlElement | None = None
    for block in lines:
        if block.zone or (len(block.text) < _LEAST and owner is None):
            continue
        node = _owner(block, hint)
        if node is None or (owner is not None and node is not owner):
            if owner is not None:
                break
            continue
        owner = node
        found.append(block)
    return found if _LEAST <= sum(len(block.text) for block in found) <= _MOST else []


def _owner(block: Block, hint: re.Pattern[str]) -> HtmlElement | None:
    node: HtmlElement | None = block.node
    for _ in range(4):
        if node is None or node.tag in ("body", "form", "html"):
            return None
        for name in (*(node.get("class") or "").split(), *(node.get(key) or "" for key in _NAMES)):
            if name and hint.search(words_of(name)):
                return node
        node = node.getparent()
    inner = [one for one in block.node[:2] if isinstance(one.tag, str) and len(block.node) <= 2]
    return next((one for one in inner if hint.search(words_of(one.get("class") or ""))), None)


def _bold(block: Block, body: Sequence[Block]) -> bool:
    if (
        block.zone
        or not 50 <= len(block.text) <= _MOST
        or block.bold < 0.9 * len(block.text)
        or block.linked > 0.5 * len(block.text)
    ):
        return False
    if _NUMBERED.match(block.text) or (len(block.text) < 80 and not block.text.rstrip().endswith(_ENDS)):
        return False  # the first of several headings
    return sum(1 for one in body if one.bold < 0.5 * len(one.text) and len(one.text) > 40) >= 1


def _italic(block: Block, body: Sequence[Block]) -> bool:
    """Whether a first paragraph is set in italics and is no caption."""
    text, node = block.text, block.node
    if block.zone or not 90 <= len(text) <= _MOST or not text.endswith(_ENDS) or _CAPTION.search(text):
        return False
    if _CENTRED.search(node.get("style") or "") or node.get("align") == "center" or _after_picture(node):
        return False
    slanted = [node] if node.tag in ("em", "i") else [one for one in node.iter("em", "i") if one is not node]
    inner = {one for outer in slanted for one in outer.iterdescendants("em", "i")}
    told, whole = same(" ".join(one.text_content() for one in slanted if one not in inner)), same(text)
    follow = sum(1 for one in body if not one.zone and len(one.text) > 40)
    return told in whole and len(told) >= 0.9 * len(whole) and follow >= 2


def _after_picture(node: HtmlElement) -> bool:
    before = node.getprevious()
    return any(True for one in (node, before) if one is not None and isinstance(one.tag, str) for _ in one.iter("img"))


def _is_told(block: Block, told: str) -> bool:
    key = same(block.text)
    if block.zone or len(told) < _LEAST or len(key) < _LEAST or len(block.text) > _MOST:
        return False
    return key == told or key.startswith(told) or (told.startswith(key) and len(key) > 0.6 * len(told))


def _split(lead: list[Block], body: Sequence[Block], evidence: str) -> tuple[str, str, list[Block]]:
    text = "\n".join(clean(block.text) for block in lead)
    keys = {same(block.text) for block in lead} | {same(text)}
    rest = [block for block in body if block not in lead and same(block.text) not in keys]
    return without_dateline(text), evidence, rest
