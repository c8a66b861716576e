"""The address shapes of each family: where a listing stands, and every address of one article, the canonical first."""

import unicodedata
from collections.abc import Callable
from hashlib import md5, sha256

from phusong.demo.sites import SiteSpec
from phusong.demo.truth import ArticleTruth

KEY = "iBq4Kd8vLw2z"  # instance of the second Liferay look's publisher
NOISE = "p_p_id=101&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&p_p_col_id=column-1&p_p_col_count=2"


def slug(text: str, words: int = 14) -> str:
    """`Họp báo quý II` → `hop-bao-quy-ii`."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = (letter for letter in plain if not unicodedata.combining(letter))
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in letters)
    return "-".join(kept.split()[:words])


def serial(article: ArticleTruth) -> int:
    """The number that the site's database gave."""
    return 20000 + int(sha256(article.site.encode()).hexdigest()[:4], 16) + 7 * int(article.id.rsplit("-", 1)[1])


def _hex(article: ArticleTruth) -> str:
    return md5(article.id.encode(), usedforsecurity=False).hexdigest()


def listing(site: SiteSpec, section: str, page: int = 1) -> str:
    """Path and query of one page of a section's listing."""
    return _LISTINGS[site.family](site, section, page)


def addresses(site: SiteSpec, article: ArticleTruth) -> tuple[str, ...]:
    """Paths and queries under which the site serves the article."""
    return tuple(dict.fromkeys(_ARTICLES[site.family](site, article)))


def _liferay_list(site: SiteSpec, section: str, page: int) -> str:
    if page == 1:
        return f"/{section}"
    if site.look == "b":
        noise = NOISE.replace("p_p_id=101", f"p_p_id=101_INSTANCE_{KEY}")
        return f"/{section}?{noise}&_101_INSTANCE_{KEY}_delta=10&_101_INSTANCE_{KEY}_cur={page}"
    return f"/{section}?{NOISE}&_101_delta=10&_101_keywords=&p_r_p_564233524_resetCur=false&_101_cur={page}"


def _liferay(site: SiteSpec, article: ArticleTruth) -> list[str]:
    number, name = serial(article), slug(article.title)
    if site.look == "b":
        tails = [f"/-/asset_publisher/{KEY}/content/{name}", f"/-/asset_publisher/{KEY}/content/id/{number}"]
    else:
        tails = [f"/-/view_content/{number}-{name}", f"/-/view_content/pop_up/{number}-{name}"]
    plain = [f"/{section}{tail}" for tail in tails for section in article.sections]
    return plain + [f"/{language}{path}" for language in ("vi", "en") for path in plain[: len(article.sections)]]


def _item_list(site: SiteSpec, section: str, page: int) -> str:
    if site.look == "slim":
        return f"/{section}" + (f"?page={page}" if page > 1 else "")
    return f"/pages?item={section}" + (f"&page={page}" if page > 1 else "")


def _mvc_list(site: SiteSpec, section: str, page: int) -> str:
    if site.look == "trang":
        return f"/{section}" + (f"/trang-{page}" if page > 1 else "")
    number = 354 + [one.id for one in site.sections].index(section)
    return f"/Tin-tuc/DetailNew/{number}" + (f"?page={page}" if page > 1 else "")


def _mvc(site: SiteSpec, article: ArticleTruth) -> list[str]:
    if site.look == "trang":
        return [f"/{section}/{slug(article.title)}-{serial(article)}" for section in article.sections]
    return [f"/Tin-tuc/ChiTiet/{serial(article)}/{slug(article.title)}", f"/Tin-tuc/ChiTiet/{serial(article)}"]


def _yyyymm(site: SiteSpec, article: ArticleTruth) -> list[str]:
    path = f"/{article.sections[0]}/{article.moment:%Y%m}/{slug(article.title)}-{serial(article)}"
    return [f"{path}/", path, f"{path}/index.htm"]


def _paged(first: str, more: str) -> Callable[[SiteSpec, str, int], str]:
    return lambda site, section, page: (first if page == 1 else more).format(s=section, p=page)


def _station(site: SiteSpec, article: ArticleTruth) -> list[str]:
    day = article.moment
    name = f"ban-tin-{day.day}-{day.month}-{day.year}-{slug(article.title, 8)}"
    return [f"/{article.sections[0]}/{name}-{serial(article) % 1000}"]


def _nukeviet(site: SiteSpec, article: ArticleTruth) -> list[str]:
    return [f"/vi/news/{section}/{slug(article.title)}-{serial(article)}.html" for section in article.sections]


_LISTINGS: dict[str, Callable[[SiteSpec, str, int], str]] = {
    "liferay": _liferay_list,
    "item": _item_list,
    "mvc": _mvc_list,
    "yyyymm": _paged("/{s}/", "/{s}/trang-{p}/"),
    "station": _paged("/{s}", "/{s}?trang={p}"),
    "feedfirst": _paged("/{s}", "/{s}?p={p}"),
    "mapped": _paged("/chuyen-muc/{s}.html", "/chuyen-muc/{s}.html?page={p}"),
    "nukeviet": _paged("/vi/news/{s}/", "/vi/news/{s}/page-{p}/"),
    "wordpress": _paged("/category/{s}/", "/category/{s}/page/{p}/"),
    "sharepoint": _paged("/Pages/{s}.aspx", "/Pages/{s}.aspx?Page={p}"),
    "oldschool": _paged("/tintuc.asp?muc={s}", "/tintuc.asp?muc={s}&trang={p}"),
    "plain": _paged("/{s}.html", "/{s}-trang-{p}.html"),
    "tables": _paged("/{s}.php", "/{s}.php?p={p}"),
}

_ARTICLES: dict[str, Callable[[SiteSpec, ArticleTruth], list[str]]] = {
    "liferay": _liferay,
    "item": lambda site, article: [f"/article?item={_hex(article)}", f"/article/?item={_hex(article)}"],
    "mvc": _mvc,
    "yyyymm": _yyyymm,
    "station": _station,
    "feedfirst": lambda site, article: [f"/tin/{slug(article.title)}-a{serial(article)}.html"],
    "mapped": lambda site, article: [f"/{slug(article.title)}-post{serial(article)}.html"],
    "nukeviet": _nukeviet,
    "wordpress": lambda site, article: [f"/{article.moment:%Y/%m}/{slug(article.title)}/", f"/?p={serial(article)}"],
    "sharepoint": lambda site, article: [f"/Pages/newsdetail.aspx?NewsId={serial(article)}"],
    "oldschool": lambda site, article: [f"/xemtin.asp?id={serial(article)}", f"/xemtin.asp?id={serial(article)}&in=1"],
    "plain": lambda site, article: [f"/{article.sections[0]}/{slug(article.title)}-{serial(article)}.html"],
    "tables": lambda site, article: [f"/chitiet.php?id={serial(article)}"],
}
