"""Whether a page writes the day or the month first, told by those of its dates that can be read only one way."""

from collections.abc import Iterable
from dataclasses import replace

from lxml.html import HtmlElement

from crawlers.dates.claim import Claim
from crawlers.dates.form import SLASHED, Form, form_of

_SEVERAL = 2  # dates without AM or PM that turn the order of the others; one of them only makes these doubtful
_UNREAD = frozenset({"script", "style", "noscript", "template"})


class Order:
    """What the other dates of a page say. The page is read when the first doubtful date asks."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._known: dict[Form, tuple[int, int]] | None = None

    def settled(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims, the doubtful ones read as the page writes its dates; left in doubt where it tells nothing."""
        return [one for one in map(self._settled, claims) if one]

    def _settled(self, claim: Claim) -> Claim | None:
        form, match = form_of(claim.dated.as_written), SLASHED.search(claim.dated.as_written)
        if form is None or (claim.other is None and not SLASHED.fullmatch(claim.dated.as_written)):
            return claim
        if match is not None and int(match["two"]) > 12:
            return claim  # it can be read in one way only
        days, months = self._counts().get(form, (0, 0))
        if days and not months:
            return replace(claim, other=None, open=False)
        if days or not months:
            return claim
        if claim.other is not None and not claim.quiet:
            return replace(claim, dated=claim.other, other=None, open=False)
        if form not in (Form.CLOCK, Form.PLAIN):
            return claim  # read month first already, or settled by its weekday
        if months >= _SEVERAL:
            return _turned(claim)
        return replace(claim, quiet=False, open=True) if claim.other else None

    def _counts(self) -> dict[Form, tuple[int, int]]:
        """For each form how many dates can only have the day first, and how many only the month."""
        if self._known is None:
            self._known = {}
            for match in SLASHED.finditer(_text(self._tree)):
                form = form_of(match[0])
                one, two = int(match["one"]), int(match["two"])
                if form and (one > 12) != (two > 12) and max(one, two) <= 31:
                    days, months = self._known.get(form, (0, 0))
                    self._known[form] = (days + (one > 12), months + (two > 12))
        return self._known


def _turned(claim: Claim) -> Claim:
    value = claim.dated.value
    turned = replace(claim.dated, value=value.replace(month=value.day, day=value.month))
    return replace(claim, dated=turned, other=None, quiet=False)


def _text(tree: HtmlElement) -> str:
    texts = (text for node in tree.iter() if node.tag not in _UNREAD for text in (node.text, node.tail) if text)
    return " ".join(" ".join(texts).split())
