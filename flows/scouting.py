"""Looking at a live site with the same manners as a crawl: for a new source, and to check a known one."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from crawlers.check import CheckReport, check
from crawlers.fetch import Web
from crawlers.saved import TEST
from crawlers.scout import ScoutReport, scout
from domain.errors import UnknownName, Unreachable
from domain.settings import ROOT
from domain.source import Source
from flows.house import House

Answer = tuple[int, str, Iterable[tuple[str, str]], bytes]
PRESS = ("press",)
SHIPPED, TESTED = ROOT / "crawlers" / "sources", ROOT / "tests" / "pages"


def scout_site(
    house: House, url: str, unit: str, out: Path, source_id: str | None = None, pages: Path | None = None
) -> ScoutReport:
    """Write the source file of a site that this unit answers for, and its pages with the test that a person has to
    satisfy: by default into the checkout's own tests, or beside a source file that stands elsewhere.

    Raises UnknownName, CrawlError, DataError.
    """
    known = house.registry.get(unit)
    if known is None:
        raise UnknownName(f"Không có đơn vị “{unit}” trong danh mục đơn vị (PHUSONG_UNITS)")
    out.mkdir(parents=True, exist_ok=True)
    pages = pages or (TESTED if out.resolve() == SHIPPED and TESTED.is_dir() else out / "pages")
    with _asking(house) as get:
        press = True if known.role in PRESS else None
        report = scout(url, get, unit, out, source_id=source_id, pages=pages, press=press, at=house.clock.now())
    if report.cases and pages.resolve() != TESTED:
        (pages / "test_pages.py").write_text(TEST, "utf-8")
    return report


def check_source(house: House, source: Source) -> CheckReport:
    """Look at one source now; nothing is stored."""
    with _asking(house) as get:
        return check(source, get, house.clock.now())


@contextmanager
def _asking(house: House) -> Iterator[Callable[[str], Answer]]:
    with Web(house.settings) as web:
        def get(url: str) -> Answer:
            answer = web.get(url)
            if answer.status is None:
                raise Unreachable(answer.outcome, answer.detail)
            return answer.status, answer.final_url, answer.headers, answer.body

        yield get
