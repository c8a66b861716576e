"""What a template is given: entries, one article, the lists beside it, all as written by the site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.dated import VIETNAM
from phusong.demo.addresses import addresses, listing
from phusong.demo.dates import FORMS, rfc, weekday
from phusong.demo.routes import PER_PAGE
from phusong.demo.sites import SiteSpec
from phusong.demo.spelling import broken
from phusong.demo.truth import ArticleTruth


@dataclass(frozen=True)
class Entry:
    """One line of a listing."""

    title: str
    href: str
    date: str  # empty where the list shows none
    summary: str
    number: int
    moment: datetime


@dataclass(frozen=True)
class ArticleView:
    """One article as its page shows it."""

    title: str
    lead: str
    paras: tuple[str, ...]
    date: str
    author: str
    section: str
    section_href: str
    views: int
    canonical: str
    files: tuple[tuple[str, str], ...]  # name, href
    number: int
    iso: str  # empty for an undated article
    source: str  # who published it first


@dataclass(frozen=True)
class PageView:
    """One page: chrome is in the templates, this is what differs."""

    site: SiteSpec
    heading: str
    clock: str
    menu: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...] = ()
    blocks: tuple[tuple[str, str, tuple[Entry, ...]], ...] = ()  # name, href, entries: the home page's columns
    pager: tuple[tuple[int, str], ...] = ()
    page: int = 1
    article: ArticleView | None = None
    related: tuple[Entry, ...] = ()
    most_read: tuple[Entry, ...] = ()


class Desk:
    """Makes the views of one site at one stage; `shown` is newest first."""

    def __init__(self, site: SiteSpec, shown: Sequence[ArticleTruth], now: datetime, titles: dict[str, str]) -> None:
        self.site, self.shown, self.now = site, shown, now.astimezone(VIETNAM)
        self._titles = titles  # article id -> name of the site that had it first
        self._places = {article.id: place for place, article in enumerate(shown)}
        self._menu = tuple((section.name, listing(site, section.id)) for section in site.sections)

    def home(self) -> PageView:
        """The front page: newest items and one column a section."""
        blocks = tuple(
            (one.name, listing(self.site, one.id), self.entries(self._of(one.id)[:4]))
            for one in self.site.sections if not one.fault
        )
        return self._page("Trang chủ", entries=self.entries(self.shown[:PER_PAGE]), blocks=blocks)

    def static(self, heading: str) -> PageView:
        """A page without news: who we are, how to reach us."""
        return self._page(heading)

    def listing(self, section: str, page: int) -> PageView:
        """One page of a section."""
        mine = self._of(section)
        pages = range(1, max(1, -(-len(mine) // PER_PAGE)) + 1)
        pager = tuple((number, listing(self.site, section, number)) for number in pages)
        entries = self.entries(mine[(page - 1) * PER_PAGE : page * PER_PAGE])
        return self._page(self.site.section(section).name, entries=entries, pager=pager, page=page)

    def reading(self, article: ArticleTruth, views: int) -> PageView:
        """One article with older and newer ones around it."""
        place = self._places[article.id]
        near = [other for other in self.shown[max(0, place - 3) : place + 5] if other is not article]
        view = self._article(article, views)
        return self._page(view.section, article=view, related=self.entries(near))

    def _page(self, heading: str, **parts: object) -> PageView:
        clock = f"{weekday(self.now)}, ngày {self.now:%d/%m/%Y} {self.now:%H:%M}"
        most_read = self.entries(self.shown[2:40:7][:5])
        return PageView(self.site, heading, clock, self._menu, most_read=most_read, **parts)  # type: ignore[arg-type]

    def _of(self, section: str) -> list[ArticleTruth]:
        return [article for article in self.shown if section in article.sections]

    def entries(self, articles: Sequence[ArticleTruth]) -> tuple[Entry, ...]:
        """The lines of a list of articles."""
        return tuple(
            Entry(self._say(one.title, one), addresses(self.site, one)[0], self._date(one, "list"),
                  self._say(one.lead, one), number_of(one), one.moment)
            for one in articles
        )

    def _article(self, article: ArticleTruth, views: int) -> ArticleView:
        section = self.site.section(article.sections[0])
        paras = tuple(self._say(part, article) for part in article.body.split("\n") if part)
        return ArticleView(
            title=self._say(article.title, article), lead=self._say(article.lead, article), paras=paras,
            date=self._date(article, "page"), author=article.author, section=section.name,
            section_href=listing(self.site, section.id), views=views,
            canonical=addresses(self.site, article)[0],
            files=tuple((file.name, file.path) for file in article.files), number=number_of(article),
            iso="" if article.published is None else article.moment.isoformat(),
            source=self._titles.get(article.original or "", "") if article.kind == "copy" else "",
        )

    def _date(self, article: ArticleTruth, place: str) -> str:
        return "" if article.published is None else FORMS[self.site.dates[place]](article.moment)

    def _say(self, text: str, article: ArticleTruth) -> str:
        return broken(text, number_of(article)) if self.site.text == "broken" else text

    def feed_date(self, article: ArticleTruth) -> str:
        """The date as the feed writes it."""
        form = self.site.dates.get("feed", "")
        return FORMS[form](article.moment) if form else rfc(article.moment)


def number_of(article: ArticleTruth) -> int:
    """The article's running number on its site."""
    return int(article.id.rsplit("-", 1)[1])
