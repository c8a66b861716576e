"""Addresses of one article in several folders: `/tin-tuc/1327.html` and `/doan-the/1327.html`.

A number may be another module's too, so a shared key proves nothing by itself: `flows.identity` compares the texts.
"""

import re

from crawlers.platforms.shapes import take_apart, words_in

_NAMES = ("id", "nid", "newsid", "itemid", "articleid", "tinid", "idtin", "item", "n")
_NUMBER = re.compile(r"\d{2,}")
_NUMBERED = re.compile(r"(?:^|[-_])\d{2,}$|^\d{2,}[-_]")
_SPELLED = 4  # words of a name that no two articles share by chance


def key(url: str) -> str | None:
    """What such addresses share: host, the article's own name or number, and the script; None where there is none."""
    address = take_apart(url)
    number = address.value(*_NAMES)
    script = address.path.rsplit("/", 1)[-1].lower()
    if number and _NUMBER.fullmatch(number) and script:
        return f"{address.host}:{script}:{number}"
    if _NUMBER.fullmatch(address.slug) or (_NUMBERED.search(address.slug) and words_in(address.slug) >= 2):
        return f"{address.host}:{address.slug.lower()}{address.extension}"
    return f"{address.host}:{address.slug.lower()}" if words_in(address.slug) >= _SPELLED else None
