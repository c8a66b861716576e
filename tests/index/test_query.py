"""The grammar of the search box."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import QueryError
from index.names import Names
from index.query import MOST_WORDS, parse
from index.tree import All, Any, Days, Label, Node, Not, Words, folded, leaves
from tests.index import made

NAMES = Names(made.registry(), made.plan())


def shape(node: Node) -> object:
    """A tree as nested tuples that read like the query."""
    match node:
        case Words():
            text = " ".join(form.removeprefix("_") for form in node.forms) + ("*" if node.prefix else "")
            return f"tieu-de:{text}" if node.title else text
        case Label():
            return (node.kind, *node.values)
        case Days():
            return ("days", node.since, node.until)
        case Not():
            return ("not", shape(node.part))
        case All() | Any():
            return ("all" if isinstance(node, All) else "any", *map(shape, node.parts))


AUGUST = ("days", date(2023, 8, 1), date(2023, 8, 31))


@pytest.mark.parametrize(("query", "expected"), [
    ("", ("all",)), ("   ", ("all",)),
    ("cải cách", ("all", "cải", "cách")), ('"cải cách"', "cải cách"), ("“cải cách”", "cải cách"),
    ("cải-cách", "cải cách"), ("1732/QĐ-UBND", "1732 qđ ubnd"), ("TP.HCM", "tp hcm"), ("8:30", "8 30"),
    ("a | b", ("any", "a", "b")), ("a OR b", ("any", "a", "b")), ("a HOẶC b", ("any", "a", "b")),
    ("a||b", ("any", "a", "b")),
    ("a b OR c", ("any", ("all", "a", "b"), "c")), ("a (b OR c)", ("all", "a", ("any", "b", "c"))),
    ("a -b", ("all", "a", ("not", "b"))), ("a KHÔNG b", ("all", "a", ("not", "b"))),
    ("a NOT b", ("all", "a", ("not", "b"))),
    ("a −b", ("all", "a", ("not", "b"))), ('a -"b c"', ("all", "a", ("not", "b c"))),
    ("a -(b | c)", ("all", "a", ("not", ("any", "b", "c")))), ("-a", ("not", "a")),
    ("a AND b", ("all", "a", "b")), ("a VÀ b", ("all", "a", "b")), ("a và b", ("all", "a", "và", "b")),
    ("a or b", ("all", "a", "or", "b")), ("a không b", ("all", "a", "không", "b")), ("hoặc", "hoặc"),
    ("Bà Rịa - Vũng Tàu", ("all", "bà", "rịa", "vũng", "tàu")),
    ("Bà Rịa – Vũng Tàu", ("all", "bà", "rịa", "vũng", "tàu")),
    ("CHẬM HOẶC KHÔNG CẬP NHẬT", ("all", "chậm", "hoặc", "không", "cập", "nhật")),
    ("PCI HOẶC XYZ", ("any", ("any", "pci", "chỉ số năng lực cạnh tranh", "năng lực cạnh tranh cấp tỉnh"), "xyz")),
    ("chuyển*", "chuyển*"), ('"cải cá*"', "cải cá*"), ('"cải cá"*', "cải cá*"), ("cải-cá*", "cải cá*"),
    ("cchc", ("any", "cchc", "cải cách hành chính")), ("UBND", ("any", "ubnd", "ủy ban nhân dân")),
    ('"UBND"', "ubnd"), ("UBND*", "ubnd*"), ("hdnd", ("any", "hdnd", "hội đồng nhân dân")),
    ("tieu-de:papis", "tieu-de:papis"), ('tiêu-đề:"cải cách"', "tieu-de:cải cách"), ("tieude:x", "tieu-de:x"),
    ("don-vi:so-x", ("unit", "so-x")), ('đơn-vị:"Sở Xây cầu"', ("unit", "so-x")), ("don-vi: so-y", ("unit", "so-y")),
    ("noi-dung:A05,A08", ("area", "A05", "A08")), ("noi-dung:2;3", ("area", "A05", "A08")),
    ('don-vi:"Sở Xây cầu","so-y" a', ("all", ("unit", "so-x", "so-y"), "a")),
    ("don-vi:so-x,so-y -noi-dung:A05", ("all", ("unit", "so-x", "so-y"), ("not", ("area", "A05")))),
    ("noi-dung:A05, papis", ("all", ("area", "A05"), "papis")),
    ("donvi:so-y,", ("unit", "so-y")), ("noi-dung:A05", ("area", "A05")), ("noi-dung:02", ("area", "A05")),
    ('noi-dung:"chuyển đổi số"', ("area", "A05")), ('noi-dung:"thủ tục hành chính"', ("area", "A08")),
    ("nguon:Trang-X", ("source", "trang-x")), ("loai:báo", ("kind", "bao")),
    ('loai:"UBND cấp huyện"', ("kind", "ubnd-huyen")),
    ('the-loai:"Phóng sự"', ("format", "phong_su")), ("goc:có", ("original", "yes")), ("gốc:không", ("original", "no")),
    ("tu:01/08/2023", ("days", date(2023, 8, 1), None)), ("den:2023-08-31", ("days", None, date(2023, 8, 31))),
    ("ngay:1/8/2023", ("days", date(2023, 8, 1), date(2023, 8, 1))), ("từ:2/2024", ("days", date(2024, 2, 1), None)),
    ("den:02/2024", ("days", None, date(2024, 2, 29))), ("ngay:2023", ("days", date(2023, 1, 1), date(2023, 12, 31))),
    ("từ 01/08/2023 đến ngày 31/8/2023, papis", ("all", ("days", date(2023, 8, 1), None),
                                                 ("days", None, date(2023, 8, 31)), "papis")),
    ("Từ 01/08/2023 tăng", ("all", "từ", "01 08 2023", "tăng")), ("ngay:tháng 8/2023", AUGUST),
    ("ngày: tháng 8 năm 2023 họp", ("all", AUGUST, "họp")),
    ("don-vi:Sở Yên bình", ("unit", "so-y")), ("đơn vị: sở yên bình họp", ("all", ("unit", "so-y"), "họp")),
    ("đơn vị:so-y, bình", ("all", ("unit", "so-y"), "bình")),
    ("loại:huyện họp", ("all", ("kind", "ubnd-huyen"), "họp")),
    ("nội dung: chuyển đổi số họp", ("all", ("area", "A05"), "họp")), ("thể loại:phóng sự", ("format", "phong_su")),
    ("goc:đăng lại", ("original", "no")), ("tiêu đề:papis", "tieu-de:papis"),
    ("chức vị: a", ("all", "chức", "vị", "a")),
    ("a;b,c 3,5", ("all", "a", "b", "c", "3 5")), ("‘cải cách’", "cải cách"), ('"" a', "a"),
    ('"""cải cách"""', "cải cách"), ("C¶i c¸ch hµnh chÝnh", ("all", "cải", "cách", "hành", "chính")),
    ("https://a.vn/b", "https a vn b"), ("Lưu ý: họp", ("all", "lưu", "ý", "họp")), ("a ... b", ("all", "a", "b")),
])
def test_what_is_typed_is_understood(query: str, expected: object) -> None:
    assert shape(parse(query, NAMES)) == expected


@pytest.mark.parametrize(("query", "position", "words"), [
    ('a "b', 2, "ngoặc kép"), ("(a", 0, "ngoặc đóng"), ("a)", 1, "Thừa"), ("a ()", 2, "Trong ngoặc"),
    ("a OR", 2, "hai bên"), ("| a", 0, "hai bên"), ("a OR OR b", 2, "hai bên"), ("a KHÔNG", 2, "loại trừ"),
    ("KHÔNG HOẶC a", 0, "loại trừ"), ("...", 0, "Không có từ"), ('""', 0, "Không có từ"), ("a*b x*", 4, "2 chữ"),
    ("*b", 0, "cuối từ"), ('"cai ca*"', 0, "3 chữ"), ("don-vi:", 0, "giá trị"), ("don-vi:(a)", 0, "giá trị"),
    ("a don-vi:tầm-bậy", 9, "Không có đơn vị"),
    ("noi-dung:A99", 9, "Không rõ nội dung"), ("noi-dung:A05,A99", 13, "Không rõ nội dung"),
    ("tu:31/02/2023", 3, "lịch"), ("tu:hôm-qua", 3, "dd/mm/yyyy"),
    ("goc:nhiều", 4, "goc"), ("don-vj:so-x", 0, "don-vi:"), ("nguon:a/b", 6, "mã nguồn"),
    ("tieu-de:...", 8, "Không có từ"), ("a don-vi:Sở Vũ trụ", 9, "ngoặc kép"), ("the-loai:thơ", 9, "phóng sự"),
    ('"cải * cách"', 0, "chỉ đặt ở cuối"), ("tu:02/08/2023 den:01/08/2023", 18, "hai ngày"), ("‘a", 0, "ngoặc kép"),
    ("(" * 30 + "a" + ")" * 30, 20, "lớp ngoặc"), ("a " * 200, 2 * MOST_WORDS, "quá dài"),
    ("a" * 2000, 1000, "quá dài"),
])
def test_what_is_not_understood_is_said_in_words_with_its_place(query: str, position: int, words: str) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        parse(query, NAMES)
    assert caught.value.position == position


def test_diacritics_make_a_word_or_a_whole_phrase_exact() -> None:
    tree = parse('tham nhũng "tham nhũng" "tham nhung"', NAMES)
    assert [(leaf.text, leaf.exact) for leaf in leaves(tree) if isinstance(leaf, Words)] == [
        ("tham", False), ("nhũng", True), ("tham nhũng", True), ("tham nhung", False)]
    assert not any(leaf.exact for leaf in leaves(folded(tree)) if isinstance(leaf, Words))


def test_leaves_leave_out_what_is_denied() -> None:
    tree = parse("a -(b | don-vi:so-x)", NAMES)
    assert len(list(leaves(tree))) == 1
    assert len(list(leaves(tree, negated=True))) == 3


PIECES = ("cải", "cach", "OR", "HOẶC", "NOT", "KHÔNG", "VÀ", "-", "−", "|", "(", ")", '"', "“", "*", ":", "don-vi:",
          "tu:", "ngay:", "noi-dung:A01", "1732/QĐ", "\u0300", "\0", "İ", "😀", "_", "\ufeff", " ")


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
                 st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)))
def test_any_text_is_either_a_tree_or_a_query_error(text: str) -> None:
    try:
        tree = parse(text, NAMES)
    except QueryError as error:
        assert error.position is not None and 0 <= error.position <= max(len(text), 1000)
        return
    assert all(leaf.forms for leaf in leaves(tree, negated=True) if isinstance(leaf, Words))
