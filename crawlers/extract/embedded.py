"""The article that a page keeps as data for its own script to write out, where no line of it stands on the page."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from crawlers.extract.site_name import plain
from crawlers.metadata import paragraphs_of
from domain.textnorm import clean

_STATE = re.compile(r"\s*(?:(?:window|self)\.|var\s+|let\s+|const\s+)\w+\s*=\s*(?=[{\[])")
_LEAD = re.compile(r"sapo|lead|summary|desc|excerpt|intro|brief|trich|tom_?tat", re.I)
_DATE = re.compile(r"publish|pub_?date|post_?(?:date|ed)|ngay_?dang|display_?date|release", re.I)
_AUTHOR = re.compile(r"author|tac_?gia|byline|writer", re.I)
_LEAST = 150  # characters of a text
_LIMIT = 3_000_000  # characters of one script
_NODES = 20_000  # values looked at


@dataclass(frozen=True)
class Embedded:
    """What the data calls by the page's title; each field empty where it says nothing."""

    body: str
    lead: str = ""
    published: str = ""
    author: str = ""


def embedded(tree: HtmlElement, title: str) -> Embedded | None:
    """The object whose title is the page's and that has a text, or None."""
    told = plain(title)
    for data in _data(tree) if len(told.split()) >= 4 else ():
        for found in _objects(data):
            texts = {key: value for key, value in found.items() if isinstance(value, str) and len(value) >= 3}
            if any(plain(value) == told for value in texts.values() if len(value) < 2 * len(title) + 40):
                article = _read(texts)
                if article:
                    return article
    return None


def _data(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        text = script.text or ""
        state = _STATE.match(text)
        if len(text) > _LIMIT or not (state or (script.get("type") or "").lower() == "application/json"):
            continue
        try:
            yield json.JSONDecoder(strict=False).raw_decode(text[state.end() if state else 0 :].strip())[0]
        except (ValueError, RecursionError):
            continue


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:
    """Every object, outermost first; a flat list whose objects hold places in it (Nuxt 3) is read as such."""
    flat = data if isinstance(data, list) else []
    queue = [data]
    for seen, value in enumerate(queue):
        if seen > _NODES:
            return
        if isinstance(value, dict):
            yield {key: _at(flat, one) for key, one in value.items()}
            queue += [one for one in value.values() if isinstance(one, dict | list)]
        elif isinstance(value, list):
            queue += [one for one in value if isinstance(one, dict | list)]


def _at(flat: list[Any], value: Any) -> Any:
    place = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < len(flat)
    return flat[value] if place else value


def _read(texts: Mapping[str, str]) -> Embedded | None:
    bodies = [value for key, value in texts.items() if not _LEAD.search(key)]
    body = paragraphs_of(max(bodies, key=len, default=""))
    if len(body) < _LEAST or " " not in body[:60]:
        return None
    named = {name: _first(texts, shape) for name, shape in (("lead", _LEAD), ("published", _DATE), ("author", _AUTHOR))}
    lead = clean(paragraphs_of(named["lead"])).replace("\n", " ")
    lines = [line for line in map(clean, body.split("\n")) if line != lead]
    return Embedded("\n".join(lines), lead if len(lead) < 1200 else "", named["published"], named["author"])


def _first(texts: Mapping[str, str], shape: re.Pattern[str]) -> str:
    return next((value for key, value in texts.items() if shape.search(key)), "")
