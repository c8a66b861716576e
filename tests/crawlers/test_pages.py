"""Every saved page reads as a person read it. A case is a folder tests/pages/<source>/<case>/ of three files:

page.html (the bytes as received), expected.json (what a person sees on it) and meta.json (address, kind, platform,
fetched_at, confirmed). `phusong source new --pages` writes such folders with a guessed result and `confirmed: false`.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawlers import feeds, platforms, sitemaps
from crawlers.extract import extract
from crawlers.page import Document, parse
from crawlers.platforms import Entry
from crawlers.scout_pages import list_expected, text_expected
from domain.source import Section, Source, load_source

PAGES = Path(__file__).resolve().parent.parent / "pages"
SOURCES = Path(__file__).resolve().parents[2] / "crawlers" / "sources"
CASES = sorted(path.parent for path in PAGES.glob("*/*/page.html"))


def name_of(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


def source_of(case: Path, meta: dict[str, Any]) -> Source:
    """The source's own file where there is one, else a plain source of the platform that meta.json names."""
    file = SOURCES / f"{case.parent.name}.yml"
    if file.is_file():
        return load_source(file)
    return Source(id="x", title="", unit="x", url=meta["url"], platform=meta["platform"])


def read_list(meta: dict[str, Any], body: bytes, source: Source) -> tuple[list[Entry], str | None]:
    if meta["kind"] == "feed":
        return list(feeds.read(body, meta["url"]).entries), None
    if meta["kind"] == "sitemap":
        return list(sitemaps.read(body, meta["url"]).entries), None
    document: Document = parse(body, meta["content_type"], meta["url"])
    section = None if meta["kind"] == "home" else Section(id="x", name="x", url=meta["url"])
    return platforms.entries(document, source, section), platforms.next_page(document, source, section)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_saved_page_reads_as_a_person_read_it(case: Path) -> None:
    meta = json.loads((case / "meta.json").read_text("utf-8"))
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    if not meta.get("confirmed"):
        pytest.fail(f"{name_of(case)}: compare expected.json with the page, then set confirmed to true in meta.json")
    body, source = (case / "page.html").read_bytes(), source_of(case, meta)
    if meta["kind"] == "article":
        document = parse(body, meta["content_type"], meta["url"])
        at = datetime.fromisoformat(meta["fetched_at"])
        family = platforms.profile_of(source)
        assert text_expected(extract(document, fetched_at=at, source=source, family=family)) == expected
    else:
        assert list_expected(*read_list(meta, body, source)) == expected


@pytest.mark.parametrize("platform", sorted(platforms.REGISTRY))
def test_every_platform_has_a_list_and_every_page_family_an_article(platform: str) -> None:
    kinds = {
        json.loads((case / "meta.json").read_text("utf-8"))["kind"]
        for case in CASES
        if json.loads((case / "meta.json").read_text("utf-8"))["platform"] == platform
    }
    wanted = {"feed": {"feed"}, "sitemap": {"sitemap"}}.get(platform, {"list", "article"})
    assert wanted <= kinds
