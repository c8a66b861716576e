"""One document for an article: which characters are title, lead, opening and body, and back to the fields."""

from dataclasses import dataclass
from enum import IntEnum

from domain.article import Span
from nlp.given import ReadInput

OPENING = 400  # characters: on real articles (article, area) pairs are twice as precise here as in the whole body
SHORTEST = 120  # characters of a first paragraph
BREAK = "\n\n"


class Zone(IntEnum):
    """Where a sentence stands."""

    TITLE = 0
    LEAD = 1
    OPENING = 2  # body within the first OPENING characters after the title
    BODY = 3


@dataclass(frozen=True)
class Layout:
    """The joined text, where its fields start, and where its lead ends (a body without one lends its first lines)."""

    text: str
    lead: int
    body: int
    lead_end: int

    def zone(self, offset: int) -> Zone:
        """The zone of a character."""
        if offset < self.lead:
            return Zone.TITLE
        if offset < self.lead_end:
            return Zone.LEAD
        return Zone.OPENING if offset < self.lead + OPENING else Zone.BODY

    def span(self, start: int, end: int, rule: str) -> Span:
        """Characters [start, end) of the joined text as evidence in their field."""
        fields = (("body", self.body), ("lead", self.lead), ("title", 0))
        name, base = next((name, base) for name, base in fields if start >= base)
        return Span(self.text[start:end], start - base, end - base, name, rule)


def lay_out(given: ReadInput) -> Layout:
    """Title, lead and body with blank lines between, so that no sentence crosses a border."""
    lead = len(given.title) + len(BREAK)
    body = lead + len(given.lead) + len(BREAK)
    lead_end = body if given.lead.strip() else body + _first_lines(given.body)
    return Layout(BREAK.join((given.title, given.lead, given.body)), lead, body, lead_end)


def _first_lines(body: str) -> int:
    """Length of the first paragraph; a line too short to be one (place and date, author) takes the next along."""
    end = body.find("\n", SHORTEST)
    return min(end if end >= 0 else len(body), OPENING)
