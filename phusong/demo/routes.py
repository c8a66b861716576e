"""Which page a request means: every address of one site at one stage, made once when the site opens."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from phusong.demo.addresses import KEY, addresses, listing
from phusong.demo.sites import SiteSpec
from phusong.demo.truth import ArticleTruth, FileTruth

PER_PAGE = 10
STATIC = {"/gioi-thieu": "Giới thiệu", "/lien-he": "Liên hệ", "/so-do-trang": "Sơ đồ trang",
          "/noi-bo/lich-cong-tac": "Lịch công tác"}  # the last one is what a robots.txt keeps to itself
_LANGUAGES = re.compile(r"^(?:/(?:vi|en))+(?=/|$)")  # relative language links grow without end on such portals
_CONTENT = re.compile(r"^/[\w-]+(/-/(?:view_content|asset_publisher)/.+)$")
_CUR = frozenset({"_101_cur", f"_101_INSTANCE_{KEY}_cur"})


@dataclass(frozen=True)
class Route:
    """What stands at an address: kind is home, list, article, file, feed, sitemap, menu or fault."""

    kind: str
    section: str = ""
    page: int = 1
    article: ArticleTruth | None = None
    file: FileTruth | None = None
    note: str = ""


def key(site: SiteSpec, target: str) -> str:
    """A request target without what the site itself ignores."""
    path, _, query = target.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    if site.family == "liferay":
        path = _LANGUAGES.sub("", path) or "/"
        found = _CONTENT.match(path)  # any section, existing or not, shows the article
        path = found[1] if found else path.rstrip("/") or "/"
        pairs = [("cur", value) for name, value in pairs if name in _CUR and value != "1"]
    if site.family == "item":
        path = path.rstrip("/") or "/"
        pairs = [pair for pair in pairs if not pair[0].startswith("p_")]
    if site.family in ("sharepoint", "oldschool"):
        path, pairs = path.lower(), [(name.lower(), value) for name, value in pairs]
    return path + ("?" + urlencode(sorted(pairs)) if pairs else "")


def routes(site: SiteSpec, articles: Iterable[ArticleTruth]) -> dict[str, Route]:
    """Every address of the site; `articles` newest first."""
    shown = list(articles)
    out = {"/": Route("home")}
    for section in site.sections:
        if section.fault:
            out[key(site, listing(site, section.id))] = Route("fault", section.id, note=section.fault)
            continue
        count = sum(section.id in article.sections for article in shown)
        for page in range(1, max(1, -(-count // PER_PAGE)) + 1):
            out[key(site, listing(site, section.id, page))] = Route("list", section.id, page)
    for article in shown:
        route = Route("article", article=article)
        out.update({key(site, path): route for path in addresses(site, article)})
        out.update({file.path: Route("file", article=article, file=file) for file in article.files})
    return {**out, **_extras(site)}


def _extras(site: SiteSpec) -> dict[str, Route]:
    out = {path: Route("menu", note=name) for path, name in STATIC.items()}
    if site.family == "yyyymm":
        out["/rss/home.rss"] = Route("feed")
    if site.family == "feedfirst":
        out |= {section.path: Route("feed") for section in site.sections if section.path}
    if site.family == "wordpress":
        out["/feed/"] = Route("feed")
    if site.family == "mapped":
        out["/sitemap.xml"] = Route("sitemap", note="index")
        out |= {f"/sitemap-2023-{month:02d}.xml": Route("sitemap", page=month) for month in (6, 7, 8, 9)}
        out["/sitemap-news.xml"] = Route("sitemap", note="news")
    return out
