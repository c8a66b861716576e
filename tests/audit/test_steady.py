"""A verdict stands still until something new is seen: no flapping around a limit, no accusation by waiting."""

import pytest

from domain.verdict import Verdict
from tests.audit.test_freshness import CASES
from tests.audit.town import TODAY, Town, back, daily, source

ORDER = (Verdict.UP_TO_DATE, Verdict.LATE, Verdict.SILENT)
WAITS = (1, 2, 3, 4, 5, 8, 15, 40)  # days after the last look, on both sides of every limit


def test_a_site_that_falls_silent_goes_one_way() -> None:
    town, said = Town(source("tin")), []
    for step in range(59, -1, -1):
        town.crawl(back(step)).read(back(60))
        said.append((back(step), town.judge(back(step))))
    for place in (0, 1):  # the site and its section
        steps = [ORDER.index(found[place].verdict) for _, found in said]
        assert steps == sorted(steps) and set(steps) == {0, 1, 2}
        for verdict in ORDER[1:]:
            held = [(day, found[place].since) for day, found in said if found[place].verdict is verdict]
            assert {since for _, since in held} == {held[0][0]}  # the day the limit was passed, and it never moves


@pytest.mark.parametrize("name", CASES)
def test_waiting_accuses_nobody(name: str) -> None:
    town = CASES[name][0]()
    today = town.judge()
    for wait in WAITS:
        for before, after in zip(today, town.judge(back(-wait)), strict=True):
            assert not after.verdict.accuses or (after.verdict, after.since) == (before.verdict, before.since)


@pytest.mark.parametrize("name", [name for name, (_, verdict) in CASES.items() if verdict.accuses])
def test_an_accusation_lapses_when_nobody_looks_any_more(name: str) -> None:
    town = CASES[name][0]()
    assert not any(one.verdict.accuses for one in town.judge(back(-4)))


def test_one_failed_day_excuses_and_takes_nothing_back() -> None:
    town, said = daily(Town(source("tin")), back(90), 5, until=back(2)), []
    said.append(town.judge(back(2))[1])
    said.append(town.crawl(back(1)).fail("timeout").judge(back(1))[1])
    said.append(town.crawl(TODAY).read(back(90)).judge()[1])
    assert [one.verdict for one in said] == [Verdict.SILENT, Verdict.UNREACHABLE, Verdict.SILENT]
    assert said[0].since == said[2].since


def test_a_list_that_is_cut_short_stays_in_doubt_however_long_it_is_read() -> None:
    town = daily(Town(source("tin")), back(90), 10, until=back(60), items=20)
    for step in range(59, -1, -1):
        found = town.crawl(back(step)).read(back(90), items=4).judge(back(step))
        assert [(one.verdict, one.since) for one in found[1:]] == [(Verdict.SITE_CHANGED, back(59))]
        assert not found[0].verdict.accuses
