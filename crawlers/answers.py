"""What an answer is worth: read, unchanged, or failed with its word; then the notebook and the harvest have it."""

import logging
from datetime import datetime

from crawlers.ask import Ask
from crawlers.fetch import Answer
from crawlers.harvest import Harvest
from crawlers.notebook import Notebook
from crawlers.outcomes import passing
from crawlers.platforms import Entry
from crawlers.reading import HOLLOW, Content, Links, document_of, listing_of
from domain.errors import CrawlError
from domain.identity import canonical
from domain.record import Fetch, State
from domain.source import Source

log = logging.getLogger(__name__)


class Answers:
    """Takes the answers of one crawl, one after another."""

    def __init__(self, source: Source, notebook: Notebook, harvest: Harvest) -> None:
        self.source, self.notebook, self._harvest = source, notebook, harvest
        self._links = Links(source, harvest.settled)

    def article(self, ask: Ask, answer: Answer, now: datetime) -> str:
        """An article's answer. Returns its word."""
        word, detail, document = answer.outcome, answer.detail, None
        if word == "ok" and answer.digest == ask.known:
            word = "unchanged"
        elif word == "ok":
            try:
                document, word = document_of(answer)
            except Exception as error:  # noqa: BLE001  a page that breaks our reader costs that page, not the crawl
                word, detail = _told(error, ask)
        row = self.notebook.asked(ask, answer, word, detail, now)
        other = self._other(ask, answer, row, now) if word == "ok" else None
        if other is None:
            self.notebook.answered(ask.article, row)
        else:
            self.notebook.same(ask.article, other)
        if document is not None and self._harvest.walks and (word == "ok" or word in HOLLOW):
            self._harvest.links(self._links.of(document), ask.url, ask.depth, now)
        return word

    def _other(self, ask: Ask, answer: Answer, row: Fetch, now: datetime) -> str | None:
        """The article that a redirect led to, where it is another one; this answer then serves for it."""
        final = canonical(answer.final_url)
        if not final or final == ask.url or self.notebook.key(final) == ask.article:
            return None
        if not self._harvest.rules.article(final):
            return None
        key, _ = self.notebook.article(Entry(final, ""), now, None, ask.url, False)
        if self.notebook.works[key].state is State.FOUND:
            self.notebook.answered(key, row)
        return key

    def page(self, ask: Ask, answer: Answer, now: datetime) -> str:
        """The answer for a listing, a feed, a sitemap or a page of the walk. Returns its word."""
        if answer.outcome == "not_modified" or (answer.ok and answer.digest == ask.known):
            word = "not_modified" if answer.outcome == "not_modified" else "unchanged"
            self.notebook.asked(ask, answer, word, "", now)
            self._harvest.repeated(ask, word, now)
            return word
        try:
            content = self._content(ask, answer, now)
            if content.article and self._harvest.is_walked(ask):
                return self._turned_out(ask, answer, content, now)
        except Exception as error:  # noqa: BLE001  as for an article
            word, detail = _told(error, ask)
            row = self.notebook.asked(ask, answer, word, detail, now)
            self._harvest.failed(ask, word, detail, row.record, now, passing(word))
            return word
        row = self.notebook.asked(ask, answer, "ok", "", now)
        self._harvest.read(ask, content, row.record, now)
        return "ok"

    def _content(self, ask: Ask, answer: Answer, now: datetime) -> Content:
        if not answer.ok:
            raise CrawlError(answer.outcome, answer.detail)
        section = next((one for one in self.source.sections if one.id == ask.section), None)
        harvest = self._harvest
        return listing_of(answer, ask.kind, self.source, section, self._links, harvest.learned, now,
                          harvest.is_walked(ask))

    def _turned_out(self, ask: Ask, answer: Answer, content: Content, now: datetime) -> str:
        """A page of the walk that is an article: this answer serves for it."""
        row = self.notebook.asked(ask, answer, "ok", "", now)
        key, new = self.notebook.article(Entry(ask.url, ""), now, None, self.notebook.hubs[ask.url].via, False)
        if new:
            self.notebook.answered(key, row)
        self._harvest.read(ask, content, row.record, now)
        return "ok"


def _told(error: Exception, ask: Ask) -> tuple[str, str]:
    """The word and detail of a failed reading; a mistake of ours is `internal_error` and its trace goes to the log."""
    if isinstance(error, CrawlError):
        return error.outcome, error.detail
    log.error("reading %s failed", ask.url, exc_info=error)
    return "internal_error", f"{type(error).__name__}: {error}"[:200]
