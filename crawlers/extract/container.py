"""Where the article stands: the deepest element that holds most of the running text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from crawlers.blocks import HEADINGS, INLINE, Block
from crawlers.chrome import is_chrome, is_imprint
from crawlers.extract.furniture import parts

RUNNING = 40  # free characters of a line of running text
_MOST = 0.75
_LEAVES = (
    frozenset(["p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "figcaption", "pre"]) | INLINE
)


@dataclass(frozen=True)
class Container:
    """The element, its lines in the page as [start, end), and which part of the page's running text it holds."""

    node: HtmlElement
    start: int
    end: int
    share: float


def is_running(block: Block, least: int = RUNNING) -> bool:
    """Whether a line is text that somebody wrote, and not a link or a label."""
    return not block.zone and block.free >= least and block.linked <= block.free


def first_running(page: Sequence[Block], least: int = 90) -> int | None:
    """The index of the first line long enough to be a sentence of a story."""
    return next((n for n, one in enumerate(page) if is_running(one, least) and one.node.tag not in HEADINGS), None)


def find_container(page: Sequence[Block], after: int = 0) -> Container | None:
    """The container of the running text from line `after` on; None on a page without any."""
    for least in (RUNNING, 12):
        mass, count = _masses(page[after:], least)
        if mass and max(mass.values()) >= (200 if least == RUNNING else 1):
            break
    else:
        return None
    node = max(mass, key=lambda one: (mass[one], -depth_of(one)))
    total = mass[node]
    node = _descend(node, mass, count)
    inside = [n for n in lines_under(page, node) if n >= after]
    return Container(node, inside[0], inside[-1] + 1, mass[node] / total) if inside else None


def _masses(lines: Sequence[Block], least: int) -> tuple[dict[HtmlElement, int], dict[HtmlElement, int]]:
    mass: dict[HtmlElement, int] = {}
    count: dict[HtmlElement, int] = {}
    for block in lines:
        if not is_running(block, least) or is_imprint(block.text):
            continue
        node: HtmlElement | None = block.node
        while node is not None:
            mass[node] = mass.get(node, 0) + min(block.free, 2000)
            count[node] = count.get(node, 0) + 1
            node = node.getparent()
    return mass, count


def _descend(node: HtmlElement, mass: dict[HtmlElement, int], count: dict[HtmlElement, int]) -> HtmlElement:
    while True:
        children = sorted((child for child in node if child in mass), key=lambda child: -mass[child])
        if not children or children[0].tag in _LEAVES:
            return node
        best = children[0]
        if _has_paragraphs(node, best):
            return node
        second = mass[children[1]] if len(children) > 1 else 0
        alone = mass[best] >= _MOST * mass[node]
        leads = count[best] >= 3 and mass[best] >= 2.5 * second and mass[best] >= 0.5 * mass[node]
        if not (alone or leads):
            return node
        node = best


def _has_paragraphs(node: HtmlElement, besides: HtmlElement) -> bool:
    """Whether running text stands right in the element: then all that it holds belongs together."""
    own = [node.text or "", *(child.tail or "" for child in node)]
    if max(len(text.strip()) for text in own) >= RUNNING:
        return True
    loose = [child for child in node if child is not besides and child.tag == "p" and not child.get("class")]
    return any(len(child.text_content().strip()) >= 20 for child in loose)


def extend(page: Sequence[Block], main: Container) -> Container:
    """With the lines that follow in the element around it, up to the first that is no story."""
    parent, end = main.node.getparent(), main.end
    if parent is None or parent.tag in ("body", "form", "td"):
        return main
    while end < len(page) and end < main.end + 6 and within(page[end].node, parent) and _goes_on(page, end):
        end += 1
    return replace(main, end=end)


def _goes_on(page: Sequence[Block], at: int) -> bool:
    block = page[at]
    if block.zone or is_chrome(block.text) or is_imprint(block.text) or parts(page, at):
        return False
    return block.linked < 0.3 * len(block.text) and (
        block.right or block.node.tag in ("p", "div") or block.node.tag in INLINE
    )


def depth_of(node: HtmlElement) -> int:
    """How many elements hold it."""
    return sum(1 for _ in node.iterancestors())


def within(node: HtmlElement | None, root: HtmlElement) -> bool:
    """Whether an element is another one or stands in it."""
    while node is not None:
        if node is root:
            return True
        node = node.getparent()
    return False


def common(one: HtmlElement, two: HtmlElement) -> HtmlElement | None:
    """The smallest element that holds both."""
    above = [one, *one.iterancestors()]
    return next((node for node in (two, *two.iterancestors()) if node in above), None)


def lines_under(page: Sequence[Block], root: HtmlElement) -> list[int]:
    """The indices of the lines that stand in an element."""
    known: dict[HtmlElement | None, bool] = {None: False, root: True}
    return [n for n, block in enumerate(page) if _known(block.node, known)]


def _known(node: HtmlElement | None, known: dict[HtmlElement | None, bool]) -> bool:
    path: list[HtmlElement] = []
    while node not in known:
        assert node is not None
        path.append(node)
        node = node.getparent()
    answer = known[node]
    known.update(dict.fromkeys(path, answer))
    return answer
