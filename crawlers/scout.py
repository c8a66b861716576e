"""Looking at a site once, to propose its source file: family, columns, feeds, saved pages. A person confirms the rest.

scout(url, get, unit, out, *, source_id=None, pages=None, press=None, at=None, budget=60) -> ScoutReport
    get(url) -> (status, address after redirects, headers as pairs, body); raises CrawlError
    out: the folder of source files; pages: the folder of saved pages (None: save none)
    press: a newspaper or broadcaster (None: judged by the size of the home page)
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from crawlers import platforms
from crawlers.links import Link, LinkKind, Shapes, classify, may_be_article
from crawlers.page import Document
from crawlers.scout_ask import Asker, Get, Look
from crawlers.scout_feeds import FeedSeen, feeds_of, sitemaps_of
from crawlers.scout_front import front
from crawlers.scout_pages import article_expected, list_expected, save
from crawlers.scout_sections import Columns, SectionSeen, look_through
from crawlers.scout_yaml import free_file, write
from crawlers.scout_yaml import source_id as id_of
from crawlers.sniff import is_file
from domain.clock import clock
from domain.errors import CrawlError
from domain.identity import canonical
from domain.source import Section, Source
from domain.textnorm import clean

BUDGET = 60  # a department's site had 45 columns (measured); at one request a second this is a minute, once
MANY = 60  # articles on a home page; agencies' show 5 to 45, newspapers' 70 to 200 (measured)
_ARTICLE_AND_SPARE = 2


@dataclass(frozen=True)
class ScoutReport:
    """What was found and where it was written; `notes` are sentences for the person who goes on from here."""

    id: str
    file: Path
    platform: str
    certainty: float
    history: str
    sections: tuple[SectionSeen, ...]
    feeds: tuple[FeedSeen, ...]
    sitemaps: tuple[str, ...]
    cases: tuple[Path, ...]
    requests: int
    notes: tuple[str, ...] = field(default=())

    def as_text(self) -> str:
        """What a person reads: the file, a line a column, what was saved, what is left to do."""
        lines = [f"{self.file}: {self.platform}, {len(self.sections)} chuyên mục, {self.requests} lượt hỏi"]
        for one in self.sections:
            newest = f", mới nhất {one.newest:%d/%m/%Y}" if one.newest else ""
            lines.append(f"  {one.id}: {one.name}, {one.items} tin ({one.dated} có ngày){newest}")
        lines += [f"  RSS: {feed.url}, {feed.items} tin" for feed in self.feeds]
        lines += [f"  đã lưu {case}, chờ người xác nhận" for case in self.cases]
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])


def scout(
    url: str,
    get: Get,
    unit: str,
    out: Path,
    *,
    source_id: str | None = None,
    pages: Path | None = None,
    press: bool | None = None,
    at: datetime | None = None,
    budget: int = BUDGET,
) -> ScoutReport:
    """Looks, writes `<id>.yml` (verified: false) and saves pages. Raises CrawlError when the home page does not read,
    DataError when the file is there already."""
    moment, ask = at or clock().now(), Asker(get, min(budget, BUDGET))
    look = front(url, ask)
    if look.outcome != "ok" or look.document is None:
        raise CrawlError(look.outcome, look.detail or url)
    home = look.document
    file = free_file(out, source_id or id_of(look.url), look.url, fixed=source_id is not None)
    family, sure = platforms.guess(home)
    shown = _articles_on(home, family)
    draft = _draft(file.stem, home, unit, press if press is not None else shown > MANY, moment)
    robots = _robots(home, ask)
    feeds = feeds_of(home, robots, ask, guess=draft.history == "window")
    maps = sitemaps_of(home, robots, ask)
    draft, columns = _columns(home, draft, family, ask)
    write(file, draft, columns.sections, feeds[0].url if feeds else None)
    cases = _save(pages / draft.id, draft, look, columns, ask, moment) if pages else ()
    return ScoutReport(
        draft.id,
        file,
        draft.platform,
        sure,
        draft.history,
        tuple(columns.sections),
        tuple(feeds),
        maps,
        cases,
        ask.asked,
        _notes(draft, shown, columns, maps),
    )


def _columns(home: Document, draft: Source, family: str, ask: Asker) -> tuple[Source, Columns]:
    """The columns as the guessed family reads them; where it reads none, as lists of no family."""
    first = draft.model_copy(update={"platform": family})
    columns = look_through(home, first, ask, _ARTICLE_AND_SPARE)
    if columns.sections or family == "listing":
        return first, columns
    second = draft.model_copy(update={"platform": "listing"})
    other = look_through(home, second, ask, _ARTICLE_AND_SPARE)
    return (second, other) if other.sections else (first, columns)


def _robots(home: Document, ask: Asker) -> str:
    look = ask.raw(canonical("/robots.txt", home.url))
    sound = look.outcome == "ok" and b"<html" not in look.body[:500].lower()
    return look.body.decode("utf-8", "replace") if sound else ""


def _draft(name: str, home: Document, unit: str, window: bool, at: datetime) -> Source:
    title = next((" ".join(clean(e.text_content()).split()) for e in home.tree.iter("title")), "") or name
    return Source(
        id=name,
        title=_site_title(title),
        unit=unit,
        url=home.url,
        history="window" if window else "all",
        origin=f"phusong source new {home.url} ({at:%Y-%m-%d})",
    )


def _site_title(title: str) -> str:
    """The site's part of a home page's title: “Trang chủ - Sở X” is Sở X."""
    parts = [
        part
        for part in re.split(r"\s+[-|–]\s+", title)
        if not re.match(r"(?i)^(trang chủ|home|index|default)$", part.strip())
    ]
    return " - ".join(parts) or title


def _articles_on(home: Document, platform: str) -> int:
    probe = Source(id="x", title="", unit="", url=home.url).model_copy(update={"platform": platform})
    return sum(_is_article(link) for link in classify(home, probe))


def _is_article(link: Link) -> bool:
    named = link.kind is LinkKind.LISTING and len(link.text.split()) >= 6
    return link.kind is LinkKind.ARTICLE or (named and may_be_article(link.url, Shapes()))


def _save(folder: Path, source: Source, home: Look, columns: Columns, ask: Asker, at: datetime) -> tuple[Path, ...]:
    """The home page, one list and one article of it, as cases that wait for a person."""
    cases, article = [], ""
    listed: list[tuple[str, Look, Section | None]] = [("home", home, None)]
    listed += [
        ("list", look, seen.as_section()) for look, seen in zip(columns.looks[:1], columns.sections[:1], strict=True)
    ]
    for kind, look, section in listed:
        if look.document is None:
            continue
        try:
            entries = platforms.entries(look.document, source, section)
        except CrawlError:
            continue
        article = next((one.url for one in entries if not is_file(one.url)), article)
        expected = list_expected(entries, platforms.next_page(look.document, source, section))
        cases.append(save(folder / kind, look, kind, source.platform, at, expected))
    page = ask.page(article) if article else None
    if page and page.outcome == "ok":
        expected = article_expected(page, source, at)
        cases.append(save(folder / "article", page, "article", source.platform, at, expected))
    return tuple(cases)


def _notes(source: Source, shown: int, columns: Columns, maps: tuple[str, ...]) -> tuple[str, ...]:
    notes = [f"Trang chủ dẫn tới {shown} bài; nhận là {source.platform}, lịch sử: {source.history}."]
    if not columns.sections:
        notes.append("Không tìm thấy chuyên mục nào có danh sách tin: cần người xem và thêm chuyên mục.")
    undated = [one.name for one in columns.sections if not one.dated]
    if undated:
        notes.append(f"Danh sách không có ngày: {', '.join(undated)}.")
    if columns.missed:
        notes.append(f"Hết số lượt hỏi, chưa xem: {', '.join(columns.missed)}.")
    if maps:
        notes.append(f"Có sơ đồ trang: {', '.join(maps)}.")
    return tuple(notes)
