"""Polite asking: one page, its redirects, its retries, its pace."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.fetch import Web, get
from crawlers.outcomes import of_error, of_status
from crawlers.pace import LONGEST, Pace, back_off, retry_after
from domain.errors import Unreachable
from domain.outcome import WORDS
from tests.crawlers.crawls import settings
from tests.crawlers.sites import Asked, reply, site

NOW = datetime(2023, 8, 28, 1, 0, tzinfo=UTC)


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.at, self.slept = 100.0, list[float]()

    def now(self) -> float:
        """Seconds."""
        return self.at

    def sleep(self, seconds: float) -> None:
        """Pass the time at once."""
        self.slept.append(round(seconds, 3))
        self.at += seconds


def test_a_page_comes_back_whole(tmp_path: Path) -> None:
    with site() as opened:
        opened.pages["/"] = reply("<p>Chào</p>", etag='"a1"', last_modified="Mon, 28 Aug 2023 01:00:00 GMT")
        answer = get(opened.url("/"), settings(tmp_path))
        assert (answer.outcome, answer.status, answer.body.decode()) == ("ok", 200, "<p>Chào</p>")
        assert answer.header("etag") == '"a1"'
        assert [one.path for one in opened.asked] == ["/robots.txt", "/"]


def test_we_say_who_we_are_and_speak_vietnamese(tmp_path: Path) -> None:
    with site() as opened:
        opened.pages["/"] = reply("x")
        get(opened.url("/"), settings(tmp_path, contact="phong-báo-chí@xa-mau.example (x)\r\nEvil: 1"))
        said = opened.asked[-1].headers
        assert said["user-agent"].startswith("Phusong/") and "xa-mau.example" in said["user-agent"]
        assert said["user-agent"].isascii() and "evil" not in said
        assert said["accept-language"].startswith("vi") and "cookie" not in said


def test_validators_are_sent_and_304_is_an_answer(tmp_path: Path) -> None:
    with site() as opened, Web(settings(tmp_path)) as web:
        opened.pages["/"] = lambda asked: (
            reply(status=304) if asked.headers.get("if-none-match") == '"a"' else reply("x")
        )
        assert web.get(opened.url("/"), etag='"a"').outcome == "not_modified"
        assert web.get(opened.url("/"), etag='"b"').outcome == "ok"


def test_redirects_are_followed_five_times_and_stay_on_the_site(tmp_path: Path) -> None:
    with site() as opened, site() as other, Web(settings(tmp_path)) as web:
        for number in range(6):
            opened.pages[f"/{number}"] = reply(status=302, location=f"/{number + 1}")
        opened.pages["/6"] = reply("cuối")
        opened.pages["/away"] = reply(status=301, location=other.url("/"))
        opened.pages["/loop"] = reply(status=301, location="/loop")
        opened.pages["/nowhere"] = reply(status=301)
        reached = web.get(opened.url("/1"))
        assert (reached.outcome, reached.final_url, reached.hops) == ("ok", opened.url("/6"), 6)
        assert web.get(opened.url("/0")).outcome == "too_many_redirects"
        assert web.get(opened.url("/loop")).outcome == "too_many_redirects"
        assert web.get(opened.url("/away")).outcome == "moved_away"
        assert web.get(opened.url("/nowhere")).outcome == "http_error"
        assert other.asked == []


def test_robots_holds_for_redirects_too(tmp_path: Path) -> None:
    with site() as opened, Web(settings(tmp_path)) as web:
        opened.pages["/robots.txt"] = reply("User-agent: *\nDisallow: /kin\n", kind="text/plain")
        opened.pages["/a"] = reply(status=302, location="/kin/b")
        opened.pages["/kin/b"] = reply("x")
        assert web.get(opened.url("/kin/b")).outcome == "robots_denied"
        assert web.get(opened.url("/a")).outcome == "robots_denied"
        assert opened.paths == ["/a"]


def test_a_passing_failure_is_asked_again_after_a_pause(tmp_path: Path) -> None:
    clock = Clock()
    with site() as opened, Web(settings(tmp_path), pace=Pace(clock.now, clock.sleep)) as web:
        opened.pages["/"] = _after(2, reply("x", 503, retry_after="30"), reply("có lại"))
        answer = web.get(opened.url("/"), tries=3)
        assert answer.outcome == "ok"
        assert [round(one) for one in clock.slept if one > 1] == [30, 30]


def test_a_server_that_wants_an_hour_is_left_alone(tmp_path: Path) -> None:
    with site() as opened, Web(settings(tmp_path)) as web:
        opened.pages["/"] = reply("x", 429, retry_after="3600")
        assert web.get(opened.url("/"), tries=3).outcome == "rate_limited"
        assert opened.paths == ["/"]


def test_pace_keeps_requests_apart() -> None:
    clock = Clock()
    pace = Pace(clock.now, clock.sleep)
    for _ in range(3):
        pace.wait("xa-mau.example", 2.0)
    pace.wait("khac.example", 2.0)
    pace.rest("xa-mau.example", 9.0)
    pace.wait("xa-mau.example", 2.0)
    assert clock.slept == [2.0, 2.0, 9.0]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("Mon, 28 Aug 2023 01:02:00 GMT", 120.0),
        ("Mon, 28 Aug 2023 00:00:00 GMT", 0.0),
        ("lát nữa", None),
        ("-5", None),
        ("", None),
        ("1.5", None),
        ("9" * 40, 999999999.0),
    ],
)
def test_retry_after(text: str, seconds: float | None) -> None:
    assert retry_after(text, NOW) == seconds


def test_back_off_doubles_with_jitter_and_has_an_end() -> None:
    rng = random.Random(1)
    waits = [back_off(attempt, 1.0, rng) for attempt in range(12)]
    assert all(2**n <= wait <= 1.25 * 2**n for n, wait in enumerate(waits[:6]))
    assert max(waits) <= LONGEST * 1.25
    assert back_off(0, 0.0, rng) < 0.1


def test_every_status_has_a_word_that_is_known() -> None:
    assert {of_status(status) for status in range(100, 700)} <= set(WORDS)
    assert of_status(200) == "ok" and of_status(451) == "forbidden" and of_status(599) == "server_error"
    assert of_status(206) == "http_error"


def test_every_failure_has_a_word() -> None:
    assert of_error(Unreachable("dns_error", "x")) == ("dns_error", "x")
    assert of_error(ConnectionResetError())[0] == "connection_error"
    assert of_error(TimeoutError())[0] == "timeout"
    assert of_error(KeyError("k"))[0] == "internal_error"


def _after(times: int, first: bytes, then: bytes) -> Callable[[Asked], bytes]:
    seen: list[Asked] = []

    def answer(asked: Asked) -> bytes:
        seen.append(asked)
        return first if len(seen) <= times else then

    return answer


def test_connections_are_kept_and_a_closed_one_is_replaced(tmp_path: Path) -> None:
    with site() as opened, Web(settings(tmp_path)) as web:
        opened.pages["/"] = reply("x").replace(
            b"Connection: close\r\n", b""
        )  # says it stays, and hangs up all the same
        assert [web.get(opened.url("/")).outcome for _ in range(3)] == ["ok"] * 3


@pytest.mark.parametrize("stays", [True, False])
def test_a_body_of_many_packets(tmp_path: Path, stays: bool) -> None:
    with site() as opened, Web(settings(tmp_path)) as web:
        body = bytes(range(32, 120)) * 40_000
        whole = reply(body)
        opened.pages["/"] = whole.replace(b"Connection: close\r\n", b"") if stays else whole
        assert web.get(opened.url("/")).body == body


def test_nobody_there(tmp_path: Path) -> None:
    with site() as opened:
        gone = opened.url("/")
    assert get(gone, settings(tmp_path)).outcome == "connection_error"


def test_a_cookie_that_a_redirect_asks_for_is_told_for_that_request_only(tmp_path: Path) -> None:
    def ask(asked: Asked) -> bytes:
        if "ma=7" in asked.headers.get("cookie", ""):
            return reply("vào")
        return reply(status=302, location="/", set_cookie="ma=7; path=/; HttpOnly")

    with site() as opened, Web(settings(tmp_path)) as web:
        opened.pages["/"] = ask
        assert (web.get(opened.url("/")).outcome, web.get(opened.url("/")).hops) == ("ok", 2)
        assert ["cookie" in one.headers for one in opened.asked] == [False, False, True, False, True]
