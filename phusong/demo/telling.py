"""The whole truth of one stage: originals and reposts, what is held back, mended or removed, addresses, verdicts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache

from phusong.demo.addresses import addresses, slug
from phusong.demo.corpus import originals
from phusong.demo.expected import verdicts
from phusong.demo.reposts import excerpts, reposts
from phusong.demo.sites import sites
from phusong.demo.truth import ArticleTruth, FileTruth, Truth

BACKDATED = ("so-noi-vu", "so-tttt", "so-khdt", "so-tu-phap", "so-tnmt", "cong-tinh")  # one article each is held back
CHANGED = ("bao-lac-giang", "cong-tinh", "so-noi-vu", "so-gddt", "so-cong-thuong")  # one article each is corrected
GONE = ("bao-lac-giang", "so-nnptnt")  # one article each is removed
CORRECTION = "Đính chính: Bản đăng lần đầu ghi chưa đủ tên đơn vị phối hợp. Thành thật cáo lỗi cùng bạn đọc."


@cache
def corpus() -> tuple[ArticleTruth, ...]:
    """Every article of both stages, without addresses."""
    told = originals()
    everything = excerpts([article for article, _ in told] + reposts(told))
    return tuple(_marked(_with_files(article), everything) for article in everything)


def truth_of(stage: str, now: datetime, base: Mapping[str, str]) -> Truth:
    """What stands on the sites at one stage, with the addresses of this run."""
    places = {site.id: site for site in sites()}
    held = [article for article in corpus() if stage == "later" or article.appears == "first"]
    articles = []
    for article in held:
        text = f"{article.body}\n{CORRECTION}" if stage == "later" and "changed" in article.traits else article.body
        root = base[article.site].rstrip("/")
        paths = [root + path for path in addresses(places[article.site], article)]
        articles.append(replace(article, body=text, addresses=tuple(paths), canonical=paths[0]))
    return Truth(stage, now, tuple(articles), verdicts(stage, now, held), dict(base))


def _with_files(article: ArticleTruth) -> ArticleTruth:
    """On a site of documents the text stands in the attached PDF; every fourth one is a scan."""
    site = {site.id: site for site in sites()}[article.site]
    if not site.files or "van-ban" not in article.sections:
        return article
    number = int(article.id.rsplit("-", 1)[1])
    text = "" if number % 4 == 0 else "\n".join((article.title.upper(), article.lead, article.body))
    name = f"{slug(article.title, 6)}-{number}.pdf"
    file = FileTruth(name, f"/upload/{article.moment:%Y/%m}/{name}", text)
    return replace(article, lead="", body="", files=(file,), traits=(*article.traits, "pdf"))


def _marked(article: ArticleTruth, everything: list[ArticleTruth]) -> ArticleTruth:
    mine = sorted((one for one in everything if one.site == article.site and one.appears == "first"
                   and one.kind == "original"), key=lambda one: one.moment)
    place = next((rank for rank, one in enumerate(mine) if one.id == article.id), None)
    if article.site == "so-ldtbxh":
        return replace(article, appears="later", traits=(*article.traits, "backdated"))
    if article.site in BACKDATED and place == len(mine) - 6:
        return replace(article, appears="later", traits=(*article.traits, "backdated"))
    if article.site in CHANGED and place == len(mine) - 4:
        return replace(article, traits=(*article.traits, "changed"))
    if article.site in GONE and place == len(mine) - 7:
        return replace(article, traits=(*article.traits, "gone"))
    return article
