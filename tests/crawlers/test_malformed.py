"""Whatever a site answers: no crash, and one clear word for every listing and every article."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from crawlers.door import Limits
from crawlers.outcomes import SILENCE, UNWELCOME
from domain.outcome import OK as FINE
from domain.outcome import WORDS
from domain.record import State
from store import Store, open_store
from tests.crawlers.crawls import crawl_here, settings, source
from tests.crawlers.sites import Site, reply, site
from tests.torture.documents import PAGE, Case
from tests.torture.malformed import cases

QUICK = Limits(whole=0.12)
STREAK = 3  # failures of one sort that a crawl bears in a row


def test_every_answer_as_a_listing_a_feed_or_a_sitemap(store: Store) -> None:
    with site() as opened:
        for number, batch in enumerate(_batches(cases())):
            said = as_listings(opened, store, batch, number)
            wrong = {case.name: said[case.name] for case in batch if said[case.name][0] not in case.words}
            assert not wrong
            assert all(
                detail
                for word, detail in said.values()
                if word in ("malformed", "cut_short", "bomb", "timeout", "wrong_type")
            )


def test_every_answer_as_an_article(store: Store) -> None:
    with site() as opened:
        for number, batch in enumerate(_batches([case for case in cases() if case.kind == "listing"])):
            works = as_articles(opened, store, batch, number)
            assert len(works) == len(batch) and State.FOUND not in works.values()


@pytest.mark.torture
def test_the_long_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, words, wrong, articles = cases(400), Counter[str](), dict[str, tuple[str, str]](), Counter[str]()
    with site() as opened, open_store(tmp_path / "long") as store:
        for number, batch in enumerate(_batches(table)):
            said = as_listings(opened, store, batch, number)
            words.update(word for word, _ in said.values())
            wrong |= {case.name: said[case.name] for case in batch if said[case.name][0] not in case.words}
        for number, batch in enumerate(_batches([case for case in table if case.kind == "listing"])):
            articles.update(state.value for state in as_articles(opened, store, batch, number).values())
    with capsys.disabled():
        print(f"\nmalformed: {words.total()} answers as listing, feed or sitemap, {len(wrong)} with a wrong word "
              f"({', '.join(f'{n} {word}' for word, n in words.most_common())}); {articles.total()} as article "
              f"({', '.join(f'{n} {state}' for state, n in articles.most_common())})")
    assert words.total() == len(table) and not wrong
    assert State.FOUND.value not in articles


def as_listings(opened: Site, store: Store, batch: Sequence[Case], number: int) -> dict[str, tuple[str, str]]:
    """Each case as a section of one source: name -> (word, detail)."""
    opened.pages = {"/": reply(PAGE), **{f"/{number}/{n}": case.answer for n, case in enumerate(batch)}}
    sections = [
        {"id": f"muc-{n}", "name": case.name, "url": f"/{number}/{n}", "platform": case.kind}
        for n, case in enumerate(batch)
    ]
    one = source(opened, id=f"hong-{number}", sections=sections)
    word, _ = crawl_here(store, one, settings(store.home), _limits(batch))
    assert word == "ok"
    rows = {row.section: row for row in store.ledger.last_listings(one.id) if row.section and row.page == 1}
    assert all(row.outcome in WORDS for row in rows.values())
    return {case.name: (rows[f"muc-{n}"].outcome, rows[f"muc-{n}"].detail or str(n)) for n, case in enumerate(batch)}


def as_articles(opened: Site, store: Store, batch: Sequence[Case], number: int) -> dict[str, State]:
    """Each case as an article that the home page lists: address -> state."""
    names = [
        f"/tin-tuc/xa-mau-hop-dan-ve-tieu-chi-{number}-{n}-{2000 + n}.html" for n in range(len(batch) + 4)
    ]  # 4 make it a list
    rows = "".join(
        f"<li><h3><a href='{name}'>Xã Mẫu họp dân về tiêu chí số {n} của năm nay</a></h3>"
        f"<span>0{n % 9 + 1}/08/2023</span></li>"
        for n, name in enumerate(names)
    )
    opened.pages = {"/": reply(f"<html><body><ul>{rows}</ul></body></html>")}
    opened.pages |= {name: case.answer for name, case in zip(names, batch, strict=False)}
    one = source(opened, id=f"bai-{number}", sections=[], history="window")
    crawl_here(store, one, settings(store.home), _limits(batch))
    works = {
        work.url: work
        for work in store.ledger.work(one.id)
        if work.url.removeprefix(opened.url("")) in names[: len(batch)]
    }
    assert all(work.outcome in WORDS for work in works.values())
    assert not any(work.state is State.FAILED and work.outcome in FINE for work in works.values())
    return {url: work.state for url, work in works.items()}


def _batches(table: Sequence[Case]) -> list[list[Case]]:
    """So that no crawl meets more silence than it bears."""
    slow = [case for case in table if case.words == {"timeout"}]
    silent = [case for case in table if case.words & (SILENCE | UNWELCOME) and case not in slow]
    rest = [case for case in table if case not in silent and case not in slow]
    return [rest, *(part[start : start + STREAK] for part in (silent, slow) for start in range(0, len(part), STREAK))]


def _limits(batch: Sequence[Case]) -> Limits:
    return QUICK if batch[0].words == {"timeout"} else Limits()
