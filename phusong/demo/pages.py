"""From a route to bytes: the families' templates, feeds, sitemaps, documents, and pages of a site in trouble."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape

from phusong.demo.cast import head_of
from phusong.demo.pdf import document
from phusong.demo.routes import Route
from phusong.demo.sites import SiteSpec
from phusong.demo.spelling import encode
from phusong.demo.truth import ArticleTruth
from phusong.demo.views import Desk, PageView

HTML = "text/html"
XML = "application/xml; charset=utf-8"
ROBOTS = {
    "open": "User-agent: *\nDisallow: /quan-tri/\nDisallow: /tim-kiem\n",
    "delay": "User-agent: *\nDisallow: /noi-bo/\nCrawl-delay: 1\n",
    "closed": "User-agent: *\nDisallow: /\n",
}
FEED_ITEMS = 30


@dataclass(frozen=True)
class Answer:
    """One HTTP answer, before the transport adds its headers."""

    status: int
    body: bytes
    content_type: str = HTML
    headers: tuple[tuple[str, str], ...] = field(default=())


@cache
def _environment() -> Environment:
    folder = Path(__file__).resolve().parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=select_autoescape(["html", "j2"]), trim_blocks=True,
                       lstrip_blocks=True)


class Press:
    """Prints the pages of one site at one stage."""

    def __init__(self, desk: Desk, base: str) -> None:
        self.desk, self.site, self.base = desk, desk.site, base

    def answer(self, route: Route, views: int) -> Answer:
        """The page of a route; `views` is what the site's counter shows."""
        if route.kind == "article" and route.article:
            return self.html(self.desk.reading(route.article, views))
        if route.kind == "list":
            return self.html(self.desk.listing(route.section, route.page))
        if route.kind == "file" and route.file:
            return Answer(200, document(route.file.text), "application/pdf")
        if route.kind in ("feed", "sitemap"):
            return self._xml(route)
        if route.kind == "menu":
            return self.html(self.desk.static(route.note), template="static.html")
        return self.html(self.desk.home())

    def html(self, page: PageView, status: int = 200, template: str = "") -> Answer:
        """One page through the family's template, or through another one."""
        name = template or f"{self.site.family}.html"
        given = {"page": page, "site": self.site, "base": self.base, "article": page.article}
        text = _environment().get_template(name).render(given, head=head_of(self.site.unit))
        kind = HTML if self.site.charset != "utf-8" else f"{HTML};charset=UTF-8"  # an old page names its own code page
        return Answer(status, encode(text, self.site.charset), kind)

    def trouble(self, name: str, status: int = 200) -> Answer:
        """A page that is not what was asked: wall, soft_404, gone, redesigned."""
        return self.html(self.desk.home(), status, f"trouble_{name}.html")

    def _xml(self, route: Route) -> Answer:
        shown = [one for one in self.desk.shown if one.published is not None]
        name = "feed.xml.j2"
        if route.kind == "sitemap":
            name = f"sitemap_{route.note or 'month'}.xml.j2"
            shown = _of_sitemap(shown, route, self.desk)
        elif self.site.feed_until:
            shown = [one for one in shown if one.moment.date() <= self.site.feed_until]
        entries = list(zip(self.desk.entries(shown), shown, strict=True))[:FEED_ITEMS]
        months = sorted({one.moment.month for one in self.desk.shown})
        template = _environment().get_template(name)
        text = template.render(site=self.site, base=self.base, desk=self.desk, entries=entries, months=months)
        return Answer(200, text.encode(), XML)


def _of_sitemap(shown: list[ArticleTruth], route: Route, desk: Desk) -> list[ArticleTruth]:
    if route.note == "news":  # two days, as the format asks
        return [one for one in shown if desk.now - one.moment < timedelta(days=5)]
    return [one for one in shown if one.moment.month == route.page]


def robots(site: SiteSpec, base: str) -> Answer:
    """The site's robots.txt, or a 404 where it has none."""
    if site.robots == "none":
        return Answer(404, b"<html><body>404</body></html>")
    lines = ROBOTS[site.robots] + (f"Sitemap: {base}sitemap.xml\n" if site.family == "mapped" else "")
    return Answer(200, lines.encode(), "text/plain; charset=utf-8")
