"""Address shapes of article pages, family by family: what in an address is the article, and what is only its way there.

A shape says "article" only where no menu or section address looks alike; what it leaves out of the identity (section,
language, slug) is what the same article was measured to change: 9.6 addresses an article on one department's site.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from domain.identity import bare_host, without_language

EXTENSION = re.compile(r"(?i)\.(html?|aspx?|php|jsp|tpo|vov|chn|ldo|antd|vnp|dec|bld|epi|vgp)$")
_DETAIL = re.compile(r"(?i)(detail|chi-?tiet|view|dispform|xem-?tin|article|bai-?viet|shownews|noidung)")
_NOT_PAPERS = re.compile(r"(?i).*/[^/]*van-?ban.*")  # an official document's own page is no article
_DOING = frozenset(("do", "act", "action", "op", "view", "mode", "task", "type", "func", "cmd", "m"))
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Address:
    """An address taken apart once: no `www.`, no language, the last segment, parameters by lower-case name."""

    host: str
    path: str
    slug: str  # last segment, without extension
    extension: str
    values: tuple[tuple[str, str], ...]

    def value(self, *names: str) -> str:
        """The first parameter that has one of these names, in their order; empty without one."""
        given = dict(reversed(self.values))
        return next((given[name] for name in names if given.get(name)), "")


@lru_cache(maxsize=4096)  # each family asks for the same address
def take_apart(url: str) -> Address:
    """The parts that shapes look at."""
    parts = urlsplit(url)
    path = without_language(parts.path)
    bare = re.sub(r"(?i)/(index|default)\.(html?|php|aspx?|jsp)$", "", path).rstrip("/")
    last = bare.rsplit("/", 1)[-1]
    extension = EXTENSION.search(last)
    values = tuple((name.lower(), value) for name, value in parse_qsl(parts.query, keep_blank_values=True))
    slug = last[: extension.start()] if extension else last
    return Address(bare_host(parts.netloc), bare, slug, extension[0].lower() if extension else "", values)


def words_in(slug: str) -> int:
    """How many words a slug spells: its pieces with a letter."""
    return sum(any(c.isalpha() for c in piece) for piece in re.split(r"[-_+.]|%20", slug))


def newspaper(address: Address) -> str | None:
    """Newspapers: month folder, `-post{id}`, `-a{id}`, and the moment of making at the end of the name."""
    month = re.search(r"/((?:19|20)\d\d(?:0[1-9]|1[0-2]))/([^/]+)$", address.path)
    if month:
        number = re.search(r"-(\d{4,})$", address.slug)
        return f"yyyymm:{address.host}:{month[1]}:{number[1] if number else address.slug}"
    if words_in(address.slug) < 3:
        return None
    stamp = re.search(r"-(\d{0,8}\d{12,})$", address.slug)
    if stamp:
        return f"stamp:{address.host}:{stamp[1]}"
    marked = re.search(r"-(post|news|art|ar|a|d|n|i|id|bv)(\d{4,})$", address.slug)
    return f"{marked[1]}:{address.host}:{marked[2]}" if marked else None


def _spoken(address: Address) -> str | None:
    """Parameters that say that they show one article: `?/ten-bai/123/muc`, `?do=detail&category_id=9&id=7`."""
    told = next((name for name, value in address.values if not value and name.startswith("/")), "")
    spelled = re.match(r"(?i)/([^/]+)/(\d{2,})(?:/|$)", told)
    if spelled and _DETAIL.search(_NOT_PAPERS.sub("", address.path)) and words_in(spelled[1]) >= 3:
        return f"told:{address.host}{address.path.lower()}:{spelled[2]}:{spelled[1].lower()}"
    if address.value("id", "nid", "newsid").isdigit() and any(
        _DETAIL.fullmatch(value) for name, value in address.values if name in _DOING
    ):
        where = address.value("page", "module", "mod", "option", "com").lower()
        return f"detail:{address.host}{address.path.lower()}:{where}:{address.value('id', 'nid', 'newsid')}"
    return None


def by_parameter(address: Address) -> str | None:
    """Systems that name the article in a parameter: SharePoint, Joomla, WordPress drafts, WCM, .cpx and hand-made."""
    if address.value("option") == "com_content" and address.value("view") in ("article", ""):
        number = address.value("id").split(":")[0]
        return f"joomla:{address.host}:{number}" if number else None
    content = address.value("wcm_global_context", "urile").removeprefix("wcm:path:").rstrip("/").lower()
    if content:
        return f"wcm:{address.host}:{content}"
    if address.path.lower().endswith(".cpx"):
        return f"cpx:{address.host}:{address.value('uuid')}" if address.value("uuid") else None
    if address.path in ("", "/index.php") and address.value("p").isdigit():
        return f"wordpress:{address.host}:{address.value('p')}"
    if spoken := _spoken(address):
        return spoken
    sure = address.value(
        "newsid", "itemid", "articleid", "tinid", "idtin", "id_tin", "baivietid", "postid", "newid", "idnews"
    )
    name = "" if sure == "0" else sure
    if not name and _DETAIL.search(address.path):
        name = address.value("id", "nid", "item", "tin", "n")
    if not re.fullmatch(r"\{?[\w:-]*\d[\w:-]*\}?", name):
        return None
    place = f"{address.value('listid').lower()}:" if address.value("listid") else ""
    return f"parameter:{address.host}{address.path.lower()}:{place}{name.strip('{}').lower()}"


def by_path(address: Address) -> str | None:
    """Systems that name the article in the path: DotNetNuke, Drupal, WordPress, Joomla, NukeViet."""
    named = re.search(r"(?i)/(articleid|newsid|itemid|id)/(\d+)(/|$)", address.path)
    if named:
        place = "" if named[1].lower() == "articleid" else address.path[: named.start()].lower()
        return f"named:{address.host}{place}:{named[1].lower()}:{named[2]}"
    node = re.search(r"(?i)/(node|archives)/(\d+)$", address.path)
    if node:
        return f"{node[1].lower()}:{address.host}:{node[2]}"
    dated = re.search(r"/(?:19|20)\d\d/\d{1,2}/(?:\d{1,2}/)?[^/]+$", address.path)
    if dated and not address.slug.isdigit() and not address.path.lower().endswith((".jpg", ".png", ".pdf")):
        return f"dated:{address.host}{address.path[dated.start() :]}"
    joomla = re.fullmatch(r"(\d{1,7})-([a-z0-9-]+)", address.slug)
    if joomla and words_in(joomla[2]) >= 5:
        return f"joomla:{address.host}:{address.slug}"
    number = re.search(r"-(\d{2,})$", address.slug)
    if number and address.extension and words_in(address.slug) >= 4 and not _YEAR.fullmatch(number[1]):
        return f"slug:{address.host}:{address.slug}"
    return None


def liferay(address: Address) -> str | None:
    """Liferay: the id after `view_content`, else the article's name within its site (`/web/{site}/`)."""
    view = re.search(r"(?i)/-/view_content/(?:[^/]+/)*?(\d+)(?:-|/|$)", address.path)
    if view:
        return f"liferay:{address.host}:view_content:{view[1]}"
    parameters = {name.rsplit("_", 1)[-1]: value for name, value in address.values if name.startswith("_")}
    if parameters.get("assetentryid"):
        return f"liferay:{address.host}:entry:{parameters['assetentryid']}"
    shown = re.search(
        r"(?i)/-/(?:asset_publisher/(?:[^/]+/)?(?:content|document)/(?:id/)?|journal_content/56/\d+/)([^/?]+)",
        address.path,
    ) or re.search(r"/(?:-|w)/([a-z0-9%_-]{8,})$", address.path)
    if not shown:
        return None
    site = re.search(r"(?i)/(?:web|group)/([^/]+)/", address.path)
    return f"liferay:{address.host}:{site[1].lower() + ':' if site else ''}{shown[1].lower()}"


def portal_item(address: Address) -> str | None:
    """The portal generation with `/article?item={32 hex}`."""
    number = address.value("item").lower()
    return f"item:{address.host}:{number}" if re.fullmatch(r"[0-9a-f]{32}", number) else None


def numbered(address: Address) -> str | None:
    """Own MVC sites: `/{site}/ManagementNews/DetailNew/354`, `/tin-tuc/chi-tiet/354`; `?page=` is not the article's."""
    named = re.search(
        r"(?i)^(.*/(?:\w*detail\w*|chi-?tiet(?:-tin)?|xem-?tin|read|show|view(?:news|article)?))/(\d+)(?:/[^/]*|-[^/]*)?$",
        address.path,
    ) or re.search(r"(?i)^(.*/(?:\w*detail\w*|chi-?tiet(?:-tin)?|xem-?tin|view))/[^/]*-(\d+)$", address.path)
    return f"mvc:{address.host}{named[1].lower()}:{named[2]}" if named else None


FAMILIES = (liferay, portal_item, numbered, newspaper, by_parameter, by_path)  # the most particular first


@lru_cache(maxsize=8192)
def identity(url: str) -> str | None:
    """The first family's word for an article address; None when none knows it as one."""
    address = take_apart(url)
    return next((found for family in FAMILIES if (found := family(address))), None)


def is_article(url: str) -> bool:
    """Whether some family writes its articles' addresses so."""
    return identity(url) is not None
