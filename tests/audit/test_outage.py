"""Days without access: theirs, not ours, and only when nothing at all could be read."""

from dataclasses import replace
from datetime import date

import pytest

from audit.outage import outages, section_outages, site_outages
from domain.record import Kind
from tests.audit.town import TODAY, URL, Town, back, source


def test_days_between_two_failures_belong_to_the_outage() -> None:
    asked = [(date(2023, 8, 1), True), (date(2023, 8, 4), False), (date(2023, 8, 8), False), (date(2023, 8, 10), True),
             (date(2023, 8, 12), False)]
    assert sorted(day.day for day in outages(asked)) == [4, 5, 6, 7, 8, 12]


def test_one_success_of_the_day_is_enough() -> None:
    assert not outages([(TODAY, False), (TODAY, True)])


@pytest.mark.parametrize(("word", "out"), [
    ("timeout", True), ("server_error", True), ("forbidden", True), ("soft_404", True), ("robots_denied", True),
    ("interrupted", False), ("over_budget", False), ("internal_error", False),
])
def test_what_we_failed_to_do_is_no_outage(word: str, out: bool) -> None:
    grown = Town().crawl(outcome=word)
    assert bool(site_outages(grown)) is out  # type: ignore[arg-type]


def test_a_missing_robots_file_is_no_outage() -> None:
    grown = Town().crawl().fail("not_found", kind=Kind.ROBOTS)
    grown.listings.clear()
    assert not site_outages(grown)  # type: ignore[arg-type]


def test_a_section_may_be_out_while_the_site_is_up() -> None:
    grown = Town(source("tin", "cchc")).crawl().read(back(1)).fail("server_error", "cchc")
    assert not site_outages(grown)  # type: ignore[arg-type]
    assert section_outages(grown, "cchc") == {TODAY}  # type: ignore[arg-type]
    assert not section_outages(grown, "tin")  # type: ignore[arg-type]


def test_a_moved_section_answers_so_it_is_not_out() -> None:
    grown = Town().crawl().read(back(1), None).fail("not_found")
    assert not section_outages(grown, "tin")  # type: ignore[arg-type]


def test_a_robots_file_that_a_wall_answers_is_no_access() -> None:
    grown = Town().crawl(outcome="bot_wall").fail("bot_wall")
    wall = grown.fetches[0]
    grown.fetches.append(replace(wall, url=f"{URL}robots.txt", kind=Kind.ROBOTS, outcome="ok"))
    assert site_outages(grown) == {TODAY}  # type: ignore[arg-type]
