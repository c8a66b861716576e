"""A live look at one source: every column fetched, what it lists, and one article field by field with its evidence.

check(source, get, at=None) -> CheckReport      get as for crawlers.scout
"""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

from crawlers import feeds, platforms, sitemaps
from crawlers.extract import extract
from crawlers.platforms import Entry
from crawlers.scout_ask import Get, Look, look_at
from crawlers.sniff import is_file
from domain.article import Found, Text
from domain.clock import clock
from domain.errors import CrawlError
from domain.outcome import OK, vietnamese
from domain.source import Section, Source

FIELDS = {"title": "tiêu đề", "lead": "sa-pô", "body": "nội dung", "byline": "tác giả", "published": "ngày đăng",
          "republished_from": "đăng lại từ", "updated": "cập nhật", "sections": "chuyên mục", "attachments": "tệp kèm"}


@dataclass(frozen=True)
class SectionCheck:
    """One column, or the home page (`id` is empty) where there is none: how it read and what it lists."""

    id: str
    name: str
    url: str
    outcome: str
    items: int = 0
    dated: int = 0
    newest: date | None = None
    newest_url: str = ""
    next_page: str | None = None
    detail: str = ""


@dataclass(frozen=True)
class FieldRead:
    """One field of an article: its value, cut to a line, and where it was read; empty where nothing was."""

    name: str
    value: str
    evidence: str


@dataclass(frozen=True)
class ArticleCheck:
    """One article of the site, read now."""

    url: str
    outcome: str
    fields: tuple[FieldRead, ...] = ()
    quality: str = ""


@dataclass(frozen=True)
class CheckReport:
    """`problems` are sentences in Vietnamese; none of them: the source works as its file says."""

    source: str
    sections: tuple[SectionCheck, ...]
    article: ArticleCheck | None
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is to be mended."""
        return not self.problems

    def as_json(self) -> dict[str, object]:
        """The form people script against: dates as ISO, absent values as null."""
        return json.loads(json.dumps({**asdict(self), "ok": self.ok}, default=date.isoformat))  # type: ignore[no-any-return]

    def as_text(self) -> str:
        """What a person reads: a line a column, the article's fields, then what is to be mended."""
        lines = [f"{self.source}: {'đọc tốt' if self.ok else 'cần xem lại'}"]
        for one in self.sections:
            newest = f", mới nhất {one.newest:%d/%m/%Y}" if one.newest else ""
            lines.append(f"  {one.name}: {vietnamese(one.outcome)}, {one.items} tin ({one.dated} có ngày){newest}")
        if self.article:
            lines.append(f"  Bài {self.article.url}: {vietnamese(self.article.outcome)}")
            for read in self.article.fields:
                evidence = f" [{read.evidence}]" if read.evidence else ""
                lines.append(f"    {FIELDS.get(read.name, read.name)}: {read.value or '–'}{evidence}")
        return "\n".join([*lines, *(f"  ! {problem}" for problem in self.problems)])


def check(source: Source, get: Get, at: datetime | None = None) -> CheckReport:
    """Looks at a source now. Never raises for what a site does."""
    moment = at or clock().now()
    sections: list[SectionCheck] = []
    sample: Entry | None = None
    for section in source.sections or (None,):
        seen, entries = _section(source, section, get)
        sections.append(seen)
        pages = [entry for entry in entries if not is_file(entry.url)]
        dated = [entry for entry in pages if entry.published and entry.published.earliest <= moment]
        sample = sample or next(iter(dated), None) or next(iter(pages), None)
    article = _article(source, sample, get, moment) if sample else None
    problems = [sentence for one in sections for sentence in _section_problems(one, moment)]
    problems += _article_problems(article, sample)
    return CheckReport(source.id, tuple(sections), article, tuple(problems))


def _section(source: Source, section: Section | None, get: Get) -> tuple[SectionCheck, list[Entry]]:
    url = source.section_url(section) if section else source.url
    platform = (section.platform if section else None) or source.platform
    look = look_at(get, url, as_page=platform not in ("feed", "sitemap"))
    outcome, detail, entries, following = look.outcome, look.detail, list[Entry](), None
    if outcome == "ok":
        outcome, detail, entries, following = _read(source, section, platform, look)
    days = [(entry.published.day, entry.url) for entry in entries if entry.published]
    newest, newest_url = max(days, default=(None, ""))
    name = section.name if section else "Trang chủ"
    known = section.id if section else ""
    seen = SectionCheck(known, name, url, outcome, len(entries), len(days), newest, newest_url, following, detail)
    return seen, entries


def _read(
    source: Source, section: Section | None, platform: str, look: Look
) -> tuple[str, str, list[Entry], str | None]:
    if platform == "feed":
        feed = feeds.read(look.body, look.url)
        return feed.outcome, feed.detail, list(feed.entries), None
    if platform == "sitemap":
        sitemap = sitemaps.read(look.body, look.url)
        return sitemap.outcome, sitemap.detail, list(sitemap.entries), None
    if look.document is None:
        return "wrong_type", look.content_type, [], None
    try:
        entries = platforms.entries(look.document, source, section)
    except CrawlError as error:
        return error.outcome, error.detail, [], None
    return "ok", "", entries, platforms.next_page(look.document, source, section)


def _article(source: Source, entry: Entry, get: Get, at: datetime) -> ArticleCheck:
    look = look_at(get, entry.url)
    if look.outcome != "ok" or look.document is None:
        return ArticleCheck(entry.url, look.outcome)
    found = Found(source.id, entry.url, at, entry.title or None, entry.published)
    text = extract(look.document, fetched_at=at, source=source, found=found, family=platforms.profile_of(source))
    return ArticleCheck(entry.url, "ok" if text.body else "no_text", tuple(_fields(text)), text.quality.value)


def _fields(text: Text) -> list[FieldRead]:
    published = text.published
    values = {
        "title": text.title,
        "lead": text.lead,
        "body": text.body,
        "byline": text.byline or "",
        "published": published.as_written if published else "",
    }
    said = {
        **text.evidence,
        **({"published": f"{published.evidence} ({published.confidence.value})"} if published else {}),
    }
    return [FieldRead(name, " ".join(value.split())[:120], said.get(name, "")) for name, value in values.items()]


def _section_problems(seen: SectionCheck, at: datetime) -> list[str]:
    if seen.outcome not in OK:
        return [f"{seen.name}: {vietnamese(seen.outcome)}{f' ({seen.detail})' if seen.detail else ''}."]
    if not seen.dated:
        return [f"{seen.name}: {seen.items} tin, không tin nào có ngày."]
    if seen.newest and seen.newest > at.date():
        return [f"{seen.name}: có tin ghi ngày sau hôm nay ({seen.newest:%d/%m/%Y})."]
    return []


def _article_problems(article: ArticleCheck | None, entry: Entry | None) -> list[str]:
    if article is None:
        return ["Không có bài nào để đọc thử."]
    if article.outcome != "ok":
        return [f"Bài {article.url}: {vietnamese(article.outcome)}."]
    values = {one.name: one.value for one in article.fields}
    problems = [
        f"Bài {article.url}: không đọc được {label}."
        for name, label in (("title", "tiêu đề"), ("published", "ngày đăng"))
        if not values.get(name)
    ]
    if article.quality in ("low", "empty"):
        problems.append(f"Bài {article.url}: nội dung đọc được không chắc chắn.")
    return problems
