"""Whether an article is one that is held already: by its page's own word for its address, or under a twin of it."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

from crawlers.extract.generic import shared as alike
from crawlers.platforms import article_identity, identity, twins
from domain.article import Article, Text
from domain.identity import article_id, canonical, same_site
from domain.record import State, Work
from domain.textnorm import fold, syllables
from flows.house import House
from store.ledger import Ledger

Held = Callable[[str], Article | None]  # the article that is stored under an id
Namesakes = dict[str, dict[str, None]]  # shared key -> ids of the articles that have it, in the order of storing
_KNOWN: WeakKeyDictionary[Ledger, dict[str, Namesakes]] = WeakKeyDictionary()  # read once a source and process
SAME_TEXT = 0.8  # F1 of 3-word runs: one of the two may have been read before a correction (proposal)
SHARED_WORDS = 3  # of the title, in the address: fewer and a canonical link that names a section would pass


def own_address(house: House, work: Work, article: Article, held_at: Held) -> tuple[str, str]:
    """(article id, canonical address): the page's canonical link when it can be believed, the same text under the same
    number in another folder, else what was asked for."""
    asked = _twin(house, work, article, held_at) or (work.article, work.url)
    claimed = canonical(article.text.canonical, work.url) if article.text and article.text.canonical else ""
    if not claimed or not same_site(claimed, work.url) or not _names_article(claimed, article):
        return asked
    target = article_id(identity(claimed))
    if target == work.article:
        return asked
    held = held_at(target)
    if held and held.text and article.text and held.text.title != article.text.title:
        return asked  # one canonical link on many pages: a template's mistake
    return target, claimed


def _twin(house: House, work: Work, article: Article, held_at: Held) -> tuple[str, str] | None:
    """The stored article of this source with the same number or name in another folder, title and words; numbers
    alone are used again by other modules of a site."""
    shared = twins.key(work.url)
    if shared is None or article.text is None:
        return None
    namesakes = _namesakes(house.store.ledger, work.source).setdefault(shared, {})
    others = [one for one in namesakes if one != work.article]
    namesakes[work.article] = None
    if not others or held_at(work.article):  # it has been an article of its own since before
        return None
    for other in others:
        held = held_at(other)
        if held and held.text and _same_words(held.text, article.text):
            return held.id, held.found.url
    return None


def _namesakes(ledger: Ledger, source: str) -> Namesakes:
    known = _KNOWN.setdefault(ledger, {})
    if source not in known:
        keys: Namesakes = {}
        for row in ledger.work(source, State.STORED):
            key = twins.key(row.url)
            if key is not None:
                keys.setdefault(key, {})[row.article] = None
        known[source] = keys
    return known[source]


def _same_words(one: Text, two: Text) -> bool:
    days = {text.published.day for text in (one, two) if text.published}
    bodies = f"{one.lead} {one.body}".strip(), f"{two.lead} {two.body}".strip()
    if one.title != two.title or len(days) > 1 or not all(bodies):
        return False
    return bodies[0] == bodies[1] or alike(*bodies) >= SAME_TEXT


def _names_article(url: str, article: Article) -> bool:
    if article_identity(url):
        return True
    words = {word for word in syllables(fold(article.text.title)) if len(word) > 1} if article.text else set()
    in_address = set(fold(url).replace("/", "-").replace(".", "-").split("-"))
    return len(words & in_address) >= min(SHARED_WORDS, len(words))
