"""robots.txt: what is allowed, how fast, and what happens when it cannot be read."""

from datetime import UTC, datetime, timedelta

import pytest

from crawlers import robots

BODY = b"""User-agent: *
Disallow: /quan-tri/
Crawl-delay: 3
Sitemap: https://xa-mau.example/sitemap.xml

User-agent: Phusong
Disallow: /tim-kiem
Allow: /tim-kiem/tin
Crawl-delay: 7
"""


def test_our_own_group_wins_over_the_common_one() -> None:
    rules = robots.parse(BODY)
    assert rules.allows("https://xa-mau.example/quan-tri/x")
    assert not rules.allows("https://xa-mau.example/tim-kiem?q=a")
    assert rules.allows("https://xa-mau.example/tim-kiem/tin")
    assert (rules.delay, rules.sitemaps) == (7.0, ("https://xa-mau.example/sitemap.xml",))


@pytest.mark.parametrize(
    ("word", "status", "allowed"),
    [
        ("not_found", 404, True),
        ("forbidden", 403, True),
        ("forbidden", 401, True),
        ("not_found", 410, True),
        ("empty_template", 200, True),
        ("too_many_redirects", None, True),
        ("moved_away", None, True),
        ("wrong_type", 200, True),
        ("server_error", 503, False),
        ("bot_wall", 503, False),
        ("rate_limited", 429, False),
        ("timeout", 408, False),
        ("timeout", None, False),
        ("dns_error", None, False),
        ("tls_error", None, False),
        ("connection_error", None, False),
        ("private_address", None, False),
        ("cut_short", None, False),
    ],
)
def test_no_rules_and_no_answer_are_different(word: str, status: int | None, allowed: bool) -> None:
    rules = robots.judge(word, status, b"")
    assert rules.allows("https://xa-mau.example/") is allowed
    assert rules.outcome == ("ok" if allowed else word)


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>404</body></html>",
        b"",
        b"\xef\xbb\xbfUser-agent: *\nDisallow:\n",
        b"\x00\xff\xfe" * 50,
        b"Disallow: /\n",
        b"User-agent: *\nCrawl-delay: lau lam\n",
    ],
)
def test_bodies_that_forbid_nothing(body: bytes) -> None:
    assert robots.judge("ok", 200, body).allows("https://xa-mau.example/tin")


def test_a_very_long_file_is_read_to_its_measure() -> None:
    body = b"User-agent: *\nDisallow: /a\n" + b"# x\n" * 300_000
    assert not robots.judge("ok", 200, body).allows("https://xa-mau.example/a")


def test_a_delay_of_days_is_cut() -> None:
    assert robots.parse(b"User-agent: *\nCrawl-delay: 86400\n").delay == robots.LONGEST_DELAY


def test_a_copy_is_fresh_for_a_day_and_a_stand_in_for_a_month() -> None:
    now = datetime(2023, 8, 28, tzinfo=UTC)
    assert robots.usable(now - timedelta(hours=23), now)
    assert not robots.usable(now - timedelta(hours=24), now)
    assert robots.usable(now - timedelta(days=29), now, fallback=True)
    assert not robots.usable(now - timedelta(days=30), now, fallback=True)
    assert not robots.usable(now + timedelta(hours=1), now)
