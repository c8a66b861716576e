"""Where we may connect at all: only http(s), only public addresses, checked after the name was resolved.

The address that was checked is the one that is connected to (`resolve` returns it), so a name that resolves to
another address a moment later gains nothing. Every redirect passes here again.
"""

import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from w3lib.url import safe_url_string

from domain.errors import Refused, Unreachable

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
MAX_URL: Final = 2083  # what browsers and caches agree on; longer ones are traps
_DEFAULT_PORT: Final = {"http": 80, "https": 443}
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
# Ranges that `is_global` of Python 3.11 calls public, or that reach a host's own services all the same.
_CLOSED: Final = tuple(map(ipaddress.ip_network, (
    "192.0.0.0/24",  # protocol assignments; one provider's metadata service
    "192.88.99.0/24",  # 6to4 relays
    "168.63.129.16/32",  # a provider's host agent
    "2001::/32", "2002::/16",  # Teredo and 6to4: an IPv4 address of the writer's choice inside
    "::/96", "64:ff9b:1::/48", "fec0::/10", "5f00::/16",
)))


@dataclass(frozen=True)
class Target:
    """One checked address, ready for `socket.connect`."""

    family: int
    address: tuple[str, int] | tuple[str, int, int, int]


def split(url: str) -> SplitResult:
    """The parts of an address that may be asked, percent-encoded. Raises Refused (bad_url)."""
    try:
        parts = urlsplit(safe_url_string(url.strip()))
        port = parts.port
    except ValueError as error:
        raise Refused("bad_url", str(error)[:200]) from error
    if parts.scheme not in _DEFAULT_PORT:
        raise Refused("bad_url", f"giao thức “{parts.scheme[:20]}”, chỉ đọc http và https")
    if not parts.hostname or port == 0 or parts.username is not None:
        raise Refused("bad_url", "thiếu tên máy chủ, sai cổng hoặc kèm tên đăng nhập")
    if len(parts.geturl()) > MAX_URL:
        raise Refused("bad_url", f"địa chỉ dài hơn {MAX_URL} ký tự")
    return parts


def port_of(parts: SplitResult) -> int:
    """The port that a split address means."""
    return parts.port or _DEFAULT_PORT[parts.scheme]


def is_public(address: IP, allow_loopback: bool = False) -> bool:
    """Whether a page may be read from this address; IPv4 addresses hidden in IPv6 count as what they are."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped, allow_loopback)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if address.is_loopback:
        return allow_loopback
    if any(address.version == net.version and address in net for net in _CLOSED):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolve(host: str, port: int, allow_loopback: bool = False) -> list[Target]:
    """The public addresses of a host, IPv4 first. Raises Unreachable (dns_error), Refused (private_address).

    Decimal, octal and hexadecimal spellings are resolved like any name, so they are checked like any name.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable("dns_error", f"{host}: {error}"[:200]) from error
    found = {sockaddr: family for family, _, _, _, sockaddr in answers}
    open_ = [Target(int(family), sockaddr) for sockaddr, family in found.items()  # type: ignore[arg-type]
             if is_public(ipaddress.ip_address(str(sockaddr[0]).partition("%")[0]), allow_loopback)]
    if not open_:
        raise Refused("private_address", f"{host} → {', '.join(str(a[0]) for a in found)}"[:200])
    return sorted(open_, key=lambda target: target.family != socket.AF_INET)
