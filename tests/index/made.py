"""Articles, units and a plan made by hand for the index's tests."""

import random
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from domain.article import (
    AreaReading,
    Article,
    Found,
    Level,
    Reading,
    Role,
    Text,
    UnitReading,
    Zone,
)
from domain.dated import VIETNAM, Confidence, Dated, Precision
from domain.plan import Area, Plan
from domain.unit import Registry, load_registry
from index.port import Index
from index.questions import SearchQuestion

SEEN = datetime(2023, 9, 1, tzinfo=UTC)
LEVELS = {"P": Level.PRIMARY, "S": Level.SUBSTANTIVE, "M": Level.MENTION}


def ident(number: int) -> str:
    """An article id."""
    return f"{number:032x}"


def titles(index: Index, text: str = "", **asked: Any) -> list[str]:
    """The titles on the first page."""
    return [hit.title for hit in index.search(SearchQuestion(text, **asked)).hits]


def dated(value: date | datetime | str | None) -> Dated | None:
    """A claim of the precision that the value has; `2023-08` is a month."""
    if value is None:
        return None
    if isinstance(value, str):
        return Dated(date.fromisoformat(f"{value}-01"), Precision.MONTH, "visible", Confidence.MEDIUM, value)
    if isinstance(value, datetime):
        return Dated(value.astimezone(VIETNAM), Precision.MINUTE, "meta", Confidence.HIGH, str(value))
    return Dated(value, Precision.DAY, "visible", Confidence.HIGH, str(value))


def article(
    number: int, title: str = "Tin", body: str = "", *, lead: str = "", on: date | datetime | str | None = None,
    areas: str = "", unit: str = "so-x", actors: tuple[str, ...] = (), mentioned: tuple[str, ...] = (),
    source: str = "trang-x", form: str = "tin", revision: int = 1, original: int | None = None,
    sections: tuple[str, ...] = (), origin: str | None = None, seen: datetime = SEEN,
) -> Article:
    """`areas` as in `A01:P A05:M A08:S?`: primary, substantive, mention; with `?` a person should look at it."""
    labels = tuple(
        AreaReading(one[:3], LEVELS[one[4]], 0.9, Zone.REVIEW if one[5:] else Zone.AUTO, ()) for one in areas.split())
    units = tuple(
        UnitReading(one, role)
        for role, some in ((Role.PUBLISHER, (unit,)), (Role.ACTOR, actors), (Role.MENTIONED, mentioned))
        for one in some)
    found = Found(source, f"https://{source}.example/{number}", seen, sections=sections)
    text = Text(title, lead, body, republished_from=origin, published=dated(on))
    return Article(
        ident(number), found, None, text, Reading(labels, units, form, "t1"), revision,
        None if original is None else ident(original))


UNITS_FILE = """
elsewhere: [Đồng Xanh]
units:
  - {id: so-x, name: Sở Xây cầu, kind: so}
  - {id: so-y, name: Sở Yên bình, kind: so, sites: [yen-binh.example]}
  - {id: huyen-z, name: Ủy ban nhân dân huyện Zung, kind: ubnd-huyen, level: district}
  - {id: so-cu, name: Sở Cũ kỹ, kind: so, to: 2023-08-27}
  - {id: so-moi, name: Sở Mới mẻ, kind: so, from: 2023-08-28}
"""


@cache
def registry() -> Registry:
    """Five units; `so-cu` ended on Sunday 27/8/2023 and `so-moi` began the day after."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "units.yml"
        file.write_text(UNITS_FILE, "utf-8")
        return load_registry(file)


def plan() -> Plan:
    """Three areas."""
    areas = (
        Area("A01", "Chỉ đạo", "Chủ trương, văn bản chỉ đạo", "", "II.1"),
        Area("A05", "Chuyển đổi số", "Chuyển đổi số, đô thị thông minh", "", "II.5"),
        Area("A08", "TTHC", "Cải cách thủ tục hành chính", "", "II.8"),
    )
    return Plan("thu", "Kế hoạch thử", date(2023, 8, 22), "so-x", areas, ())


PHRASES = (
    "cải cách hành chính", "cái cách làm", "thủ tục hành chính", "CCHC", "TTHC", "UBND tỉnh", "ủy ban nhân dân",
    "hoà bình", "hòa bình", "thuỷ lợi", "Đường Điện Biên", "đương nhiên", "1732/QĐ-UBND", "26/7/2023", "TP.HCM",
    "cải-cách", "papi", "chuyển đổi số", "chuyển giao", "tham nhũng", "thâm nhập", "doanh nghiệp", "đổi mới", "mã số",
    "má và mà", "ma", "công khai", "cộng đồng", "Bà Rịa - Vũng Tàu", "và", "không", "của", "người dân", "người dân",
    "của", "và",
)
ORIGINS = {"Sở Yên bình": "so-y", "VnExpress": "", "Báo Đồng Xanh": "", "Ban biên tập": None}  # whose names they are
UNITS, AREAS, FORMS = ("so-x", "so-y", "huyen-z"), ("A01", "A05", "A08"), ("tin", "bai", "phong_su")


def some_articles(rng: random.Random, count: int) -> list[Article]:
    """Articles of few different words, so that every query has matches and near misses."""
    return [_some_article(rng, number) for number in range(count)]


def _some_article(rng: random.Random, number: int) -> Article:
    def words(most: int) -> str:
        text = rng.choice((" ", ", ", ". ")).join(rng.choices(PHRASES, k=rng.randint(0, most)))
        return text.upper() if rng.random() < 0.05 else text

    day = date(2023, 7, 24) + timedelta(days=rng.randrange(50))
    minute = datetime(2023, 8, 20, 16, 50, tzinfo=UTC) + timedelta(minutes=rng.randrange(20))
    areas = " ".join(f"{area}:{rng.choice('PSM')}{rng.choice(('', '', '?'))}"
                     for area in rng.sample(AREAS, rng.choice((0, 1, 1, 2, 3))))
    on = rng.choice((day, day, day, minute, None, f"{day:%Y-%m}"))
    return article(
        number, words(3) or "Tin", words(12), lead=words(4), on=on,
        areas=areas, unit=rng.choice(UNITS), actors=tuple(rng.sample(UNITS, rng.choice((0, 0, 1, 2)))),
        mentioned=tuple(rng.sample(UNITS, rng.choice((0, 1)))), source=f"trang-{rng.choice('xyz')}",
        form=rng.choice(FORMS), original=rng.choice((None, None, None, 7)), origin=rng.choice((*ORIGINS, *[None] * 9)),
        sections=tuple(rng.sample(("tin-tuc", "cai-cach"), rng.choice((0, 1, 2)))),
        seen=datetime(day.year, day.month, day.day, number * 5 % 24, tzinfo=UTC) + timedelta(days=number * 7 % 20))
