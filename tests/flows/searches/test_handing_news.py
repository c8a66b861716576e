"""What a saved search found arrives once at each recipient, whatever fails, is killed or runs at the same time."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.settings import load
from flows.house import House
from flows.notices.handing import CUT_OFF as HOUR
from flows.notices.letter import CUT_OFF
from flows.searches import alerts, handing_news
from flows.searches.alerts import drop, save, tell, tell_due, unsent
from phusong.demo import DEMO_NOW, Province
from tests.children import phusong
from tests.flows import serving
from tests.flows.notices.conftest import Hook, Post, hook, post
from tests.flows.serving import article
from tests.index.made import ident

__all__ = ["hook", "post"]
ME = "phong@tinh.example"
Open = Callable[..., House]


@pytest.fixture
def at(tmp_path: Path, post: Post) -> Iterator[Open]:
    """A house some hours after the demo's moment, with a mail server."""
    made: list[House] = []

    def open_house(hours: float = 0, **given: Any) -> House:
        usual = {
            "home": tmp_path / "home", "units": Province.units_file, "smtp_host": "127.0.0.1", "smtp_port": post.port,
            "smtp_tls": "none", "mail_from": "phusong@tinh.example", "allow_loopback": True,
            "now": (DEMO_NOW + timedelta(hours=hours)).isoformat(),
        }
        made.append(House(load(**{**usual, **given})))
        return made[-1]

    yield open_house
    for house in made:
        house.close()


@pytest.fixture
def house(at: Open) -> House:
    """One saved search with one recipient, nothing to tell yet."""
    opened = at()
    save(opened, "theo dõi", "papi", recipients=(ME,))
    return opened


def arrive(house: House, *numbers: int, on: date | None = None) -> None:
    """Into the ledger and the index."""
    for number in numbers:
        one = article(number, f"papi {number}", on=on, unit="so-noi-vu")
        serving.save(house, one)
        house.index.put([one])


def letters(post: Post, to: str = ME) -> list[str]:
    return [str(one.get_body(("plain",)).get_content()) for one in post.to(to)]  # type: ignore[union-attr]


def mark(house: House) -> int:
    return house.store.ledger.saved_searches()[0].watermark


def test_a_letter_tells_title_unit_day_and_address_once(house: House, post: Post) -> None:
    arrive(house, 1, on=date(2023, 8, 22))
    arrive(house, 2, on=date(2019, 5, 1))  # late
    arrive(house, 3)
    assert tell(house) == Counter(sent=1) and tell(house) == Counter()
    [letter] = post.to(ME)
    assert letter["subject"] == "[Mô phỏng] Phủ sóng: 3 tin, bài mới cho “theo dõi”"
    [plain] = letters(post)
    name = house.registry.units["so-noi-vu"].name
    assert f"1. papi 1\n   {name} · 22/08/2023\n   https://trang-x.example/1\n" in plain.replace("\r\n", "\n")
    assert plain.index("papi 1") < plain.index("papi 2") and "01/05/2019" in plain and "không rõ ngày" in plain
    html = str(letter.get_body(("html",)).get_content())  # type: ignore[union-attr]
    assert '<a href="https://trang-x.example/2">papi 2</a>' in html


def test_many_come_in_several_letters(house: House, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_news, "PAGE", 2)
    arrive(house, 1, 2, 3, 4, 5)
    assert tell(house) == Counter(sent=3)
    assert [sum(f". papi {n}" in letter for n in range(1, 6)) for letter in letters(post)] == [2, 2, 1]


def test_what_could_not_be_sent_is_sent_later_and_nothing_is_left_out(house: House, post: Post) -> None:
    post.down = True
    arrive(house, 1)
    assert tell(house) == Counter(failed=1) and unsent(house, house.store.ledger.saved_searches()[0]) == 1
    arrive(house, 2)
    assert tell(house) == Counter(failed=2)
    assert [one.kind for one in house.store.ledger.incidents(open_only=True)] == ["notice.unsent"]
    post.down = False
    assert tell(house) == Counter(sent=2) and tell(house) == Counter()
    assert ["papi 1" in one for one in letters(post)] == [True, False] and "papi 2" in letters(post)[1]
    assert not house.store.ledger.incidents(open_only=True)


def test_one_who_got_it_does_not_get_it_again_when_another_did_not(at: Open, post: Post, hook: Hook) -> None:
    house = at(webhook=hook.url)
    save(house, "theo dõi", "papi", recipients=(ME, "khac@tinh.example", "webhook"))
    post.refused.add("khac@tinh.example")
    hook.status = 503
    arrive(house, 1)
    assert tell(house) == Counter(sent=1, failed=2)
    hook.status = 204
    post.refused.clear()
    arrive(house, 2)
    assert tell(house) == Counter(sent=5)
    assert [len(letters(post, to)) for to in (ME, "khac@tinh.example")] == [2, 2]
    bodies = [json.loads(body) for _, body in hook.got]
    assert [[one["id"] for one in body["articles"]] for body in bodies] == [[ident(1)], [ident(1)], [ident(2)]]
    assert hook.got[0][0]["x-phusong-delivery"] == hook.got[1][0]["x-phusong-delivery"]
    assert bodies[0]["kind"] == "search.new" and bodies[0]["simulated"] and not bodies[0]["again"]


@pytest.mark.parametrize("step", ["put_down", "send_waiting"])
def test_a_kill_between_two_steps_loses_nothing_and_repeats_nothing(
    house: House, post: Post, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    arrive(house, 1)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(alerts, step, killed)
        tell(house)
    assert (mark(house), unsent(house, house.store.ledger.saved_searches()[0])) == (
        (0, 0) if step == "put_down" else (1, 1))
    arrive(house, 2)
    assert tell(house)["failed"] == 0
    assert sorted(n for one in letters(post) for n in (1, 2) if f". papi {n}\n" in one.replace("\r\n", "\n")) == [1, 2]


def test_a_kill_after_the_letter_was_confirmed_repeats_nothing(
    house: House, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    arrive(house, 1)
    real, calls = house.store.ledger.delivered, []

    def first_only(*given: Any) -> None:
        calls.append(given)
        real(*given) if len(calls) == 1 else killed()

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(house.store.ledger, "delivered", first_only)
        tell(house)
    assert tell(house) == Counter(sent=1) and len(post.letters) == 1


def test_a_process_killed_while_the_server_takes_the_letter(house: House, at: Open, post: Post, tmp_path: Path) -> None:
    arrive(house, 1)
    post.slow = 0.5
    told = {"HOME": tmp_path / "home", "UNITS": Province.units_file, "SMTP_HOST": "127.0.0.1", "SMTP_PORT": post.port,
            "SMTP_TLS": "none", "MAIL_FROM": "phusong@tinh.example", "NOW": DEMO_NOW.isoformat()}
    given = {**os.environ, **{f"PHUSONG_{name}": str(value) for name, value in told.items()}}
    process = phusong(given, "alerts", "run")
    assert post.arriving.wait(60)
    process.kill()
    process.join()
    post.slow = 0.0
    assert tell(house) == Counter(failed=1)  # its lease is nobody's; whether the letter arrived nobody knows
    arrive(house, 2)
    assert tell(at(2)) == Counter(sent=2)
    again, new = letters(post)[-2:]
    assert CUT_OFF in again and "papi 1" in again and CUT_OFF not in new and "papi 1" not in new
    assert len({one["message-id"] for one in post.to(ME)}) == 2


def test_two_at_once_send_one_letter_though_the_lease_was_lost(
    house: House, at: Open, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(house, 1)
    real, other = handing_news.put_down, at()
    meanwhile: list[Counter[str]] = []
    for one in (house, other):
        monkeypatch.setattr(one.store.ledger, "claim", lambda *_: True)

    def slow(*given: Any) -> bool:
        monkeypatch.setattr(alerts, "put_down", real)
        meanwhile.append(tell(other))  # while this one looks, another puts down and sends the same
        return real(*given)

    monkeypatch.setattr(alerts, "put_down", slow)
    assert tell(house) == Counter() and meanwhile == [Counter(sent=1)]
    assert len(post.letters) == 1


def test_one_that_is_being_sent_by_another_is_not_taken_for_sent(house: House, at: Open, post: Post) -> None:
    arrive(house, 1)
    search = house.store.ledger.saved_searches()[0]
    [page] = handing_news.pages(house, search)
    handing_news.put_down(house, page, (ME,))
    house.store.ledger.reserve(page.row.replace("news:", "alert:"), ME, DEMO_NOW)
    assert tell(house) == Counter(failed=1) and not post.letters
    house.store.ledger.give_back(page.row.replace("news:", "alert:"), ME)  # the other could not send it
    assert tell(house) == Counter(sent=1) and len(post.letters) == 1
    assert tell(at(2 * HOUR / timedelta(hours=1))) == Counter()


def test_what_is_to_be_sent_waits_until_there_is_a_way(at: Open, post: Post) -> None:
    house = at(smtp_host="")
    save(house, "theo dõi", "papi", recipients=(ME,))
    arrive(house, 1)
    assert tell(house) == Counter(nobody=1)
    assert tell(at()) == Counter(sent=1) and len(post.letters) == 1


def test_a_page_that_the_index_does_not_show_yet_is_kept(house: House, post: Post) -> None:
    arrive(house, 1)
    post.down = True
    tell(house)
    post.down = False
    house.index.remove([ident(1)])
    assert tell(house) == Counter(failed=1) and not post.letters
    house.index.put([article(1, "papi 1")])
    assert tell(house) == Counter(sent=1)


@pytest.mark.parametrize("anew", [True, False])
def test_a_changed_or_dropped_search_forgets_what_was_not_sent(house: House, post: Post, anew: bool) -> None:
    arrive(house, 1)
    post.down = True
    assert tell(house) == Counter(failed=1)
    post.down = False
    if anew:
        save(house, "theo dõi", "papi", recipients=(ME,))
    else:
        drop(house, "theo dõi")
    assert tell(house) == Counter() and not post.letters
    assert not house.store.ledger.undelivered(DEMO_NOW + timedelta(days=9))


def test_by_itself_nothing_goes_out_at_night_and_what_is_only_shown_waits(house: House, at: Open, post: Post) -> None:
    save(house, "xem", "papi")
    arrive(house, 1)
    assert tell_due(at(14)) == Counter() and not post.letters
    assert tell_due(at(0)) == Counter(sent=1)
    shown: list[int] = []
    assert tell(house, (), lambda search, hits: shown.append(len(hits))) == Counter(shown=1) and shown == [1]


def test_by_itself_a_trouble_is_told_in_the_log(
    house: House, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with house.store.ledger.begin() as connection:
        house.index.state()
        connection.exec_driver_sql("UPDATE ix_meta SET value = 0 WHERE key = 'analysis'")
    assert tell_due(house) == Counter(failed=1) and "rebuild" in caplog.text


def test_telephone_numbers_and_addresses_of_persons_stay_here(house: House, post: Post) -> None:
    one = article(1, "papi hỏi ông A 0912 345 678, a.b@thu.example", unit="")
    serving.save(house, one)
    house.index.put([one])
    tell(house)
    [plain] = letters(post)
    assert "0912" not in plain and "thu.example" not in plain and "trang-x · không rõ ngày" in plain
