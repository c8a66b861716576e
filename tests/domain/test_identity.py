"""Addresses: the canonical one is asked, the identity is counted, traps are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity import article_id, canonical, identity, is_trap, registrable, same_site


@pytest.mark.parametrize(
    ("url", "base", "wanted"),
    [
        ("HTTP://WWW.Example.VN:80/Tin?b=2&a=1#dau", None, "http://www.example.vn/Tin?a=1&b=2"),
        ("https://x.vn:443", None, "https://x.vn/"),
        ("https://x.vn:8443/a", None, "https://x.vn:8443/a"),
        ("../b/./c.html", "https://x.vn/a/d/e.html", "https://x.vn/a/b/c.html"),
        ("?page=2", "https://x.vn/tin?page=1", "https://x.vn/tin?page=2"),
        ("//cdn.x.vn/a", "https://x.vn/", "https://cdn.x.vn/a"),
        ("https://x.vn/tin%20t%e1%bb%a9c", None, "https://x.vn/tin%20t%E1%BB%A9c"),
        ("https://x.vn/tin tức", None, "https://x.vn/tin%20t%E1%BB%A9c"),
        ("https://x.vn/%7Eban/%2d", None, "https://x.vn/~ban/-"),
        ("https://báo.vn/a", None, "https://xn--bo-mia.vn/a"),
        ("https://x.vn//a///b", None, "https://x.vn/a/b"),
        ("https://x.vn/a;jsessionid=NwHX3+a0.srv1?b=1", None, "https://x.vn/a?b=1"),
        ("https://x.vn/(S(lit3py55t21z5v55vlm25s55))/tin.aspx", None, "https://x.vn/tin.aspx"),
        ("https://x.vn/a?utm_source=zalo&fbclid=Iw1&id=7", None, "https://x.vn/a?id=7"),
        ("https://x.vn/a?PHPSESSID=1&p_p_auth=x&item=ab", None, "https://x.vn/a?item=ab"),
        ("https://x.vn/a?sid=0123456789abcdef01234567", None, "https://x.vn/a"),
        ("https://x.vn/a?sid=12", None, "https://x.vn/a?sid=12"),
        ("https://x.vn/a?ItemID=3&amp;NewsId=4", None, "https://x.vn/a?ItemID=3&NewsId=4"),
        ("  https://x.vn/a\n", None, "https://x.vn/a"),
        ("mailto:a@x.vn", None, ""),
        ("javascript:void(0)", "https://x.vn/", ""),
        ("https://", None, ""),
        ("http://[::1", None, ""),
    ],
)
def test_the_address_to_ask_for(url: str, base: str | None, wanted: str) -> None:
    assert canonical(url, base) == wanted


def test_a_portlets_page_number_keeps_what_the_portal_needs_to_answer() -> None:
    noise = "p_p_id=101_INSTANCE_x&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&p_p_col_id=column-1&p_p_col_count=2"
    second = f"https://x.vn/tin?{noise}&_101_INSTANCE_x_delta=10&_101_INSTANCE_x_keywords=&_101_INSTANCE_x_cur=2"
    assert canonical(second) == "https://x.vn/tin?_101_INSTANCE_x_cur=2&_101_INSTANCE_x_delta=10&p_p_id=101_INSTANCE_x"
    assert canonical(second.replace("cur=2", "cur=1")) == "https://x.vn/tin"


def test_page_one_stays_because_some_systems_count_from_nought() -> None:
    assert canonical("https://x.vn/tin?page=1") != canonical("https://x.vn/tin?page=0")


@pytest.mark.parametrize(
    "twin",
    [
        "http://www.x.vn/tin/bai-moi",
        "https://x.vn/tin/bai-moi/",
        "https://x.vn/tin/bai-moi/index.htm",
        "https://x.vn/vi/tin/bai-moi",
        "https://x.vn/vi/en/en/vi/tin/bai-moi",
        "https://x.vn/web/guest/tin/bai-moi",
        "https://x.vn/tin/bai-moi?lang=vi",
        "https://x.vn/tin/bai-moi?print=1",
        "https://x.vn/tin/pop_up/bai-moi",
    ],
)
def test_language_print_and_index_twins_are_one_page(twin: str) -> None:
    assert identity(twin) == identity("https://x.vn/tin/bai-moi")


def test_different_pages_and_neighbouring_ports_stay_apart() -> None:
    addresses = [
        "https://x.vn/a?id=1",
        "https://x.vn/a?id=2",
        "https://x.vn/b?id=1",
        "https://x.vn:81/a?id=1",
        "https://y.vn/a?id=1",
    ]
    assert len({identity(address) for address in addresses}) == len(addresses)


def test_what_stands_in_a_query_without_a_value_is_kept() -> None:
    one, other = "https://x.vn/chi-tiet-tin?/ten-bai/101", "https://x.vn/chi-tiet-tin?/ten-khac/102"
    assert canonical(one) == one and identity(one) != identity(other)
    assert identity("https://x.vn/tin?id=1&trang=") == identity("https://x.vn/tin?id=1")


def test_a_portals_state_in_the_path_is_no_page_of_its_own() -> None:
    assert identity("https://x.vn/wps/portal/tin/!ut/p/z1/04_Sj9CP/") == identity("https://x.vn/wps/portal/tin")


def test_the_key_is_32_hex_and_never_changes() -> None:
    assert article_id("liferay:x.vn:view_content:1") == "2ce68d9918c6f16e4a354c76cd2eed53"


@pytest.mark.parametrize(
    "url",
    [
        "https://x.vn/vi/en/vi/tin",
        "https://x.vn/a/b/a/b/a/b",
        "https://x.vn/tin/tin/tin",
        "https://x.vn/" + "a/" * 20,
        "https://x.vn/?" + "x" * 2100,
        "https://x.vn/lich?month=5&year=2031",
        "https://x.vn/calendar/2031/05",
        "https://x.vn/lich-cong-tac?week=33",
        "https://x.vn/tin;jsessionid=abc",
    ],
)
def test_endless_addresses_are_traps(url: str) -> None:
    assert is_trap(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://x.vn/2023/08/28/bai-moi/",
        "https://x.vn/tin-tuc/tin-tuc/bai-moi-12.html",
        "https://x.vn/vi/tin",
        "https://x.vn/tin?page=30",
        "https://x.vn/su-kien/le-hoi-2023",
        "https://x.vn/tin?ngay=12",
        "https://x.vn/web/guest/tin?_101_cur=12&_101_delta=10&p_p_id=101",
    ],
)
def test_ordinary_addresses_are_none(url: str) -> None:
    assert not is_trap(url)


def test_one_site_is_one_host_and_port() -> None:
    assert same_site("https://www.x.vn/a", "http://x.vn/b")
    assert not same_site("http://127.0.0.1:8001/", "http://127.0.0.1:8002/")
    assert not same_site("", "")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("so.hai-son.gov.vn", "hai-son.gov.vn"),
        ("www.bao.com.vn", "bao.com.vn"),
        ("a.b.vn", "b.vn"),
        ("127.0.0.1:80", "127.0.0.1"),
    ],
)
def test_the_registered_name(host: str, name: str) -> None:
    assert registrable(host) == name


@given(st.text(max_size=60), st.sampled_from(["", "https://x.vn/a/b?c=1"]))
def test_canonical_is_settled_after_one_pass(text: str, base: str) -> None:
    once = canonical(text, base or None)
    assert once == "" or canonical(once) == once
    assert isinstance(is_trap(once), bool)
