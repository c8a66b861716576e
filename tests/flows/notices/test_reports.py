"""The week's report reaches everybody it is for once, in its hour, and is called sent only then."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from audit.completeness import Period
from domain.dated import VIETNAM
from domain.settings import load
from flows.house import House
from flows.notices import reports
from flows.notices.issue import Issue, kept, read
from flows.notices.letter import CUT_OFF
from flows.notices.reports import send_reports
from flows.weekly import SENT, file_of, week_report
from tests.flows.notices.conftest import Hook, Post

MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=VIETNAM)
WEEK = Period(date(2026, 11, 16), date(2026, 11, 22))
PEOPLE = ("phong@tinh.example", "lanhdao@tinh.example")
Open = Callable[..., House]


@pytest.fixture
def at(tmp_path: Path, post: Post) -> Iterator[Open]:
    """The installation at some moment; the department is two addresses."""
    made: list[House] = []

    def open_house(moment: datetime = MONDAY, **given: Any) -> House:
        usual = {
            "home": tmp_path / "home", "smtp_host": "127.0.0.1", "smtp_port": post.port, "smtp_tls": "none",
            "mail_from": "phusong@tinh.example", "mail_to": PEOPLE, "now": moment.isoformat(), "allow_loopback": True,
        }
        made.append(House(load(**{**usual, **given})))
        return made[-1]

    yield open_house
    for house in made:
        house.close()


def said_to(post: Post, recipient: str, part: str = "plain") -> str:
    """What the recipient's only letter says."""
    [letter] = post.to(recipient)
    body = letter.get_body((part,))
    return str(body.get_content()) if body else ""


def sent(house: House) -> list[str]:
    return [one.key for one in house.store.ledger.events(SENT)]


def test_the_words_about_a_report_are_read_once_for_all(
    at: Open, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, asked = at(), list[Path]()
    week_report(house, WEEK, "me")

    def once(file: Path) -> Issue:
        asked.append(file)
        return read(file)

    monkeypatch.setattr(reports, "read", once)
    assert send_reports(house) == Counter(sent=1) and len(post.letters) == len(PEOPLE)
    assert asked == [file_of(house, "2026-W47")]


def test_each_gets_it_once_and_then_it_is_sent(at: Open, post: Post) -> None:
    house = at()
    assert week_report(house, WEEK, "me") and not sent(house)
    assert send_reports(house) == Counter(sent=1) and sent(house) == ["2026-W47"]
    assert send_reports(house) == Counter() and not week_report(house, WEEK, "me")
    assert [recipient for recipient, _ in post.letters] == list(PEOPLE)
    assert post.to(PEOPLE[0])[0]["Subject"] == (
        "[Mô phỏng] Phủ sóng: Báo cáo tuần 47 năm 2026 (từ ngày 16/11/2026 đến ngày 22/11/2026)")
    for part in ("plain", "html"):
        said = said_to(post, PEOPLE[0], part)
        for text in ("chốt lúc 07:00 ngày 23/11/2026", "Ghi nhận 0 tin, bài", "bao-cao-20261116-20261122.html"):
            assert text in said
        assert said.index("chưa đủ căn cứ") < said.index("Ghi nhận")  # holes before numbers


def test_it_says_what_the_report_says_however_late_it_is_sent(at: Open, post: Post) -> None:
    house = at(MONDAY - timedelta(hours=2))
    week_report(house, WEEK, "me")
    assert send_reports(house) == Counter(waiting=1) and not post.letters and not sent(house)
    assert send_reports(at()) == Counter(sent=1) and sent(house)
    assert "chốt lúc 05:00" in said_to(post, PEOPLE[0])


def test_whoever_could_not_be_reached_gets_it_later_and_nobody_twice(at: Open, post: Post) -> None:
    house = at()
    week_report(house, WEEK, "me")
    post.refused.add(PEOPLE[1])
    assert send_reports(house) == Counter(failed=1) and not sent(house)
    assert [one.kind for one in house.store.ledger.incidents(open_only=True)] == ["notice.unsent"]
    post.refused.clear()
    assert send_reports(house) == Counter(sent=1) and sent(house)
    assert [recipient for recipient, _ in post.letters] == list(PEOPLE)
    assert not house.store.ledger.incidents(open_only=True)


def test_one_that_was_cut_off_goes_out_again_after_an_hour_and_says_so(at: Open, post: Post) -> None:
    house = at()
    week_report(house, WEEK, "me")
    house.store.ledger.reserve("report:2026-W47", PEOPLE[0], MONDAY)  # its process was killed while it was sending
    assert send_reports(house) == Counter(failed=1) and not post.to(PEOPLE[0])
    later = at(MONDAY + timedelta(hours=1))
    assert send_reports(later) == Counter(sent=1)
    assert CUT_OFF in said_to(post, PEOPLE[0]) and CUT_OFF not in said_to(post, PEOPLE[1])


def test_without_anybody_to_write_to_it_is_sent_when_it_is_written(at: Open, post: Post) -> None:
    house = at(MONDAY - timedelta(hours=2), mail_to=())
    week_report(house, WEEK, "me")
    assert send_reports(house) == Counter(sent=1) and sent(house) and not post.letters


def test_a_program_gets_it_too(at: Open, hook: Hook) -> None:
    house = at(mail_to=(), webhook=hook.url)
    week_report(house, WEEK, "me")
    assert send_reports(house) == Counter(sent=1)
    [(_, body)] = hook.got
    said = json.loads(body)
    assert (said["kind"], said["id"], said["week"]) == ("report.week", "report:2026-W47", "2026-W47")
    assert said["simulated"] and said["sent_at"] == "2026-11-23T07:00:00+07:00" and said["lines"]


def test_a_report_whose_words_are_lost_is_not_called_sent(at: Open, post: Post) -> None:
    house = at()
    week_report(house, WEEK, "me")
    kept(file_of(house, "2026-W47")).unlink()
    assert send_reports(house) == Counter(failed=1) and not sent(house) and not post.letters
