"""Whether a page's own word for its address makes it another article than the one that was asked for."""

from crawlers.platforms import article_identity, identity
from domain.article import Article
from domain.identity import article_id, canonical, same_site
from domain.record import Work
from domain.textnorm import fold, syllables
from flows.house import House
from store import Transaction

SHARED_WORDS = 3  # of the title, in the address: fewer and a canonical link that names a section would pass


def own_address(house: House, work: Work, article: Article, connection: Transaction) -> tuple[str, str]:
    """(article id, canonical address): the page's canonical link when it can be believed, else what was asked for."""
    asked = work.article, work.url
    claimed = canonical(article.text.canonical, work.url) if article.text and article.text.canonical else ""
    if not claimed or not same_site(claimed, work.url) or not _names_article(claimed, article):
        return asked
    target = article_id(identity(claimed))
    if target == work.article:
        return asked
    held = house.store.ledger.article(target, connection)
    if held and held.article.text and article.text and held.article.text.title != article.text.title:
        return asked  # one canonical link on many pages: a template's mistake
    return target, claimed


def _names_article(url: str, article: Article) -> bool:
    if article_identity(url):
        return True
    words = {word for word in syllables(fold(article.text.title)) if len(word) > 1} if article.text else set()
    in_address = set(fold(url).replace("/", "-").replace(".", "-").split("-"))
    return len(words & in_address) >= min(SHARED_WORDS, len(words))
