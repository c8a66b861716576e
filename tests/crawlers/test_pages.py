"""Every saved page reads as a person read it. A case is a folder tests/pages/<source>/<case>/ of three files:

page.html (the bytes as received), expected.json (what a person sees on it) and meta.json (address, kind, platform,
fetched_at, confirmed). `phusong source new` writes such folders with a guessed result and `confirmed: false`.
"""

import json
import shutil
from pathlib import Path

import pytest

from crawlers import platforms
from crawlers.saved import cases, complaint

PAGES = Path(__file__).resolve().parent.parent / "pages"
SOURCES = Path(__file__).resolve().parents[2] / "crawlers" / "sources"


@pytest.mark.parametrize("case", cases(PAGES), ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_saved_page_reads_as_a_person_read_it(case: Path) -> None:
    assert complaint(case, SOURCES) == ""


@pytest.mark.parametrize("kind", ["article", "list"])
def test_a_page_nobody_confirmed_and_one_that_reads_otherwise_are_refused(tmp_path: Path, kind: str) -> None:
    case = Path(shutil.copytree(PAGES / "liferay" / kind, tmp_path / "liferay" / kind))
    meta, expected = (json.loads((case / name).read_text("utf-8")) for name in ("meta.json", "expected.json"))
    (case / "meta.json").write_text(json.dumps({**meta, "confirmed": False}), "utf-8")
    assert "confirmed" in complaint(case, SOURCES)
    (case / "meta.json").write_text(json.dumps(meta), "utf-8")
    name = next(iter(expected))
    (case / "expected.json").write_text(json.dumps({**expected, name: "khác"}), "utf-8")
    assert f"{name}: " in complaint(case, SOURCES)


@pytest.mark.parametrize("platform", sorted(platforms.REGISTRY))
def test_every_platform_has_a_list_and_every_page_family_an_article(platform: str) -> None:
    metas = [json.loads((case / "meta.json").read_text("utf-8")) for case in cases(PAGES)]
    kinds = {meta["kind"] for meta in metas if meta["platform"] == platform}
    wanted = {"feed": {"feed"}, "sitemap": {"sitemap"}}.get(platform, {"list", "article"})
    assert wanted <= kinds
