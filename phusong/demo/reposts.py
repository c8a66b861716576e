"""Articles that repeat another site's: whole under a new title, or as a half or a quarter of a text of their own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import product
from random import Random

from domain.article import Level
from domain.dated import Precision
from domain.yamlfile import read_yaml
from phusong.demo.cast import DATA
from phusong.demo.corpus import placed, shown
from phusong.demo.moment import is_working
from phusong.demo.phrases import turn
from phusong.demo.sites import SiteSpec, sites
from phusong.demo.stories import Draft
from phusong.demo.truth import ArticleTruth

Told = tuple[tuple[ArticleTruth, Draft], ...]
COPIES, EACH = 20, 5  # whole reposts, and how many of them one site may have
HALVES, QUARTERS = 12, 10


def reposts(told: Told) -> list[ArticleTruth]:
    """Whole copies: agencies repeat what the newspaper wrote about them, the press what agencies wrote."""
    rng = Random("reposts")
    numbers = {site.id: sum(article.site == site.id for article, _ in told) for site in sites()}
    pairs = rng.sample(found := list(_pairs(told)), len(found))
    out: list[ArticleTruth] = []
    for article, draft, site in pairs:
        moment = _moment(article, site, rng)
        crowded = sum(one.site == site.id for one in out) >= EACH
        if moment is None or crowded or len(out) >= COPIES or any(one.original == article.id for one in out):
            continue
        numbers[site.id] += 1
        out.append(_copy(article, draft.again, site, moment, numbers[site.id]))
    return out


def excerpts(articles: list[ArticleTruth]) -> list[ArticleTruth]:
    """The same articles, some of which now quote an earlier one about the same area at length."""
    rng = Random("excerpts")
    copied = {article.original for article in articles}
    hosts = [article for article in articles if article.id not in copied and _quotes(article)]
    paper = [article for article in hosts if article.site == "bao-lac-giang"]
    agencies = [article for article in hosts if article.site != "bao-lac-giang"]
    pairs = [pair for one, other in product(paper, agencies) for pair in ((one, other), (other, one)) if _near(*pair)]
    taken: set[str] = set()
    changed: dict[str, ArticleTruth] = {}
    for mine, theirs in rng.sample(pairs, len(pairs)):
        if mine.id in taken or theirs.id in taken or len(changed) >= HALVES + QUARTERS:
            continue
        taken |= {mine.id, theirs.id}
        changed[mine.id] = _quoting(mine, theirs, 0.5 if len(changed) < HALVES else 0.25, len(changed))
    return [changed.get(article.id, article) for article in articles]


def _pairs(told: Told) -> Iterator[tuple[ArticleTruth, Draft, SiteSpec]]:
    places = _places()
    for article, draft in told:
        if article.appears == "later" or "short" in article.traits or not draft.again:
            continue
        if article.site == "bao-lac-giang":
            near = [unit for unit in (*draft.actors, *draft.mentioned) if unit in places]
            yield from ((article, draft, places[unit]) for unit in near if _repeats(places[unit]))
        elif _repeats(places[article.unit]) and article.site != "cong-tinh":
            yield article, draft, places["cong-tinh" if len(article.title) % 2 else "bao-lac-giang"]


@cache
def _places() -> dict[str, SiteSpec]:
    return {site.unit: site for site in sites()}


def _repeats(site: SiteSpec) -> bool:
    return site.quota > 0 and not site.fault and not site.files and not site.undated


def _moment(article: ArticleTruth, site: SiteSpec, rng: Random) -> datetime | None:
    moment = (article.moment + timedelta(days=1)).replace(hour=rng.randint(8, 16), minute=rng.randint(1, 59))
    while not site.daily and not is_working(moment.date()):
        moment += timedelta(days=1)
    return moment if moment.date() < site.newest else None


def _copy(article: ArticleTruth, title: str, site: SiteSpec, moment: datetime, number: int) -> ArticleTruth:
    return replace(
        article, id=f"{site.id}-{number:03d}", site=site.id, unit=site.unit, title=title, moment=moment,
        published=shown(site, moment, False), precision=Precision(site.precision), author="", kind="copy",
        sections=placed(site, article.counted, moment), original=article.id, share=1.0, traits=tuple(site.traits),
    )


def _quotes(article: ArticleTruth) -> bool:
    """Whether an article can quote or be quoted: an own text about one area, on a site that repeats others."""
    plain = article.kind == "original" and article.body and article.appears == "first" and "pdf" not in article.traits
    return bool(plain) and bool(article.areas) and _primary(article) is not None and _repeats(_places()[article.unit])


def _primary(article: ArticleTruth) -> str | None:
    return next((area for area, level in article.areas.items() if level is Level.PRIMARY), None)


def _near(mine: ArticleTruth, theirs: ArticleTruth) -> bool:
    """Whether `theirs` came out one day to three weeks before, about the same area."""
    return timedelta(days=1) < mine.moment - theirs.moment < timedelta(days=21) and _primary(mine) == _primary(theirs)


def _source(article: ArticleTruth) -> str:
    site = _places()[article.unit]
    return site.title if site.press else f"trang thông tin điện tử {site.title}"


def _quoting(mine: ArticleTruth, theirs: ArticleTruth, wanted: float, rank: int) -> ArticleTruth:
    bridges: list[str] = read_yaml(DATA / "bridges.yml")
    bridge = turn(bridges[rank % len(bridges)], rank).replace("{source}", _source(theirs))
    own = len(f"{mine.title} {mine.lead} {mine.body} {bridge}".split())
    quoted: list[str] = []
    for part in (theirs.lead, *theirs.body.split("\n")):
        size = len(" ".join(quoted).split())
        if quoted and size + len(part.split()) > 1.15 * own * wanted / (1 - wanted):
            break
        quoted.append(part)
    size = len(" ".join(quoted).split())
    added = {area: Level.SUBSTANTIVE for area, level in theirs.areas.items() if level is not Level.MENTION}
    return replace(mine, body="\n".join([mine.body, bridge, *quoted]), kind="excerpt", original=theirs.id,
                   share=round(size / (size + own), 2), areas={**added, **mine.areas} if wanted > 0.4 else mine.areas)
