"""Saved pages read as a person read them: folders `<source>/<case>/` of page.html, expected.json and meta.json."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from crawlers import feeds, platforms, sitemaps
from crawlers.extract import extract
from crawlers.page import parse
from crawlers.platforms import Entry
from crawlers.scout_pages import list_expected, text_expected
from domain.source import Section, Source, load_source

TEST = '''\
"""Written by `phusong source new`: fails until a person has compared expected.json with the page, case by case."""

from pathlib import Path

import pytest

from crawlers.saved import cases, complaint

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize("case", cases(HERE), ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_saved_page_reads_as_a_person_read_it(case: Path) -> None:
    wrong = complaint(case, HERE.parent)
    assert not wrong, wrong
'''


def cases(pages: Path) -> list[Path]:
    """The folder of every case."""
    return sorted(file.parent for file in pages.glob("*/*/page.html"))


def complaint(case: Path, sources: Path) -> str:
    """What is wrong with a case: nobody has confirmed it, or it reads otherwise; "" when all is well."""
    meta, expected = (json.loads((case / name).read_text("utf-8")) for name in ("meta.json", "expected.json"))
    if not meta.get("confirmed"):
        return f"{case}: so expected.json với trang, sửa chỗ sai, rồi đặt \"confirmed\": true trong meta.json"
    read = reading(case, meta, sources)
    wrong = [f"{name}: {read.get(name)!r} ≠ {expected.get(name)!r}"
             for name in {**expected, **read} if read.get(name) != expected.get(name)]
    return f"{case}: {'; '.join(wrong)}" if wrong else ""


def reading(case: Path, meta: dict[str, Any], sources: Path) -> dict[str, object]:
    """The page as the program reads it now, in the form of expected.json."""
    body, source = (case / "page.html").read_bytes(), _source(case, meta, sources)
    if meta["kind"] != "article":
        return list_expected(*_list(meta, body, source))
    document = parse(body, meta["content_type"], meta["url"])
    at, family = datetime.fromisoformat(meta["fetched_at"]), platforms.profile_of(source)
    return text_expected(extract(document, fetched_at=at, source=source, family=family))


def _source(case: Path, meta: dict[str, Any], sources: Path) -> Source:
    """The source's own file where there is one, else a plain source of the platform that meta.json names."""
    file = sources / f"{case.parent.name}.yml"
    if file.is_file():
        return load_source(file)
    return Source(id="x", title="", unit="x", url=meta["url"], platform=meta["platform"])


def _list(meta: dict[str, Any], body: bytes, source: Source) -> tuple[list[Entry], str | None]:
    if meta["kind"] == "feed":
        return list(feeds.read(body, meta["url"]).entries), None
    if meta["kind"] == "sitemap":
        return list(sitemaps.read(body, meta["url"]).entries), None
    document = parse(body, meta["content_type"], meta["url"])
    section = None if meta["kind"] == "home" else Section(id="x", name="x", url=meta["url"])
    return platforms.entries(document, source, section), platforms.next_page(document, source, section)
