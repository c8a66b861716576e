"""A source: one small YAML file a site. What people type is validated here; what is normal stands in `expect`."""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urljoin, urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from domain.errors import DataError, UnknownName
from domain.yamlfile import load_model

PLATFORMS = ("liferay", "item", "mvc", "yyyymm", "feed", "sitemap", "listing")
Platform = Literal["liferay", "item", "mvc", "yyyymm", "feed", "sitemap", "listing"]
SUFFIXES = (".yml", ".yaml")
Basis = Literal["law", "repealed_law", "internal_rule", "proposal"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expect(_Strict):
    """What is normal for a site or a section. Days are working days unless `days: calendar`."""

    late: Annotated[int, Field(ge=1, description="late after this many days without a new item")] = 7
    silent: Annotated[int, Field(ge=1)] = 30
    days: Literal["working", "calendar"] = "working"
    basis: Basis = "proposal"
    rule: str = "đề xuất của hệ thống, chưa có quy định bắt buộc"
    items: tuple[int, int] | None = None  # usual number of new items a week: a crawl health check, not a duty

    @model_validator(mode="after")
    def _ordered(self) -> "Expect":
        if self.silent < self.late:
            raise ValueError("silent phải lớn hơn hoặc bằng late")
        return self


class Section(_Strict):
    """A column of the site that is read and judged by itself."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    name: str
    url: str  # absolute, or relative to the source's url
    platform: Platform | None = None  # where it differs from the site's (a feed, say)
    expect: Expect | None = None  # where it differs from the site's
    archive: bool = False  # closed on purpose: read, never judged


class Profile(_Strict):
    """CSS selectors (or XPath when it starts with `/` or `./`) for what the family's own rules get wrong."""

    item: str | None = None  # one entry of a listing
    title: str | None = None
    lead: str | None = None
    body: str | None = None
    published: str | None = None
    byline: str | None = None
    drop: tuple[str, ...] = ()


class Source(_Strict):
    """One site of one unit. `id` is the file's name."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: str
    unit: str  # who answers for this site (units.yml)
    url: str
    platform: Platform = "listing"
    sections: tuple[Section, ...] = ()
    expect: Expect = Expect()
    extract: Profile = Profile()
    article: str | None = None  # regular expression that an article's path and query must match
    skip: tuple[str, ...] = ()  # regular expressions of addresses never asked
    history: Literal["all", "window"] = "all"  # how far back the first crawl goes
    delay: Annotated[float, Field(ge=1, le=600)] | None = None  # seconds a host, where it wants more than ours
    verified: bool = False  # a person has compared the saved pages with what we read
    origin: str = ""  # where the address came from
    notes: str = ""

    @field_validator("url")
    @classmethod
    def _web(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("cần một địa chỉ http:// hoặc https://")
        return value if parts.path else parts._replace(path="/").geturl()

    @field_validator("article")
    @classmethod
    def _regex(cls, value: str | None) -> str | None:
        if value is not None:
            _compiles(value)
        return value

    @field_validator("skip")
    @classmethod
    def _regexes(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            _compiles(one)
        return value

    @model_validator(mode="after")
    def _section_ids(self) -> "Source":
        ids = [section.id for section in self.sections]
        if len(ids) != len(set(ids)):
            raise ValueError("hai chuyên mục trùng id")
        return self

    @property
    def host(self) -> str:
        """Host and port, lower case: what politeness counts by."""
        return urlsplit(self.url).netloc.lower()

    def section_url(self, section: Section) -> str:
        """The section's absolute address."""
        return urljoin(self.url, section.url)

    def expect_of(self, section: Section | None) -> Expect:
        """What is normal for one section, or for the site."""
        return section.expect if section and section.expect else self.expect


def _compiles(pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"biểu thức chính quy sai: {error}") from error


def load_source(file: Path) -> Source:
    """One source file. Raises DataError (file, line, field, what was expected)."""
    return load_model(file, Source, extra={"id": file.stem})


def load_sources(place: Path) -> dict[str, Source]:
    """Every `*.yml` or `*.yaml` in a folder, or one file; by id, in the order of names. Raises DataError."""
    files = sorted(one for one in place.iterdir() if one.suffix in SUFFIXES) if place.is_dir() else [place]
    sources: dict[str, Source] = {}
    for file in files:
        if file.stem in sources:
            raise DataError(file, "-", f"đã có một tệp khác cho nguồn “{file.stem}”")
        sources[file.stem] = load_source(file)
    return sources


def pick(sources: dict[str, Source], ids: tuple[str, ...]) -> list[Source]:
    """The named sources, or all. Raises UnknownName with the nearest known ids."""
    missing = [name for name in ids if name not in sources]
    if missing:
        near = get_close_matches(missing[0], sources, n=8, cutoff=0.4) or list(sources)[:8]
        known = f"Gần giống: {', '.join(near)}; tất cả: phusong source list" if near else "Chưa có nguồn nào"
        raise UnknownName(f"Không có nguồn “{missing[0]}”. {known}")
    return [sources[name] for name in ids] if ids else list(sources.values())
