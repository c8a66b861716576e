"""Each incident is told once at its start and once at its end, whatever fails or is killed in between."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.dated import VIETNAM
from domain.settings import load
from flows.house import House
from flows.notices import notify_due
from flows.notices.kinds import SILENT, UNWATCHED
from flows.notices.letter import CUT_OFF
from flows.notices.tell import pending
from tests.children import phusong
from tests.flows.notices.conftest import Hook, Post

EIGHT = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)  # a Monday; the digest's hour
PAYLOAD = {
    "source": "so-x", "title": "Trang “Sở X”", "url": "https://sox.example/", "record": "202611/a.warc.gz:12",
    "reason": "Trang “Sở X” có tin mới nhất ngày 01/09/2026.", "checked_at": "2026-11-23T07:00:00+07:00",
}
AWAY = {"source": "so-y", "since": "05:00 ngày 22/11/2026"}
Open = Callable[..., House]


@pytest.fixture
def at(tmp_path: Path, post: Post) -> Iterator[Open]:
    """A house at some moment, with a mail server; the department is one address, operations another."""
    made: list[House] = []

    def open_house(moment: datetime, **given: Any) -> House:
        usual = {
            "home": tmp_path / "home", "smtp_host": "127.0.0.1", "smtp_port": post.port, "smtp_tls": "none",
            "mail_from": "phusong@tinh.example", "mail_to": ("phong@tinh.example",),
            "mail_operations": ("vanhanh@tinh.example",), "now": moment.isoformat(), "allow_loopback": True,
        }
        made.append(House(load(**{**usual, **given})))
        return made[-1]

    yield open_house
    for house in made:
        house.close()


def silent(house: House, at: datetime, name: str = "so-x") -> None:
    house.store.ledger.open_incident(f"{SILENT}:{name}", SILENT, PAYLOAD, at)


def test_the_start_and_the_end_are_each_told_once(at: Open, post: Post) -> None:
    house = at(EIGHT)
    silent(house, EIGHT - timedelta(minutes=30))
    assert notify_due(house) == Counter(sent=1)
    assert notify_due(house) == Counter()
    house.store.ledger.close_incident(f"{SILENT}:so-x", EIGHT + timedelta(hours=5))
    assert notify_due(at(EIGHT + timedelta(hours=6))) == Counter(waiting=1)
    later = at(EIGHT + timedelta(days=1))
    assert notify_due(later) == Counter(sent=1) and notify_due(later) == Counter()
    first, second = (str(letter.get_body(("plain",)).get_content()) for letter in post.to("phong@tinh.example"))  # type: ignore[union-attr]
    assert "01/09/2026" in first and "đọc lúc 07:00 ngày 23/11/2026" in first
    assert "đã có tin mới trở lại" in second
    assert not post.to("vanhanh@tinh.example")


def test_what_happens_after_the_digest_waits_for_the_next(at: Open, post: Post) -> None:
    house = at(EIGHT + timedelta(hours=2))
    silent(house, EIGHT + timedelta(hours=1))
    assert notify_due(house) == Counter(waiting=1) and not post.letters


def test_at_night_only_what_is_critical_goes_out_and_only_to_operations(at: Open, post: Post) -> None:
    night = EIGHT - timedelta(hours=6)
    house = at(night)
    silent(house, night - timedelta(days=1))
    house.store.ledger.open_incident(f"{UNWATCHED}:so-y", UNWATCHED, AWAY, night)
    assert notify_due(house) == Counter(waiting=1, sent=1)
    [(recipient, letter)] = post.letters
    assert recipient == "vanhanh@tinh.example" and letter["subject"].startswith("[Mô phỏng]")


def test_our_own_failure_never_reaches_the_department(at: Open, post: Post) -> None:
    house = at(EIGHT, mail_operations=())
    house.store.ledger.open_incident(f"{UNWATCHED}:so-y", UNWATCHED, AWAY, EIGHT - timedelta(hours=1))
    assert notify_due(house) == Counter(nobody=1) and not post.letters
    assert [one.incident for one in pending(house, EIGHT)] == [f"{UNWATCHED}:so-y"]  # kept for whoever is named later


def test_one_who_got_it_does_not_get_it_again_when_another_did_not(at: Open, post: Post) -> None:
    two = ("phong@tinh.example", "truong-phong@tinh.example")
    post.refused.add(two[1])
    house = at(EIGHT, mail_to=two)
    silent(house, EIGHT - timedelta(hours=1))
    for _ in range(3):
        assert notify_due(house)["failed"] == 1
    assert len(post.to(two[0])) == 1
    [why] = [one.payload["why"] for one in house.store.ledger.incidents() if one.kind == "notice.unsent"]
    assert "550" in why and two[1] not in str(house.store.ledger.incidents()[-1].payload["recipient"])
    post.refused.clear()
    assert notify_due(house)["sent"] == 1
    assert len(post.to(two[0])) == len(post.to(two[1])) == 1
    assert not [one for one in house.store.ledger.incidents(open_only=True) if one.kind == "notice.unsent"]


def test_a_server_that_is_away_loses_nothing(at: Open, post: Post) -> None:
    house = at(EIGHT)
    silent(house, EIGHT - timedelta(hours=1))
    post.down = True
    assert notify_due(house)["failed"] == 1
    post.down = False
    assert notify_due(at(EIGHT + timedelta(minutes=10)))["sent"] >= 1
    assert len(post.to("phong@tinh.example")) == 1


def test_killed_between_the_row_and_the_word_it_goes_out_once_more_and_says_so(
    at: Open, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = at(EIGHT)
    silent(house, EIGHT - timedelta(hours=1))
    ledger = house.store.ledger

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(type(ledger), "delivered", killed)
        with pytest.raises(Killed):
            notify_due(house)
    assert len(post.letters) == 1
    soon = at(EIGHT + timedelta(minutes=20))
    assert notify_due(soon)["failed"] == 1 and len(post.letters) == 1  # nobody knows: it may have arrived
    later = at(EIGHT + timedelta(hours=2))
    assert notify_due(later)["sent"] == 1
    first, second = post.to("phong@tinh.example")
    assert first["message-id"] == second["message-id"]
    body = second.get_body(("plain",))
    assert body and CUT_OFF in body.get_content()
    assert notify_due(at(EIGHT + timedelta(hours=4))) == Counter()


def test_a_process_killed_while_the_server_takes_the_letter(at: Open, post: Post, tmp_path: Path) -> None:
    house = at(EIGHT)
    silent(house, EIGHT - timedelta(hours=1))
    post.slow = 0.5
    told = {"HOME": tmp_path / "home", "SMTP_HOST": "127.0.0.1", "SMTP_PORT": post.port, "SMTP_TLS": "none",
            "MAIL_FROM": "phusong@tinh.example", "MAIL_TO": "phong@tinh.example", "NOW": EIGHT.isoformat()}
    given = {**os.environ, **{f"PHUSONG_{name}": str(value) for name, value in told.items()}}
    process = phusong(given, "notify")
    assert post.arriving.wait(60)
    process.kill()
    process.join()
    post.slow = 0.0
    ledger = house.store.ledger
    [held] = [one for one in ledger.leases(EIGHT) if one.name == "notify"]
    assert notify_due(house) == Counter(busy=1)  # its lease runs out by itself
    ledger.release(held.name, held.holder)
    assert notify_due(house) == Counter(failed=1)  # at the very same moment, and nobody knows whether it arrived
    assert notify_due(at(EIGHT + timedelta(hours=2))) == Counter(sent=1)
    assert CUT_OFF in str(post.to("phong@tinh.example")[-1].get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert len({letter["message-id"] for letter in post.to("phong@tinh.example")}) == 1


def test_the_same_site_silent_again_later_is_told_again(at: Open, post: Post) -> None:
    house = at(EIGHT + timedelta(days=2))
    ledger, key = house.store.ledger, f"{SILENT}:so-x"
    for begin in (EIGHT - timedelta(hours=20), EIGHT):
        silent(house, begin)
        ledger.close_incident(key, begin + timedelta(hours=3))
    assert notify_due(house) == Counter(sent=4)
    assert notify_due(house) == Counter()
    [letter] = post.to("phong@tinh.example")
    assert letter["subject"] == "[Mô phỏng] Phủ sóng: 2 việc mới, 2 việc đã hết"


def test_another_process_at_it_is_left_alone(at: Open, post: Post) -> None:
    house = at(EIGHT)
    silent(house, EIGHT - timedelta(hours=1))
    assert house.store.ledger.claim("notify", "another", EIGHT, 1e9)
    assert notify_due(house) == Counter(busy=1) and not post.letters


def test_a_dry_run_writes_and_sends_nothing(at: Open, post: Post) -> None:
    house = at(EIGHT)
    silent(house, EIGHT - timedelta(hours=1))
    assert notify_due(house, dry_run=True) == Counter(due=1)
    assert not post.letters and not house.store.ledger.undelivered(EIGHT + timedelta(days=9))


def test_the_webhook_gets_every_notice_and_is_tried_again(at: Open, post: Post, hook: Hook) -> None:
    hook.status = 503
    house = at(EIGHT, webhook=hook.url)
    silent(house, EIGHT - timedelta(hours=1))
    assert notify_due(house)["failed"] == 1
    hook.status = 204
    assert notify_due(house) == Counter(sent=2)  # the site, and that it could not be told at first
    assert [json.loads(body)["kind"] for _, body in hook.got] == [SILENT, SILENT, "notice.unsent"]
    assert len(post.to("phong@tinh.example")) == 1


