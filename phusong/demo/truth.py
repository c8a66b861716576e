"""What is true about the invented province, written by its authors: the measure for every stage that reads it.

The areas say what the author meant. They are written for this project and never show accuracy on real news.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from domain.article import Level
from domain.dated import VIETNAM, Precision, week_of
from domain.verdict import Verdict


@dataclass(frozen=True)
class FileTruth:
    """A document behind an article. `text` is empty for a scanned page."""

    name: str
    path: str
    text: str


@dataclass(frozen=True)
class ArticleTruth:
    """One publication. `moment` is when it came out; `published` is what the site shows of that."""

    id: str
    site: str
    unit: str  # publisher
    title: str
    lead: str
    body: str  # paragraphs separated by a newline
    moment: datetime  # aware, Vietnam time
    published: datetime | date | None  # None: the site shows no date anywhere
    precision: Precision | None
    sections: tuple[str, ...]
    areas: Mapping[str, Level]
    actors: tuple[str, ...]
    mentioned: tuple[str, ...]
    format: str  # news | feature | guide | notice | video
    polarity: str | None = None  # praise | criticism
    kind: str = "original"  # original | copy | excerpt
    original: str | None = None  # id of the article that it repeats
    share: float = 0.0  # part of its own text that comes from the original
    appears: str = "first"  # the stage in which a listing shows it for the first time
    traits: tuple[str, ...] = ()  # backdated | undated | changed | gone | pdf | short | unlisted_date | month_first …
    author: str = ""
    files: tuple[FileTruth, ...] = ()
    canonical: str = ""  # absolute
    addresses: tuple[str, ...] = ()  # absolute, every address under which the site serves it

    @property
    def text(self) -> str:
        """Title, lead and body, as one text."""
        return "\n".join(part for part in (self.title, self.lead, self.body) if part)

    @property
    def counted(self) -> tuple[str, ...]:
        """The areas that coverage counts."""
        return tuple(area for area, level in self.areas.items() if level is not Level.MENTION)


@dataclass(frozen=True)
class VerdictTruth:
    """What the audit must say about a site (`section` None) or one of its sections, at one stage."""

    site: str
    unit: str
    section: str | None
    verdict: Verdict
    newest: date | None  # newest dated item that the site shows
    why: str  # one sentence in Vietnamese
    accepted: tuple[Verdict, ...] = ()  # more than one only on the edge of a limit and for a dead feed

    def allows(self, verdict: Verdict) -> bool:
        """Whether an audit that says this is right."""
        return verdict in (self.accepted or (self.verdict,))


@dataclass(frozen=True)
class Truth:
    """Everything known about one stage of the province."""

    stage: str
    now: datetime
    articles: tuple[ArticleTruth, ...]
    verdicts: tuple[VerdictTruth, ...]
    base: Mapping[str, str] = field(default_factory=dict)  # site id -> http://127.0.0.1:port/

    def of_site(self, site: str) -> tuple[ArticleTruth, ...]:
        """The articles of one site, newest first."""
        mine = (article for article in self.articles if article.site == site)
        return tuple(sorted(mine, key=lambda article: article.moment, reverse=True))

    def verdict(self, site: str, section: str | None = None) -> VerdictTruth:
        """The expected verdict. Raises KeyError."""
        for truth in self.verdicts:
            if (truth.site, truth.section) == (site, section):
                return truth
        raise KeyError((site, section))

    def counts(self) -> Counter[tuple[str, str, str]]:
        """Articles by (publisher, area, ISO week); undated ones stand under the week `undated`."""
        tally: Counter[tuple[str, str, str]] = Counter()
        for article in self.articles:
            week = week_of(day_shown(article.published)) if article.published else "undated"
            tally.update((article.unit, area, week) for area in article.counted)
        return tally

    def as_json(self) -> dict[str, Any]:
        """The form that `write` stores."""
        plain = {"stage": self.stage, "now": self.now.isoformat(), "base": dict(self.base)}
        articles = [_plain(asdict(article)) for article in self.articles]
        return {**plain, "articles": articles, "verdicts": [_plain(asdict(one)) for one in self.verdicts]}

    def write(self, file: Path) -> None:
        """The truth as one JSON file."""
        file.write_text(json.dumps(self.as_json(), ensure_ascii=False, indent=1), "utf-8")


def day_shown(published: datetime | date) -> date:
    """The Vietnam day of a publication date."""
    return published.astimezone(VIETNAM).date() if isinstance(published, datetime) else published


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
