"""Whether the index shows what the ledger has: counts by source and by week, and a sample of articles word for word."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.article import Article, day_of
from domain.dated import Precision, week_of
from flows.house import House
from index.port import Index
from index.questions import Axis, CoverageAnswer, CoverageQuestion, Filters, SearchQuestion

SAMPLE: Final = 25  # articles that are looked for by their own titles
EVERY: Final = 997  # of so many articles one, until the sample is full
WORDS: Final = 6  # of the title


@dataclass(frozen=True)
class Difference:
    """One count that is not the same; `what` is in words."""

    what: str
    ledger: int
    index: int

    def __str__(self) -> str:
        return f"{self.what}: sổ cái {self.ledger}, chỉ mục {self.index}"


@dataclass(frozen=True)
class Compared:
    """How many articles each side has, in how many ways they were compared, and what is not the same."""

    ledger: int
    index: int
    checks: int
    differences: tuple[Difference, ...]


@dataclass
class Expected:
    """What the ledger has, counted in one pass."""

    total: int
    sources: Counter[str]
    weeks: Counter[str]
    sample: list[tuple[str, SearchQuestion]]


def compare(house: House, index: Index) -> Compared:
    """Totals, every source, every week, and the sample."""
    expected, articles = count(house), index.state().articles
    found = [("tổng số bài", expected.total, articles)]
    for axis, there in ((Axis.SOURCE, expected.sources), (Axis.WEEK, expected.weeks)):
        shown = _counts(index.totals(CoverageQuestion((axis,))))
        words = "nguồn" if axis is Axis.SOURCE else "tuần"
        found += [(f"{words} {key}", there[key], shown[key]) for key in sorted({*there, *shown})]
    found += [(f"bài {id} ({question.text})", 1, _seen(index, id, question)) for id, question in expected.sample]
    differences = tuple(Difference(*one) for one in found if one[1] != one[2])
    return Compared(expected.total, articles, len(found), differences)


def count(house: House) -> Expected:
    """The ledger's own counts."""
    found = Expected(0, Counter(), Counter(), [])
    for stored in house.store.ledger.articles():
        article = stored.article
        found.total += 1
        found.sources[article.found.source] += 1
        published = article.text.published if article.text else None
        if published is not None and published.precision is not Precision.MONTH:
            found.weeks[week_of(published.day)] += 1
        if len(found.sample) < SAMPLE and (found.total <= SAMPLE // 2 or found.total % EVERY == 0):
            found.sample += _sampled(article)
    return found


def _sampled(article: Article) -> Iterator[tuple[str, SearchQuestion]]:
    """The article with a question that finds it: the beginning of its title, at its source, on its day."""
    title, day = article.text.title if article.text else "", day_of(article)
    words = " ".join("".join(char if char.isalnum() else " " for char in title).split()[:WORDS])
    exact = article.text and article.text.published and article.text.published.precision is not Precision.MONTH
    filters = Filters(sources=(article.found.source,), since=day, until=day) if exact else Filters(
        sources=(article.found.source,))
    if words:
        yield article.id, SearchQuestion(f'tieu-de:"{words}"', filters)


def _seen(index: Index, id: str, question: SearchQuestion) -> int:
    return sum(1 for hit in index.export(question) if hit.id == id)


def _counts(answer: CoverageAnswer) -> Counter[str]:
    return Counter({cell.key[0]: cell.articles for cell in answer.cells if cell.key[0]})
