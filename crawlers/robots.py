"""What a site's robots.txt lets us read (RFC 9309), and the pace and sitemaps it names."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urljoin

from protego import Protego

from domain.outcome import vietnamese

AGENT: Final = "Phusong"  # the product token that a robots.txt may name
MAX_SIZE: Final = 512 * 1024  # bytes; RFC 9309 2.5 asks for at least 500 KiB
FRESH: Final = timedelta(hours=24)  # RFC 9309 2.4
STALE: Final = timedelta(days=30)  # an older copy no longer stands in for a robots.txt that cannot be read
NO_RULES: Final = frozenset({"too_many_redirects", "moved_away", "bad_url", "http_error", "too_large", "bomb"})
LONGEST_DELAY: Final = 60.0  # seconds; a longer Crawl-delay would take days for one section


def robots_url(url: str) -> str:
    """Where the robots.txt of an address stands."""
    return urljoin(url, "/robots.txt")


@dataclass(frozen=True)
class Robots:
    """The rules in force. `outcome` is ok, or the word why nothing may be read; `delay` in seconds."""

    outcome: str = "ok"
    detail: str = ""
    rules: Protego | None = None

    def allows(self, url: str) -> bool:
        """Whether this address may be asked."""
        return self.outcome == "ok" and (self.rules is None or self.rules.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """The site's own Crawl-delay, 0 when it names none."""
        asked = self.rules.crawl_delay(AGENT) if self.rules else None
        return min(float(asked or 0.0), LONGEST_DELAY)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of the `Sitemap:` lines."""
        return tuple(dict.fromkeys(self.rules.sitemaps)) if self.rules else ()


OPEN: Final = Robots()


def parse(body: bytes) -> Robots:
    """The rules in a body; an HTML page served in its place holds none. Never raises."""
    text = body[:MAX_SIZE].decode("utf-8", "replace").lstrip("\ufeff").replace("\0", "")
    return OPEN if text.lstrip()[:1] == "<" else Robots(rules=Protego.parse(text))


def judge(word: str, status: int | None, body: bytes) -> Robots:
    """The rules after one request: any answer below 500 that holds none allows all (RFC 9309 2.3.1.3); no answer, 5xx,
    408 and 429 allow nothing until the site answers again (2.3.1.4)."""
    if word == "ok":
        return parse(body)
    answered = status is not None and status < 500 and status not in (408, 429)
    if answered or word in NO_RULES:
        return OPEN
    return Robots(word, f"robots.txt: {vietnamese(word)}")


def usable(asked_at: datetime, now: datetime, fallback: bool = False) -> bool:
    """Whether a kept copy still speaks: 24 hours, or 30 days where the site's own cannot be read now."""
    return timedelta(0) <= now - asked_at < (STALE if fallback else FRESH)
