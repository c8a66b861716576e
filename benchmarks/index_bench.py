"""How fast the embedded index writes and answers, on documents made by this script.

    python benchmarks/index_bench.py --size 10000

Prints a Markdown table. The texts are syllables drawn by a Zipf law from made-up words: no real page is needed, and
the frequencies are close to those of the press (460 syllables an article, 270 of them different).
"""

import argparse
import itertools
import random
import resource
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.machine import as_installed
from domain.article import AreaReading, Article, Found, Level, Reading, Role, Text, UnitReading, Zone
from domain.dated import Confidence, Dated, Precision
from domain.plan import Area, Plan
from domain.textnorm import fold
from domain.unit import Name, Registry, Unit
from index import open_index
from index.port import Index
from index.questions import Axis, CoverageQuestion, Filters, SearchQuestion, Sort
from store import open_store

ONSETS = "b c ch d đ g h kh l m n ng nh p ph qu r s t th tr v x"
RHYMES = """
    a ac ai am an ang anh ao at au ay ăc ăn ăng ân âng ât âu ây e em en eo ê ên ênh êt êu i ia iên iêt im in inh it o
    oa oan oi on ong ô ôc ôi ôn ông ôt ơ ơi ơn u ua uc ui um un ung ư ưa ưng ươc ươi ương uôc uôn
"""
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
WORDS, LAW = 45_000, 1.05  # a vocabulary like that of the measured corpus, Zipf–Mandelbrot
UNITS, AREAS, DAYS = 62, 12, 730
FIRST = date(2022, 1, 3)
KINDS = ("so", "ubnd-huyen", "bao", "dai", "cong")


class Writer:
    """Makes articles; the same seed gives the same ones."""

    def __init__(self, seed: int = 7) -> None:
        rng = self.rng = random.Random(seed)
        syllables = [_syllable(*parts) for parts in itertools.product(ONSETS.split(), RHYMES.split(), TONES)]
        rng.shuffle(syllables)
        law = list(itertools.accumulate(1 / (n + 20) for n in range(len(syllables))))
        lengths = rng.choices((1, 2, 3, 4), (25, 60, 10, 5), k=WORDS)
        self.words = [" ".join(rng.choices(syllables, cum_weights=law, k=length)) for length in lengths]
        self.law = list(itertools.accumulate(1 / (n + 2.7) ** LAW for n in range(WORDS)))

    def text(self, words: int) -> str:
        """So many words of one to four syllables."""
        return " ".join(self.rng.choices(self.words, cum_weights=self.law, k=words))

    def articles(self, size: int) -> Iterator[Article]:
        """`size` articles in the order of their days; two in a hundred have no date."""
        for number in range(size):
            day = FIRST + timedelta(days=number * DAYS // size)
            yield self._article(number, None if self.rng.random() < 0.02 else day)

    def _article(self, number: int, day: date | None) -> Article:
        rng = self.rng
        unit = f"don-vi-{rng.randrange(UNITS)}"
        dated = Dated(day, Precision.DAY, "meta", Confidence.HIGH, f"{day}") if day else None
        areas = rng.sample(range(1, AREAS + 1), rng.choices((0, 1, 2, 3, 4), (40, 30, 15, 10, 5))[0])
        levels = rng.choices((Level.PRIMARY, Level.SUBSTANTIVE, Level.MENTION), (5, 3, 2), k=len(areas))
        labels = tuple(
            AreaReading(f"A{area:02d}", level, 0.8, Zone.AUTO, ()) for area, level in zip(areas, levels, strict=True))
        units = (UnitReading(unit, Role.PUBLISHER), UnitReading(f"don-vi-{rng.randrange(UNITS)}", Role.ACTOR))
        body = self.text(max(40, round(rng.gauss(220, 75))))
        found = Found(f"nguon-{unit}", f"https://{unit}.example/{number}", datetime(2024, 1, 9, tzinfo=UTC))
        text = Text(self.text(7).capitalize(), self.text(18), body, published=dated)
        original = f"{number - 1:032x}" if rng.random() < 0.2 and number else None
        return Article(f"{number:032x}", found, None, text, Reading(labels, units, "tin", "bench"), 1, original)


def _syllable(onset: str, rhyme: str, tone: str) -> str:
    at = next(i for i, char in enumerate(rhyme) if char in "aăâeêioôơuưy")
    return unicodedata.normalize("NFC", onset + rhyme[: at + 1] + tone + rhyme[at + 1 :])


def questions(writer: Writer, count: int, seed: int = 5) -> dict[str, list[SearchQuestion]]:
    """So many questions of each kind, from words as frequent as the kind says."""
    rng = random.Random(seed)
    common, middle, rare = writer.words[:40], writer.words[300:900], writer.words[9000:12000]
    long = [word for word in common if len(word.split()[0]) >= 3]
    days = Filters(since=FIRST + timedelta(days=300), until=FIRST + timedelta(days=390), units=("don-vi-1", "don-vi-2"))
    makers: dict[str, Callable[[], str]] = {
        "rare word": lambda: rng.choice(rare).split()[0],
        "middle word": lambda: rng.choice(middle).split()[0],
        "common word": lambda: rng.choice(common).split()[0],
        "common word without diacritics": lambda: fold(rng.choice(common).split()[0]),
        "three words": lambda: " ".join(rng.choice(middle) for _ in range(2)),
        "phrase": lambda: f'"{rng.choice(middle)} {rng.choice(common)}"',
        "phrase without diacritics": lambda: fold(f'"{rng.choice(common)} {rng.choice(common)}"'),
        "either, without": lambda: f"{rng.choice(common)} | {rng.choice(middle)} -{rng.choice(middle).split()[0]}",
        "prefix of two letters": lambda: f"{fold(rng.choice(common))[:2]}*",
        "prefix of three letters": lambda: f"{fold(rng.choice(common + middle))[:3]}*".replace(" ", "a"),
        "phrase ending in a prefix": lambda: fold(f'"{rng.choice(common)} {rng.choice(long)[:3]}*"'),
        "field in the text": lambda: f"noi-dung:{rng.randint(1, AREAS)} {rng.choice(common)}",
        "either word or area": lambda: f"noi-dung:{rng.randint(1, AREAS)} | ({rng.choice(middle)} tu:01/06/2023)",
    }
    made = {kind: [SearchQuestion(maker()) for _ in range(count)] for kind, maker in makers.items()}
    made["two units, three months, word"] = [SearchQuestion(rng.choice(middle), days) for _ in range(count)]
    made["everything, newest"] = [SearchQuestion("")] * 5
    for kind in ("rare word", "middle word", "common word", "phrase"):
        made[f"{kind}, by relevance"] = [
            SearchQuestion(makers[kind](), sort=Sort.RELEVANCE) for _ in range(count)]
    return made


def timed(work: list[Callable[[], object]]) -> str:
    """p50 and p95 in milliseconds, of the clock and of the processor, as four cells of the table."""
    clock, processor = [], []
    for one in work:
        started, used = time.perf_counter(), time.process_time()
        one()
        clock.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - used) * 1000)
    ranks = len(work) // 2, min(len(work) - 1, int(len(work) * 0.95))
    return " | ".join(f"{sorted(took)[rank]:.1f}" for took in (clock, processor) for rank in ranks)


def counts(index: Index, writer: Writer) -> dict[str, list[Callable[[], object]]]:
    """Everything that counts."""
    until = FIRST + timedelta(days=DAYS - 1)
    quarter = Filters(since=until - timedelta(days=90), until=until)
    week = Filters(since=until - timedelta(days=6), until=until)
    matrix = (Axis.UNIT, Axis.AREA, Axis.WEEK)
    either = (Role.PUBLISHER, Role.ACTOR)
    axes = (Axis.UNIT, Axis.KIND, Axis.WEEK, Axis.AREA)
    common = [writer.words[n].split()[0] for n in range(20)]
    middle = [writer.words[n] for n in range(300, 320)]

    def ask(by: tuple[Axis, ...], filters: Filters, roles: tuple[Role, ...] = (Role.PUBLISHER,)) -> object:
        return index.coverage(CoverageQuestion(by, filters, roles))

    return {
        "matrix unit × area × week, 2 years": [lambda: ask(matrix, Filters())] * 7,
        "the same, publisher or actor": [lambda: ask(matrix, Filters(), either)] * 5,
        "matrix, 13 weeks": [lambda: ask(matrix, quarter)] * 20,
        "matrix, 1 week": [lambda: ask(matrix, week)] * 20,
        "area × month, 2 years": [lambda: ask((Axis.AREA, Axis.MONTH), Filters())] * 5,
        "unit × week, 2 years": [lambda: ask((Axis.UNIT, Axis.WEEK), Filters())] * 5,
        "totals unit × week, 2 years": [lambda: index.totals(CoverageQuestion((Axis.UNIT, Axis.WEEK)))] * 5,
        "freshness by unit": [lambda: index.freshness("unit")] * 5,
        "four facets, middle word": [partial(index.facets, SearchQuestion(word), axes) for word in middle],
        "four facets, common word": [partial(index.facets, SearchQuestion(word), axes) for word in common],
        "new since a watermark": [partial(index.new, SearchQuestion(word), index.state().seq - 99) for word in common],
    }


def bench(size: int, home: Path) -> None:
    """Write, ask, print."""
    writer = Writer()
    store, units = open_store(home), [f"don-vi-{n}" for n in range(UNITS)]
    index = open_index(store, registry(units), plan())
    made, writing, cpu = 0, 0.0, 0.0
    articles = writer.articles(size)
    while some := list(itertools.islice(articles, 2000)):
        started, used = time.perf_counter(), time.process_time()
        made += index.put(some)
        writing, cpu = writing + time.perf_counter() - started, cpu + time.process_time() - used
    raw = store.ledger.engine.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    file = sum(path.stat().st_size for path in home.glob("phusong.db*"))
    print("| what | value | |\n|---|---|---|")
    print(f"| written | {made / writing:,.0f} documents/s | {cpu / made * 1000:.2f} ms CPU each |")
    print(f"| file | {file / 1e6:,.0f} MB | {file / made / 1000:.1f} kB each |")
    print("\n| question | p50 ms | p95 ms | CPU p50 | CPU p95 |\n|---|---|---|---|---|")
    for kind, asked in questions(writer, 30).items():
        print(f"| {kind} | {timed([partial(index.search, one) for one in asked])} |", flush=True)
    for kind, work in counts(index, writer).items():
        print(f"| {kind} | {timed(work)} |", flush=True)
    everything = time.perf_counter()
    exported = sum(1 for _ in index.export(SearchQuestion(writer.words[300])))
    print(f"| export of {exported:,} hits | {(time.perf_counter() - everything) * 1000:.0f} | | | |")
    cells = len(index.coverage(CoverageQuestion((Axis.UNIT, Axis.AREA, Axis.WEEK))).cells)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{made:,} documents, {cells:,} non-empty cells in two years, peak memory {memory} MB.")
    store.close()


def registry(units: list[str]) -> Registry:
    return Registry({
        unit: Unit(unit, KINDS[n % len(KINDS)], "province", "obligated", (Name(f"Đơn vị {n}", unit, "official"),))
        for n, unit in enumerate(units)})


def plan() -> Plan:
    areas = tuple(Area(f"A{n:02d}", f"Nội dung {n}", f"Nội dung thứ {n}", "", "") for n in range(1, AREAS + 1))
    return Plan("bench", "Bench", date(2023, 1, 1), "don-vi-0", areas, ())


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10_000, help="how many documents")
    size = parser.parse_args().size
    as_installed()
    with tempfile.TemporaryDirectory() as folder:
        bench(size, Path(folder))


if __name__ == "__main__":
    main()
