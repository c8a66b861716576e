"""The address shapes that a site's own lists teach, for sites of no known family."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from crawlers.platforms.shapes import EXTENSION, words_in
from domain.identity import without_language


@dataclass(frozen=True)
class Shapes:
    """Address shapes that a site's own lists taught: a shape counts once several of its articles had it."""

    articles: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()  # shapes that menus and paging have: never an article by shape alone

    def is_article(self, url: str) -> bool:
        """Whether the address looks as this site's articles do, and as none of its other pages."""
        shape = shape_of(url)
        return shape in self.articles and shape not in self.pages


def shape_of(url: str) -> str:
    """An address without what changes from article to article: `tin-tuc/2/S#.html`, S a slug of four words or more."""
    parts = urlsplit(url)
    segments = [segment for segment in without_language(parts.path).split("/") if segment]
    path = "/".join(
        [
            *(_kind(segment) for segment in segments[:-1][:1]),
            str(len(segments)),
            *(_kind(segment) for segment in segments[-1:]),
        ]
    )
    names = sorted(name.lower() for name, _ in parse_qsl(parts.query))
    return path + ("?" + "&".join(names) if names else "")


def _kind(segment: str) -> str:
    extension = EXTENSION.search(segment)
    bare = segment[: extension.start()] if extension else segment
    tail = "#" if re.search(r"\d{2,}$", bare) else ""
    head = "#" if re.match(r"\d{2,}", bare) else ""
    name = "S" if words_in(bare) >= 4 else ("" if bare.isdigit() else bare.rstrip("0123456789"))
    return f"{head}{name}{tail}{extension[0].lower() if extension else ''}"


def learn(articles: Iterable[str], pages: Iterable[str] = (), known: Shapes | None = None) -> Shapes:
    """What a list's items (and a site's menus) teach, added to what is known already."""
    counts: dict[str, int] = {}
    for url in articles:
        shape = shape_of(url)
        counts[shape] = counts.get(shape, 0) + 1
    seen = frozenset(shape for shape, count in counts.items() if count >= 3)
    before = known or Shapes()
    return Shapes(before.articles | seen, before.pages | frozenset(map(shape_of, pages)))
