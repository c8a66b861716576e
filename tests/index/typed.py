"""What people might type and tick, made from the words of a corpus: seeded, so that every store is asked the same."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.article import Article
from index.questions import Filters
from tests.index import naive

SHORT = ("CCHC", "cchc", "TTHC", "tthc", "UBND", "ubnd", "DVC", "CNTT", "HĐND", "PCTN", "PAPI")
ABSENT = ("chưa từng", "qwerty", "cải cach", "thủ tục hạnh chính", "99/QĐ-TTg", "Ðổi mới", "cả|i")
BROKEN = ('"cải', "(cải", "cải)", "cải HOẶC", "*cải", "don-vi:tầm-bậy", "tu:31/02/2023", "a*", "- (", "KHÔNG")
EITHER, BOTH, WITHOUT = ("HOẶC", "OR", "|"), ("", "", "AND", "VÀ"), ("KHÔNG", "NOT", "-")
KIND_NAMES = {"so": "sở", "ubnd-huyen": "huyện"}


@dataclass(frozen=True)
class Vocabulary:
    """What stands in the articles of a corpus: every query and filter value is drawn from here."""

    texts: tuple[tuple[str, ...], ...]  # the words of each field, as written
    titles: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    units: tuple[str, ...]
    areas: tuple[str, ...]
    formats: tuple[str, ...]
    first: date
    days: int

    def piece(self, rng: random.Random, most: int = 4, titles: bool = False) -> list[str]:
        """A few words as they follow each other in some text."""
        words = rng.choice(self.titles if titles else self.texts)
        at = rng.randrange(len(words))
        return list(words[at : at + rng.randint(1, most)])

    def day(self, rng: random.Random) -> date:
        """A day in or just outside of the corpus's time."""
        return self.first + timedelta(days=rng.randrange(-3, self.days + 3))


def vocabulary(corpus: Sequence[Article]) -> Vocabulary:
    """The words, labels and days of a corpus; every article is read and has a publisher."""
    texts: list[tuple[str, ...]] = []
    titles: list[tuple[str, ...]] = []
    labels: dict[str, set[str]] = {"source": set(), "unit": set(), "area": set(), "format": set()}
    days: set[date] = set()
    for one in corpus:
        assert one.text and one.reading
        titles.append(tuple(one.text.title.split()))
        texts += [tuple(field.split()) for field in (one.text.title, one.text.lead, one.text.body)]
        labels["source"].add(one.found.source)
        labels["unit"] |= {unit.unit for unit in one.reading.units}
        labels["area"] |= {area.area for area in one.reading.areas}
        labels["format"].add(one.reading.format)
        days |= set(naive.span(one) or ())
    known = {name: tuple(sorted(values)) for name, values in labels.items()}
    return Vocabulary(
        tuple(filter(None, texts)), tuple(filter(None, titles)), known["source"], known["unit"], known["area"],
        known["format"], min(days), (max(days) - min(days)).days + 1)


def some_filters(rng: random.Random, words: Vocabulary, most: int = 3) -> Filters:
    """None, one or a few of the filters."""
    day = words.day(rng)
    every: dict[str, Any] = {
        "sources": some(rng, words.sources), "kinds": (rng.choice(sorted(KIND_NAMES)),),
        "units": some(rng, words.units), "areas": some(rng, words.areas), "formats": some(rng, words.formats),
        "since": day, "until": day + timedelta(days=rng.choice((0, 6, 13, 30))), "original": rng.random() < 0.6,
        "dated": rng.random() < 0.7, "mentions": True, "every_area": True,
    }
    if rng.random() < 0.2:  # whole weeks, which the ready-made cells of a store may answer
        every["since"] = day - timedelta(days=day.weekday())
        every["until"] = every["since"] + timedelta(days=rng.choice((6, 20)))
    count = rng.choice((0, 0, *range(1, most + 1)))
    return Filters(**{name: every[name] for name in rng.sample(sorted(every), count)})


def some(rng: random.Random, values: Sequence[str]) -> tuple[str, ...]:
    """One or two of them."""
    return tuple(rng.sample(values, min(len(values), rng.choice((1, 1, 2)))))


def some_query(rng: random.Random, words: Vocabulary, depth: int = 0) -> str:
    """A query of the grammar; one in forty is none."""
    if depth == 0 and rng.random() < 0.05:
        return rng.choice(("", " ", *BROKEN))
    if depth < 3 and rng.random() < (0.35 if depth else 0.4):
        left, right = some_query(rng, words, depth + 1), some_query(rng, words, depth + 1)
        kind = rng.randrange(3)
        if kind == 0:
            return f"({left} {rng.choice(EITHER)} {right})"
        if kind == 1:
            return f"{left} {rng.choice(BOTH)} {right}"
        operator = rng.choice(WITHOUT)
        return f"{left} {operator}{'' if operator == '-' else ' '}({right})"
    return _leaf(rng, words)


def _leaf(rng: random.Random, words: Vocabulary) -> str:
    kind = rng.choice(("word", "word", "words", "phrase", "phrase", "prefix", "prefixed", "short", "field", "title",
                       "absent", "swapped"))
    if kind == "field":
        return _field(rng, words)
    if kind in ("short", "absent"):
        return rng.choice(SHORT if kind == "short" else ABSENT)
    piece = _spelt(rng, words.piece(rng, 1 if kind in ("word", "prefix") else 4, kind == "title"))
    if kind == "swapped":
        piece.reverse()
    text = " ".join(piece)
    if kind in ("phrase", "swapped"):
        return rng.choice(('"{}"', "“{}”", "«{}»")).format(text)
    if kind == "title":
        return f'tieu-de:"{text}"'
    if kind == "prefixed":
        return _prefixed(rng, text)
    return _begun(rng, text) if kind == "prefix" else text


def _spelt(rng: random.Random, piece: list[str]) -> list[str]:
    """As written, without diacritics, in capitals, or only partly one of these."""
    piece = [word.strip('"()') or "và" for word in piece]
    ways = rng.choice(((0,), (0,), (1,), (1,), (2,), (0, 1)))
    spellings = (str, lambda word: naive.bare(word.lower()), str.upper)
    return [spellings[rng.choice(ways)](word) for word in piece]


def _begun(rng: random.Random, text: str) -> str:
    word = max(naive.words(text), key=len, default="ca")
    return f"{word[: max(2, len(word) - rng.choice((1, 1, 2)))]}*"


def _prefixed(rng: random.Random, text: str) -> str:
    *before, last = naive.words(text) or ["cải"]
    return f'"{" ".join((*before, last[: max(1, len(last) - 1)]))}*"'


def _field(rng: random.Random, words: Vocabulary) -> str:
    day = words.day(rng)
    written = rng.choice((f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%Y-%m-%d}", f"{day:%m/%Y}"))
    return rng.choice((
        f"don-vi:{rng.choice(words.units)}", f"đơn-vị:{rng.choice(words.units)}",
        f"noi-dung:{rng.choice(words.areas)}", f"noi-dung:{rng.choice(words.areas).lower()}",
        f"nguon:{rng.choice(words.sources)}", f"loai:{rng.choice(sorted(KIND_NAMES.values()))}",
        f"the-loai:{rng.choice(words.formats)}", f"goc:{rng.choice(('có', 'không'))}", f"tu:{written}",
        f"den:{written}", f"ngay:{written}",
    ))
