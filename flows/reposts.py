"""Who republishes whom: relations by shared text, direction by publication; the same whatever was stored first."""

from datetime import UTC, datetime

from domain.article import Article
from flows.house import House
from nlp.shingles import relate
from store import Transaction
from store.articles import Stored

NEVER = datetime.max.replace(tzinfo=UTC)


def link(house: House, article: Article, connection: Transaction) -> set[str]:
    """Record the relations of an article just stored. Returns the ids whose original changed."""
    assert article.reading
    ledger, mine = house.store.ledger, article.reading.shingles
    ledger.put_shingles(article.id, mine, connection)
    related = relate(mine, ledger.sharing(article.id, mine, connection=connection))
    before = {other for other, _, _ in ledger.related(article.id, connection)}
    ledger.relate(article.id, [(one.other, one.kind, one.containment) for one in related], connection)
    changed = set()
    for one in sorted({article.id, *before, *(relation.other for relation in related)}):
        if ledger.set_original(one, original_of(house, one, connection), house.clock.now(), connection):
            changed.add(one)
    return changed


def original_of(house: House, article_id: str, connection: Transaction) -> str | None:
    """The earliest article among those that share its text, or None when that is itself."""
    ledger = house.store.ledger
    related = ledger.related(article_id, connection)
    own = ledger.article(article_id, connection) if related else None
    if own is None:
        return None
    held = [own]
    for other, kind, _ in related:
        found = ledger.article(other, connection)
        same_site = found and found.article.found.source == own.article.found.source
        if found and (kind == "same" or not same_site):  # a site's own shared paragraphs take nothing over
            held.append(found)
    first = min(held, key=lambda one: precedence(house, one)).article.id
    return None if first == article_id else first


def precedence(house: House, stored: Stored) -> tuple[bool, datetime, bool, datetime, str]:
    """Sorts the original first: says itself that it is taken over, publication, press before others, first sight."""
    text = stored.article.text
    assert text
    press = house.registry.units[stored.unit].role == "press"
    published = text.published.earliest if text.published else NEVER
    return (text.republished_from is not None, published, not press, stored.article.found.first_seen, stored.article.id)
