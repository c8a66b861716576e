"""An invented province's desk: three units, three areas, two weeks of articles."""

from datetime import UTC, date, datetime

from audit.completeness import Completeness, Period
from domain.plan import Area, Obligation, Plan
from domain.source import Section, Source
from domain.unit import Name, Registry, Unit
from tests.reports.shelf import Piece, Shelf

PERIOD = Period(date(2023, 8, 14), date(2023, 8, 27))
NOW = datetime(2023, 8, 28, 1, 0, tzinfo=UTC)


def unit(name: str, kind: str, role: str, title: str) -> Unit:
    """A unit with one official name."""
    return Unit(name, kind, "province", role, (Name(title, name, "official"),), short=title)


REGISTRY = Registry({one.id: one for one in (
    unit("bao-tinh", "bao", "press", "Báo Tỉnh"), unit("so-a", "so", "obligated", "Sở A"),
    unit("so-b", "so", "obligated", "Sở B"), unit("huyen-c", "ubnd-huyen", "obligated", "UBND huyện C"),
)}, version="dm-1")
PLAN = Plan(
    "ke-hoach", "Kế hoạch mẫu", date(2023, 1, 1), "so-a",
    tuple(Area(f"A0{n}", f"Nội dung {n}", f"Nội dung thứ {n} của kế hoạch", "", "") for n in (1, 2, 3)),
    (Obligation("O01", ("role:obligated",), "các sở, huyện", "Đăng tin, bài", "C", "III.1", "", areas=("A01", "A02")),
     Obligation("O02", ("role:obligated",), "các sở, huyện", "Cập nhật", "F", "III.2", ""),
     Obligation("O03", ("role:obligated",), "các sở, huyện", "Tiếp công dân", "E", "III.3", "")),
    short="Kế hoạch mẫu", version="kh-1",
)
SOURCES = tuple(
    Source(id=f"nguon-{name}", title=title, unit=name, url=f"https://{name}.example/",
           sections=(Section(id="tin", name="Tin tức", url="/tin"),))
    for name, title in (("bao-tinh", "Báo Tỉnh điện tử"), ("so-a", "Trang Sở A"), ("so-b", "Trang Sở B"))
)
CHECKS = (
    Completeness("nguon-bao-tinh", "bao-tinh", 10, 10, date(2023, 8, 25), date(2022, 1, 1), True, PERIOD),
    Completeness("nguon-so-a", "so-a", 10, 7, date(2023, 8, 24), date(2022, 1, 1), True, PERIOD, {"timeout": 3}),
    Completeness("nguon-so-b", "so-b", 10, 0, None, None, False, PERIOD, {"forbidden": 10}),
)


def shelf() -> Shelf:
    """Six articles of the period, one before it, two undated; of two a person should look at an area."""
    return Shelf([
        Piece("a1", "bao-tinh", date(2023, 8, 15), ("A01", "A02"), "bao", actors=("so-a",), review=("A02",)),
        Piece("a2", "bao-tinh", date(2023, 8, 22), ("A01",), "bao", actors=("so-a", "so-b")),
        Piece("a3", "so-a", date(2023, 8, 22), ("A01",), original="a2"),
        Piece("a4", "so-a", date(2023, 8, 16), (), mentioned=("A03",)),
        Piece("a5", "la", date(2023, 8, 17), ("A02",), "", review=("A02",)),
        Piece("a6", "bao-tinh", date(2023, 8, 27), (), "bao"),
        Piece("b1", "so-a", date(2023, 8, 11), ("A02",)),
        Piece("u1", "so-a", None, ("A01",)),
        Piece("u2", "so-a", None),
    ])
