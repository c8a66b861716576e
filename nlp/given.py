"""What a reader is given: the text of one article and what is known about it before reading."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ReadInput:
    """`title`, `lead`, `body` as they stand in `domain.article.Text`: evidence offsets count in these."""

    title: str
    lead: str
    body: str
    published: date | None = None  # the day in Vietnam; None: undated
    publisher: str | None = None  # unit id of the source's owner
    sections: tuple[str, ...] = ()
    attachments: int = 0
    images: int = 0
    source_kind: str | None = None
