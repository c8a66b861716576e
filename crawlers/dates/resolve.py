"""Published and updated date of one page: every place is asked, the places are compared, and no answer is an answer."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from lxml.html import HtmlElement

from crawlers.dates.address import from_address
from crawlers.dates.claim import Claim, agree, claims, same_wall_clock, within
from crawlers.dates.machine import machine
from crawlers.dates.order import Order
from crawlers.dates.relative import relative_day
from crawlers.dates.visible import Sight, visible
from crawlers.metadata import Metadata
from domain.article import Found
from domain.dated import VIETNAM, Confidence, Dated, Precision

_LOWER = {Confidence.HIGH: Confidence.MEDIUM, Confidence.MEDIUM: Confidence.LOW, Confidence.LOW: Confidence.LOW}
_FINENESS = {Precision.MINUTE: 0, Precision.DAY: 1, Precision.MONTH: 2}


def resolve(
    meta: Metadata,
    url: str,
    *,
    fetched_at: datetime,
    found: Found | None = None,
    selected: Sequence[str] = (),
    sight: Sight | None = None,
    times: Iterable[HtmlElement] = (),
    told: Iterable[str] = (),
    order: Order | None = None,
) -> tuple[Dated | None, Dated | None]:
    """The published and the updated date, or None for each that the page does not tell.

    `selected` are the texts that a profile's selector gave; `times` the <time> elements of the article itself,
    `told` what other attributes beside its title say;
    `order` settles whether 7/4/2023 10:46 AM is in April or in July. Nothing later than the first sight of the
    article is believed.
    """
    limit = min(found.first_seen, fetched_at) if found else fetched_at
    everything = machine(meta, times, fetched_at, told)
    everything += [one for text in selected for one in claims(text, "profile") if one.label != "other"]
    everything += visible(sight, fetched_at) if sight else []
    elsewhere = _elsewhere(url, found)
    if order is not None:
        everything, elsewhere = order.settled(everything), order.settled(elsewhere)
    published = _timely([one for one in everything if one.label != "updated"], limit)
    updated = _timely([one for one in everything if one.label == "updated"], fetched_at)
    published += _timely(elsewhere, limit)
    chosen = _choose(published, [one for one in everything if one.label == "updated"], fetched_at)
    if chosen is None or chosen.evidence in ("url", "sitemap", "listing", "feed"):
        chosen = _from_update(_timely(updated, limit), published) or chosen
    if chosen is None:
        chosen = _told(selected, sight, fetched_at)
    return chosen, _latest(updated, chosen)


def _timely(found: Iterable[Claim], limit: datetime) -> list[Claim]:
    return [claim for claim in (within(one, limit) for one in found) if claim]


def _elsewhere(url: str, found: Found | None) -> list[Claim]:
    """What the listing said, and what the address says. A sitemap tells changes as often as births: last."""
    address = from_address(url) or (from_address(found.url) if found else None)
    places = [Claim(address)] if address else []
    if found and found.listed:
        listed = _listed(found.listed)
        places.insert(1 if found.listed.evidence == "sitemap" else 0, listed)
    return places


def _listed(dated: Dated) -> Claim:
    """A listing's date; in doubt like the page's where it is written in the form that leaves the order open."""
    again = next(iter(claims(dated.as_written, dated.evidence)), None)
    sure = dated.evidence == "feed"
    if again is None or again.other is None or again.dated.day != dated.day:
        return Claim(dated, sure=sure)
    return Claim(dated, sure=sure, other=again.other, open=again.open, quiet=again.quiet)


def _choose(places: list[Claim], updated: list[Claim], fetched_at: datetime) -> Dated | None:
    """The first place that another one confirms; else the first that may stand alone."""
    places = [same_wall_clock(claim, places) or claim for claim in places]
    for claim in places:
        partners = [one for one in places if one.kind != claim.kind and not _alike(claim, one)]
        confirmed = _confirmed(claim, partners)
        if confirmed:
            return confirmed
    alone = next((claim for claim in places if not claim.weak), None)
    if alone is None or alone.open:
        return None
    if alone.kind == "machine":  # what a reader is told outright stands against what machines are told
        today = fetched_at.astimezone(VIETNAM).date()
        shown = (one for one in places if _outweighs(one, updated, today))
        alone = next(shown, alone)
    doubted = any(one.kind != alone.kind and not one.weak for one in places)
    doubted = doubted or (alone.other is not None and not alone.quiet)
    confidence = alone.dated.confidence
    return replace(alone.dated, confidence=_LOWER[confidence] if doubted else confidence)


def _outweighs(shown: Claim, updated: list[Claim], today: date) -> bool:
    """Whether a date on the page counts more than one for machines: it is labelled, or a moment under the title that
    is no update. Some sites tell machines the day on which they were built, on every page."""
    if shown.kind != "visible" or shown.open:
        return False
    if shown.label == "published":
        return True
    own = not shown.weak and shown.dated.confidence is not Confidence.LOW and shown.dated.day != today
    timed = shown.dated.precision is Precision.MINUTE
    return own and timed and not any(agree(shown.dated, one.dated) for one in updated)


def _alike(one: Claim, two: Claim) -> bool:
    """Whether two places leave the same question open, so that neither answers it."""
    return bool(one.other and two.other) and not (one.quiet and two.quiet)


def _confirmed(claim: Claim, partners: list[Claim]) -> Dated | None:
    for dated in (claim.dated, claim.other):
        agreeing = [one.dated for one in partners if dated and agree(dated, one.dated)]
        if dated and agreeing:
            days = [one for one in agreeing if one.precision is not Precision.MONTH]
            finest = min([dated, *days], key=lambda one: _FINENESS[one.precision])
            sure = bool(days) or dated.confidence is Confidence.HIGH
            return replace(finest, confidence=Confidence.HIGH if sure else Confidence.MEDIUM)
    return None


def _from_update(updated: list[Claim], published: list[Claim]) -> Dated | None:
    """Sites that print only "Cập nhật lúc …": their date, if nothing finer speaks against it."""
    shown = [claim for claim in updated if claim.kind in ("profile", "visible") and not claim.weak]
    if not shown:
        return None
    dated = shown[0].dated
    if any(agree(dated, one.dated) for one in published):
        return replace(dated, confidence=Confidence.HIGH)
    elsewhere = [
        one for one in published if one.dated.precision is not Precision.MONTH and one.dated.evidence != "sitemap"
    ]
    return None if elsewhere else replace(dated, confidence=Confidence.MEDIUM)


def _told(selected: Sequence[str], sight: Sight | None, fetched_at: datetime) -> Dated | None:
    lines = [*selected, *(block.text for block in (sight.below[:8] if sight else ()) if not block.zone)]
    for line in lines:
        told = relative_day(line, fetched_at.astimezone(UTC))
        if told:
            return Dated(told[0], Precision.DAY, "visible", Confidence.LOW, told[1])
    return None


def _latest(updated: list[Claim], published: Dated | None) -> Dated | None:
    """The first update told, unless it lies before the publication."""
    for claim in updated:
        if not claim.open and (published is None or claim.dated.day >= published.day):
            return claim.dated
    return None
