"""Nothing that is not public is ever connected to, however it is spelt."""

import ipaddress
import socket
from typing import Any

import pytest

from crawlers import guard
from crawlers.door import Door, Limits
from crawlers.fetch import follow, request_headers
from domain.errors import CrawlError, Refused, Unreachable
from tests.crawlers.sites import reply, site

CLOSED = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2001::1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "100::1",
]
OPEN = ["1.1.1.1", "8.8.8.8", "103.1.209.5", "2606:4700::1111", "2001:ee0::1", "64:ff9b::808:808", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("text", CLOSED)
def test_what_is_not_public_is_closed(text: str) -> None:
    assert not guard.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", OPEN)
def test_what_is_public_is_open(text: str) -> None:
    assert guard.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", CLOSED)
def test_the_loopback_switch_opens_loopback_and_nothing_else(text: str) -> None:
    address = ipaddress.ip_address(text)
    mapped = getattr(address, "ipv4_mapped", None) or address
    assert guard.is_public(address, allow_loopback=True) is mapped.is_loopback


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "127.1",
        "127.0.1",
        "localhost",
        "::1",
        "::ffff:127.0.0.1",
        "0",
    ],
)
def test_every_spelling_of_this_machine_is_refused(host: str) -> None:
    with pytest.raises(Refused) as refusal:
        guard.resolve(host, 80)
    assert refusal.value.outcome == "private_address"


def test_only_the_public_addresses_of_a_mixed_name_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, 1, 6, "", (text, 80)) for text in ("10.0.0.5", "8.8.8.8", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    assert [target.address[0] for target in guard.resolve("hai-mat.example", 80)] == ["8.8.8.8"]


def test_a_name_without_an_address_is_a_dns_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(Unreachable) as error:
        guard.resolve("khong-co.example", 80)
    assert error.value.outcome == "dns_error"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.example/",
        "data:text/html,x",
        "javascript:alert(1)",
        "http://",
        "http:///x",
        "http://a.example:99999/",
        "http://a.example:0/",
        "http://u:p@a.example/",
        "gopher://a.example/",
        "http://a.example/" + "x" * 3000,
        "//a.example/",
        "http://[::1",
        "",
    ],
)
def test_addresses_that_cannot_be_asked(url: str) -> None:
    with pytest.raises(Refused) as refusal:
        guard.split(url)
    assert refusal.value.outcome == "bad_url"


def test_vietnamese_letters_are_percent_encoded() -> None:
    assert (
        guard.split("http://a.example/tin tức?q=đất").geturl()
        == "http://a.example/tin%20t%E1%BB%A9c?q=%C4%91%E1%BA%A5t"
    )


def test_the_checked_address_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when asked first and private a moment later: there is no second moment."""
    with site() as opened:
        opened.pages["/"] = reply("x")
        asked: list[str] = []

        def rebinding(host: str, *_: Any, **__: Any) -> list[tuple[int, int, int, str, tuple[str, int]]]:
            asked.append(host)
            return [(socket.AF_INET, 1, 6, "", ("127.0.0.1", opened.port))]

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        with pytest.raises(CrawlError) as refusal:
            Door(Limits()).ask("http://doi-ten.example/", ())
        assert (refusal.value.outcome, asked, opened.asked) == ("private_address", ["doi-ten.example"], [])


@pytest.mark.parametrize(
    "place",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "http://0x0a000001/",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://127.0.0.1/",
    ],
)
def test_a_redirect_passes_the_guard_again(place: str) -> None:
    with site() as opened:
        opened.pages["/"] = reply(status=302, location=place)
        door = Door(Limits(), allow_loopback=True)
        answer = follow(door, opened.url("/"), request_headers("a@b.example"), lambda _: None, lambda: None)
        assert answer.outcome in ("private_address", "bad_url", "moved_away")
        assert answer.body == b"" and len(opened.asked) == 1
