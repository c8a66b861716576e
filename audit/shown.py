"""What an archived page shows to a reader, without what changes by itself: two looks can be compared."""

from collections.abc import Sequence
from html.parser import HTMLParser
from re import compile as pattern

from domain.errors import ArchiveDamaged
from domain.record import Listing
from domain.textnorm import fold
from store import Archive

LETTERS = pattern(r"[^\W\d_]+")
UNSEEN = ("script", "style")  # others are often left open, and would hide what follows
CLOCK = frozenset(
    "thu hai ba tu nam sau bay chu nhat ngay thang gio phut giay hom nay bay la sang trua chieu toi am pm luc".split())
SENTENCE = 4  # words; shorter texts without a link are labels, counters and weather


def unchanged_since(archive: Archive, readings: Sequence[Listing]) -> Listing | None:
    """The earliest of one list's readings, oldest first, whose page showed just what the last one shows.

    Looks at the logarithm of them; None where a page is lost. What is found was compared itself, so a page that
    changes to and fro gives a later reading, never an earlier one.
    """
    bodies = [one for one in readings if one.outcome == "ok" and one.record]
    if not bodies:
        return None
    try:
        last = shown(archive.get(bodies[-1].record).body)
        if len(last) < bodies[-1].items:
            return None  # not read as the crawler read it
        low, high = 0, len(bodies) - 1
        while low < high:
            middle = (low + high) // 2
            if shown(archive.get(bodies[middle].record).body) == last:
                high = middle
            else:
                low = middle + 1
    except ArchiveDamaged:
        return None
    return bodies[high]


def shown(body: bytes) -> frozenset[tuple[str, str]]:
    """(address, text) of every link, and ("", words) of every sentence without its numbers; no clock."""
    page = _Page()
    page.feed(body.decode("utf-8", "replace"))
    page.close()
    return frozenset(page.found)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self._link: list[str] | None = None
        self._href = self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link begins, or something that is not for the reader."""
        if tag == "a":
            self._end()
            self._link, self._href = [], dict(attrs).get("href") or ""
        elif tag in UNSEEN and not self._within:
            self._within = tag

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        if tag == "a":
            self._end()
        if tag == self._within:
            self._within = ""

    def handle_data(self, data: str) -> None:
        """A piece of text, of a link or by itself."""
        if self._within:
            return
        if self._link is not None:
            self._link.append(data)
            return
        words = LETTERS.findall(fold(data))
        if len(words) >= SENTENCE and not CLOCK.issuperset(words):
            self.found.add(("", " ".join(words)))

    def close(self) -> None:
        """The page ends, and a link that was left open."""
        super().close()
        self._end()

    def _end(self) -> None:
        if self._link is not None:
            self.found.add((self._href, " ".join("".join(self._link).split())))
        self._link = None
