"""The same questions answered by looking at every article: slow, plain, and written apart from the index."""

import re
import unicodedata
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from domain.article import Article, Role, Zone
from domain.dated import Precision, week_of
from index.questions import Axis, Filters, SearchQuestion
from index.tree import All, Any, Days, Label, Node, Not, Words
from tests.index import made

KINDS = {"so-x": "so", "so-y": "so", "huyen-z": "ubnd-huyen", "so-cu": "so", "so-moi": "so"}
OLD = {"hoà": "hòa", "thuỷ": "thủy"}


@cache
def words(text: str) -> list[str]:
    found = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())
    return [OLD.get(word, word) for word in found]


@cache
def bare(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(char for char in parts if not unicodedata.combining(char))


def span(article: Article) -> tuple[date, date] | None:
    """First and last day that the article can be of."""
    published = article.text.published if article.text else None
    if published is None:
        return None
    if published.precision is Precision.MONTH:
        return published.day, published.day.replace(day=monthrange(published.day.year, published.day.month)[1])
    return published.day, published.day


def seen(article: Article) -> date:
    """The Vietnam day of its first sight."""
    return (article.found.first_seen + timedelta(hours=7)).date()


def units(article: Article, roles: Iterable[Role]) -> set[str]:
    assert article.reading
    return {one.unit for one in article.reading.units if one.role in roles}


def areas(article: Article, mentions: bool = False) -> set[str]:
    assert article.reading
    return {one.area for one in article.reading.areas if mentions or one.counts}


def in_review(article: Article, counted: Iterable[str]) -> bool:
    """Whether a person should look at every reading of these areas."""
    assert article.reading
    zones = {one.zone for one in article.reading.areas if one.counts and one.area in counted}
    return zones == {Zone.REVIEW}


def repost(article: Article) -> bool:
    """Taken over from a stored article, or from somebody else by its own word."""
    named = made.ORIGINS.get(article.text.republished_from or "") if article.text else None
    return article.original is not None or (named is not None and named not in units(article, (Role.PUBLISHER,)))


def has(article: Article, wanted: Words) -> bool:
    assert article.text
    fields = [article.text.title] if wanted.title else [article.text.title, article.text.lead, article.text.body]
    forms = list(wanted.exact_forms) if wanted.exact else [bare(form) for form in wanted.exact_forms]
    for field in fields:
        there = words(field) if wanted.exact else [bare(word) for word in words(field)]
        for at in range(len(there) - len(forms) + 1):
            piece = there[at : at + len(forms)]
            if piece == forms or (
                wanted.prefix and piece[:-1] == forms[:-1] and piece[-1].startswith(forms[-1])):
                return True
    return False


def labelled(article: Article, label: Label, question: SearchQuestion) -> bool:
    assert article.reading
    publisher = next(iter(units(article, (Role.PUBLISHER,))))
    values = {
        "unit": units(article, question.roles), "area": areas(article, question.filters.mentions),
        "source": {article.found.source}, "kind": {KINDS[publisher]}, "format": {article.reading.format},
        "original": {"no" if repost(article) else "yes"},
    }[label.kind]
    return bool(values & set(label.values))


def within(article: Article, since: date | None, until: date | None) -> bool:
    days = span(article)
    return days is not None and (since is None or since <= days[0]) and (until is None or days[1] <= until)


def holds(article: Article, node: Node, question: SearchQuestion) -> bool:
    match node:
        case Words():
            return has(article, node)
        case Label():
            return labelled(article, node, question)
        case Days():
            return within(article, node.since, node.until)
        case All():
            return all(holds(article, part, question) for part in node.parts)
        case Any():
            return any(holds(article, part, question) for part in node.parts)
        case Not():
            return not holds(article, node.part, question)


def passes(article: Article, filters: Filters, question: SearchQuestion) -> bool:
    for kind in ("source", "kind", "unit", "format"):
        values = getattr(filters, f"{kind}s")
        if values and not labelled(article, Label(kind, values), question):
            return False
    mine = areas(article, filters.mentions)
    if filters.areas and not (set(filters.areas) <= mine if filters.every_area else set(filters.areas) & mine):
        return False
    if filters.original is not None and filters.original == repost(article):
        return False
    if filters.dated is not None and filters.dated != (span(article) is not None):
        return False
    return not (filters.since or filters.until) or within(article, filters.since, filters.until)


def found(articles: Iterable[Article], node: Node, question: SearchQuestion) -> list[str]:
    """Ids of what matches, newest first, undated last, ties by id."""
    matches = [
        one for one in articles if holds(one, node, question) and passes(one, question.filters, question)]
    return [one.id for one in sorted(matches, key=order)]


def order(one: Article) -> tuple[bool, float, str]:
    """Newest first, undated last, ties by id."""
    published = one.text.published if one.text else None
    return published is None, -published.earliest.timestamp() if published else 0.0, one.id


def keys(
    article: Article, by: tuple[Axis, ...], roles: tuple[Role, ...], filters: Filters
) -> list[tuple[str | None, ...]]:
    """Every cell the article stands in."""
    assert article.reading
    days = span(article)
    exact = days is not None and days[0] == days[1]
    publisher = next(iter(units(article, (Role.PUBLISHER,))))
    values: dict[Axis, list[str | None]] = {
        Axis.UNIT: [one for one in units(article, roles) if not filters.units or one in filters.units],
        Axis.AREA: [one for one in areas(article) if not filters.areas or one in filters.areas],
        Axis.WEEK: [week_of(days[0]) if days and exact else None],
        Axis.MONTH: [f"{days[0]:%Y-%m}" if days else None],
        Axis.SOURCE: [article.found.source], Axis.KIND: [KINDS[publisher]], Axis.FORMAT: [article.reading.format],
    }
    cells: list[tuple[str | None, ...]] = [()]
    for axis in by:
        cells = [(*cell, value) for cell in cells for value in values[axis]]
    return cells


def coverage(
    articles: Iterable[Article], by: tuple[Axis, ...], roles: tuple[Role, ...], filters: Filters, counting: bool = True
) -> dict[tuple[str | None, ...], tuple[int, ...]]:
    """Cell -> (articles, pairs, originals, reposts, in_review) of what can be placed in time."""
    counted: Counter[tuple[tuple[str | None, ...], str]] = Counter()
    for one in articles:
        mine = areas(one) & set(filters.areas) if filters.areas else areas(one)
        if not passes(one, filters, SearchQuestion(filters=filters, roles=roles)) or (counting and not mine):
            continue
        for key in keys(one, by, roles, filters):
            if any(axis in (Axis.WEEK, Axis.MONTH) and part is None for axis, part in zip(by, key, strict=True)):
                continue
            counted[key, "articles"] += 1
            counted[key, "pairs"] += 1 if Axis.AREA in by else len(mine)
            counted[key, "reposts" if repost(one) else "originals"] += 1
            areas_of = mine if Axis.AREA not in by else {key[by.index(Axis.AREA)] or ""}
            counted[key, "in_review"] += in_review(one, areas_of)
    return {
        key: tuple(counted[key, what] for what in ("articles", "pairs", "originals", "reposts", "in_review"))
        for key, what in counted if what == "articles"
    }
