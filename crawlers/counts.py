"""How far one crawl is."""

from dataclasses import dataclass, field


@dataclass
class Counts:
    """Requests that were sent, bytes of bodies on the wire, articles by what became of them (`failed` by word)."""

    requests: int = 0
    bytes: int = 0
    found: int = 0
    fetched: int = 0
    unchanged: int = 0
    failed: dict[str, int] = field(default_factory=dict)
    left: int = 0  # articles that were found and not asked
    pages: int = 0  # pages that were to be read for their links and were not
