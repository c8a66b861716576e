"""A filling that was cut off goes on where it was, and one that is done is only looked up."""

from pathlib import Path

import pytest

from benchmarks import filling
from domain.article import Article


def test_a_filling_that_was_cut_off_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "PORTION", 10)
    file, seen = tmp_path / "filling.json", list[str]()

    def put(articles: list[Article]) -> None:
        if len(seen) == 20:
            raise KeyboardInterrupt
        seen.extend(one.id for one in articles)

    with pytest.raises(KeyboardInterrupt):
        filling.fill(file, 25, put, lambda: 7)
    assert filling.filled(file, 25).written == 20
    done = filling.fill(file, 25, lambda some: seen.extend(one.id for one in some), lambda: 7)
    assert (done.written, done.disk, len(seen), len(set(seen))) == (25, 7, 25, 25)
    assert filling.fill(file, 25, lambda some: pytest.fail("it is full"), lambda: 0) == done
    assert done.rate > 0 and done.limit == 25 / done.client


def test_the_busier_of_the_two_processes_is_the_limit() -> None:
    found = filling.Filling(1000, written=1000, clock=2.0, client=0.5, server=0.8)
    assert (found.rate, found.limit, found.each(found.server)) == (500, 1250, 0.8)
