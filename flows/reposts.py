"""Who republishes whom: relations by shared text, direction by publication; the same whatever was stored first."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from flows.house import House
from nlp.shingles import relate
from store import Transaction
from store.articles import Stored
from store.reposts import Pair

NEVER = datetime.max.replace(tzinfo=UTC)


def link(house: House, stored: Sequence[Stored], connection: Transaction) -> dict[str, Stored]:
    """Record the relations of articles just stored. Returns every article whose original changed, as it is now."""
    ledger, ids = house.store.ledger, [one.article.id for one in stored]
    own = {one.article.id: one.article.reading.shingles for one in stored if one.article.reading}
    ledger.put_shingles(own, connection)
    before = ledger.related(ids, connection)
    pairs: dict[Pair, tuple[str, float]] = {}
    for one, others in ledger.sharing(own, connection=connection).items():
        for found in relate(own[one], others):
            pairs[min(one, found.other), max(one, found.other)] = (found.kind, found.containment)
    ledger.relate(ids, pairs, connection)
    once = (other for others in before.values() for other, _ in others)
    touched = {*ids, *once, *(one for pair in pairs for one in pair)}
    originals = originals_of(house, touched, {one.article.id: one for one in stored}, connection)
    changed = ledger.set_originals(originals, house.clock.now(), connection)
    return ledger.articles_of(sorted(changed), connection)


def originals_of(
    house: House, articles: set[str], stored: Mapping[str, Stored], connection: Transaction
) -> dict[str, str | None]:
    """For each article the earliest among those that share its text, or None when that is itself."""
    ledger = house.store.ledger
    related = ledger.related(articles, connection)
    wanted = {*related, *(other for others in related.values() for other, _ in others)}
    held = {**ledger.articles_of(sorted(wanted - stored.keys()), connection), **stored}
    originals: dict[str, str | None] = dict.fromkeys(sorted(articles))
    for one, others in related.items():
        own = held[one]
        known = [(held[other], kind) for other, kind in others if other in held]
        same = [other for other, kind in known if kind == "same" or _elsewhere(own, other)]
        first = min([own, *same], key=lambda each: precedence(house, each)).article.id
        originals[one] = None if first == one else first
    return originals


def _elsewhere(one: Stored, other: Stored) -> bool:
    """A site's own shared paragraphs take nothing over."""
    return one.article.found.source != other.article.found.source


def precedence(house: House, stored: Stored) -> tuple[bool, datetime, bool, datetime, str]:
    """Sorts the original first: says itself that it is taken over, publication, press before others, first sight."""
    text = stored.article.text
    assert text
    press = house.registry.units[stored.unit].role == "press"
    published = text.published.earliest if text.published else NEVER
    return (text.republished_from is not None, published, not press, stored.article.found.first_seen, stored.article.id)
