"""Who may import whom, and where each framework lives."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

MAY = {
    "domain": set(),
    "store": {"domain"},
    "crawlers": {"domain", "store"},
    "nlp": {"domain"},
    "index": {"domain", "store"},
    "audit": {"domain", "store", "index"},
    "reports": {"domain", "store", "index", "audit"},
    "flows": {"domain", "store", "crawlers", "nlp", "index", "audit", "reports"},
    "phusong": {"domain", "store", "crawlers", "nlp", "index", "audit", "reports", "flows"},
}
HOMES = {
    "scrapy": ("crawlers",), "feedparser": ("crawlers",), "trafilatura": ("crawlers",), "spacy": ("nlp",),
    "warcio": ("store",), "alembic": ("store",), "sqlalchemy": ("store", "index"), "click": ("phusong",),
    "elasticsearch": ("index",), "elastic_transport": ("index",), "psycopg": ("store",),
    "prefect": ("flows",), "prometheus_client": ("flows",),
}


def modules() -> list[Path]:
    return [path for package in MAY for path in sorted((ROOT / package).rglob("*.py"))]


def statements(of: ast.AST) -> Iterator[ast.AST]:
    """Every statement, however deep; no expression holds an import."""
    for part in ("body", "orelse", "finalbody", "handlers", "cases"):
        for one in getattr(of, part, ()):
            yield one
            yield from statements(one)


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in statements(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    names = imported(path)
    assert not (names & set(MAY)) - MAY[package] - {package}
    assert not [name for name, homes in HOMES.items() if name in names and package not in homes]


def test_every_package_comes_from_this_checkout() -> None:
    for package in MAY:
        module = __import__(package)
        assert Path(module.__file__ or "").is_relative_to(ROOT)
