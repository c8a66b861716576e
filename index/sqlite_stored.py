"""What the SQLite index keeps of an article's text: enough to show it, and to take its tokens out again."""

import zlib
from typing import NamedTuple

from index.analysis import stream


class Stored(NamedTuple):
    """The parts of `Row.stored`."""

    title: str
    lead: str
    body: str
    tags: str
    url: str
    published: str
    precision: str
    original: str
    sections: str  # JSON
    origin: str

    def columns(self, met: set[str] | None = None) -> tuple[str, str, str, str]:
        """The columns of ix_fts; what stands between blanks is added to `met`."""
        title, lead, body = self.title.split(), self.lead.split(), self.body.split()
        if met is not None:
            met.update(title, lead, body)
        return stream(title), stream(lead), stream(body), self.tags


def parts(stored: str) -> Stored:
    """The parts of what `Row.stored` joined."""
    return Stored(*stored.split("\0"))


def pack(stored: str) -> bytes:
    """Compressed: half the file and 60 µs an article."""
    return zlib.compress(stored.encode(), 1)


def unpack(blob: bytes) -> Stored:
    """Back from `pack`."""
    return parts(zlib.decompress(blob).decode())
