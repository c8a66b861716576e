"""Dates that a page gives to machines: JSON-LD, meta elements, <time datetime>."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from lxml.html import HtmlElement

from crawlers.dates.claim import Claim, claims, made_now
from crawlers.dates.form import SLASHED
from crawlers.metadata import Metadata, text_of
from domain.dated import VIETNAM, Confidence, Precision

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "published_time", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "datecreated",
)  # fmt: skip
_VAGUE = (  # portals fill them in once, for the whole site: another place must confirm them
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "dcterms.modified",
            "last-modified", "lastmod")  # fmt: skip


def machine(
    meta: Metadata, times: Iterable[HtmlElement], fetched_at: datetime, told: Iterable[str] = ()
) -> list[Claim]:
    """Published and updated claims, best place first. A moment made while the page was served is left out."""
    found = _ldjson(meta)
    found += [one for name in _PUBLISHED for one in _one(meta.meta.get(name, ""), "meta", updated=False)]
    vague = [one for name in _VAGUE for one in _one(meta.meta.get(name, ""), "meta", updated=False)]
    found += [replace(one, weak=True) for one in vague]
    found += [one for name in _UPDATED for one in _one(meta.meta.get(name, ""), "meta", updated=True)]
    for node in times:
        names = (node.get("class") or "").lower()
        updated = "updat" in names and "publish" not in names and "entry-date" not in names  # WordPress writes both
        updated = updated or "modif" in (node.get("itemprop") or "").lower()
        found += _one(node.get("datetime") or node.get("content") or "", "time", updated=updated)
    found += [one for text in told for one in claims(text[:80], "time")[:1] if one.label != "other"]
    today = fetched_at.astimezone(VIETNAM).date()
    return [_careful(claim, today) for claim in found if not made_now(claim, fetched_at)]


def _careful(claim: Claim, today: date) -> Claim:
    """A <meta> with the day of the fetch and no time is as often made for the answer: another place must confirm it."""
    made = claim.dated.evidence == "meta" and claim.dated.precision is Precision.DAY and claim.dated.day == today
    return replace(claim, weak=True) if made else claim


def _ldjson(meta: Metadata) -> list[Claim]:
    article = meta.article
    published = text_of(article.get("datePublished")) or text_of(article.get("dateCreated"))
    found = _one(published or text_of(article.get("uploadDate")), "jsonld", updated=False)
    return found + _one(text_of(article.get("dateModified")), "jsonld", updated=True)


def _one(text: str, evidence: str, *, updated: bool) -> list[Claim]:
    if not text:
        return []
    label = "updated" if updated else "published"
    return [
        _mirrored(replace(claim, dated=replace(claim.dated, confidence=Confidence.HIGH), label=label, sure=True))  # type: ignore[arg-type]
        for claim in claims(text[:80], evidence)[:1]
    ]


def _mirrored(claim: Claim) -> Claim:
    """With the month-first reading of 08/09/2023 beside it, for a reader's date that says so: programs wrote both."""
    match, day = SLASHED.match(claim.dated.as_written), claim.dated.day
    if claim.other is not None or match is None or day.day > 12 or day.day == day.month:
        return claim
    turned = claim.dated.value.replace(month=day.day, day=day.month)
    return replace(claim, other=replace(claim.dated, value=turned), quiet=True)
