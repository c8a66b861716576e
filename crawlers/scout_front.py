"""The page that a person sees first at a site's address."""

from typing import Final

from crawlers.links import onward
from crawlers.reading import HOLLOW
from crawlers.scout_ask import Asker, Look

JUMPS: Final = 3  # first pages that lead to first pages


def front(url: str, ask: Asker) -> Look:
    """The home page; behind a first page that only refreshes or holds frames, the page with most links."""
    look = ask.page(url)
    for _ in range(JUMPS):
        if look.outcome not in HOLLOW or look.document is None:
            break
        further = [one for one in map(ask.page, onward(look.document)[:3]) if one.document is not None]
        if not further:
            break
        look = max(further, key=_worth)
    return look


def _worth(look: Look) -> tuple[bool, int]:
    return look.outcome == "ok", sum(1 for _ in look.document.tree.iter("a")) if look.document else 0
