"""Short texts under their title, on pages whose longest text is another one: a notice beside the site's own pages."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from crawlers.blocks import Block
from crawlers.chrome import is_chrome, is_imprint, opens_list
from crawlers.dates.visible import is_particulars
from crawlers.extract.container import Container, common, is_running, lines_under, within
from crawlers.extract.furniture import first_part

_LEAST = 30  # characters
_PROSE = 80  # characters of a line of a story; boxes have shorter ones
_STORY = 400  # characters that no box beside an article holds
_COUNTER = 20  # characters: "12 bình luận" under a title parts nothing
_NEAR = 12  # lines between a title and its story


def near_title(page: Sequence[Block], at: int, rival: Container | None) -> Container | None:
    """The container of a short text right under the title, where the longest text of the page stands elsewhere."""
    end = first_part(page, at + 1)
    if end < len(page) and _is_furniture(page, at, end, rival):
        return _before(page, at, end)
    node = page[at].node
    while node is not None and node.tag not in ("body", "form", "html"):
        if rival is not None and within(rival.node, node):
            return rival
        near = _under(page, at, node)
        if near is not None:
            return _widest(page, at, near) if _apart(page, at, near, rival) else rival
        node = node.getparent()
    return rival


def _is_furniture(page: Sequence[Block], at: int, end: int, rival: Container | None) -> bool:
    """Whether the longest text holds the page's boxes, because the article is a title and a line or two."""
    inside = rival is not None and at < rival.start and rival.end <= end
    if inside or sum(block.free for block in page[at + 1 : end] if is_running(block)) >= _STORY:
        return False
    return not _goes_on(page, at, end)


def _goes_on(page: Sequence[Block], at: int, end: int) -> bool:
    """Whether a story stands beyond the first box after the title: in the title's column, or a long one anywhere."""
    beyond = [block for block in page[end:] if _tells(block)]
    if not beyond:
        return False
    feet = [block.node for block in page[end:] if block.zone == "footer" or is_imprint(block.text)]
    if sum(block.free for block in beyond) >= _STORY or not feet:
        return True
    return any(not _spans(page[at], block, feet) for block in beyond)


def _tells(block: Block) -> bool:
    """Whether a line is a sentence of a story and not what boxes hold."""
    if not is_running(block) or is_imprint(block.text) or opens_list(block.text):
        return False
    return block.free >= _PROSE or block.text.rstrip().endswith((".", "!", "…", "”"))


def _spans(title: Block, block: Block, feet: Sequence[HtmlElement]) -> bool:
    """Whether what holds both title and line holds the page's foot too: then they stand in different columns."""
    shared = common(title.node, block.node)
    return shared is None or any(within(foot, shared) for foot in feet)


def _before(page: Sequence[Block], at: int, end: int) -> Container:
    """What stands between the title and the first box, which may be nothing."""
    node = page[at].node.getparent()
    for block in page[at + 1 : end]:
        shared = common(node, block.node)
        node = node if shared is None or shared.tag in ("body", "form", "html") else shared
    return Container(node, at + 1, end, 1.0)


def _under(page: Sequence[Block], at: int, node: HtmlElement) -> Container | None:
    """What stands after the title in an element, up to a list of other articles."""
    inside = [n for n in lines_under(page, node) if n > at]
    parted = next((n for n in inside if _parted([page[n]])), None)
    inside = [n for n in inside if parted is None or n < parted]
    if parted is None and sum(page[n].free for n in inside if _is_story(page[n])) < _LEAST:
        return None
    return Container(node, at + 1, (inside or [at])[-1] + 1, 1.0)


def _widest(page: Sequence[Block], at: int, near: Container) -> Container:
    """All that stands between the title and the first list of other articles after it, in the smallest element."""
    if not _parted(page[near.end :]):
        return near
    parent = near.node.getparent()
    while parent is not None and parent.tag not in ("body", "form", "html"):
        wider = _under(page, at, parent)
        if wider is not None and wider.end > near.end and _parted(page[wider.end : wider.end + 1]):
            return wider
        if wider is not None and wider.end > near.end:
            near = wider
        parent = parent.getparent()
    return near


def _apart(page: Sequence[Block], at: int, near: Container, rival: Container | None) -> bool:
    """Whether the rival is no part of the article under the title."""
    if rival is None:
        return True
    outer = near.node.getparent()
    while outer is not None and len(outer) == 1:
        outer = outer.getparent()
    if outer is not None and outer.tag not in ("body", "form") and within(rival.node, outer):
        return False  # a box with other titles may stand between lead and text
    if _parted(page[at + 1 : rival.end if within(near.node, rival.node) else rival.start]):
        return True
    theirs = sum(block.free for block in page[rival.start : rival.end] if is_running(block))
    ours = sum(block.free for block in page[near.start : near.end] if _is_story(block))
    return rival.start - at > _NEAR and theirs <= 5 * ours + 300


def _parted(between: Sequence[Block]) -> bool:
    """Whether a list of other articles or comments parts a title from a text."""
    return any(
        block.zone == "related" or (block.zone == "comment" and len(block.text) > _COUNTER) or opens_list(block.text)
        for block in between
    )


def _is_story(block: Block) -> bool:
    text = block.text
    if block.zone or is_chrome(text) or opens_list(text) or is_imprint(text):
        return False
    return block.free >= 12 and not is_particulars(block)
