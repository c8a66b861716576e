"""One article on its way into the ledger: whether it is new, another version, or what is held already."""

import hashlib
from dataclasses import replace
from datetime import datetime

from sqlalchemy import RowMapping

from domain.article import Article, day_of
from domain.codec import Json, found_to_json, page_to_json, reading_to_json, text_to_json


class Saved:
    """One article on its way into the ledger, beside what the ledger holds of it."""

    def __init__(self, item: Article, before: RowMapping | None, unit: str, at: datetime, simulated: bool) -> None:
        """Raises ValueError where a part is missing."""
        if item.text is None or item.page is None or item.reading is None:
            raise ValueError(f"article {item.id} lacks a part")
        self.before, self.digest = before, text_digest(item)
        same = before is not None and before["digest"] == self.digest
        self.result = "stored" if before is None else "unchanged" if same else "revised"
        self.number = 1 if before is None else before["revision"] + (not same)
        first_seen = before["first_seen"] if before else item.found.first_seen  # the first sight never moves
        self.at, self.stored_at = at, before["stored_at"] if before else at
        original = before["original"] if before else None
        found = replace(item.found, first_seen=first_seen)
        self.item = replace(item, found=found, revision=self.number, original=original)
        self.values = _values(self.item, unit, self.stored_at, simulated, self.digest)

    @property
    def changed(self) -> bool:
        """Whether others have to hear of it."""
        before, names = self.before, ("reading", "text", "unit")
        return self.result != "unchanged" or (before is not None and any(before[n] != self.values[n] for n in names))

    def revision(self) -> Json:
        """The row of this version of the text."""
        return {"article": self.item.id, "revision": self.number, "at": self.at,
                **{name: self.values[name] for name in ("digest", "page", "text", "simulated")}}


def text_digest(item: Article) -> str:
    """What makes a revision: another title, lead, body, date or attachment; not chrome, not our rules' evidence."""
    text = item.text
    assert text is not None
    published = text.published.as_json()["value"] if text.published else ""
    parts = [text.title, text.lead, text.body, published, *(one.url for one in text.attachments)]
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def _values(item: Article, unit: str, at: datetime, simulated: bool, digest: str) -> dict[str, object]:
    assert item.text and item.page and item.reading
    day = day_of(item)
    return {
        "id": item.id, "source": item.found.source, "unit": unit, "url": item.found.url, "revision": item.revision,
        "first_seen": item.found.first_seen, "stored_at": at, "day": day,
        "title": item.text.title, "digest": digest, "original": item.original, "found": found_to_json(item.found),
        "page": page_to_json(item.page), "text": text_to_json(item.text), "reading": reading_to_json(item.reading),
        "simulated": simulated,
    }
