"""What stands before a name in its sentence: the head of a longer name, and the word left of that."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlp import unit_words as w

FILL = 7  # tokens between the head of a longer name and the place in it

Table = Mapping[str, list[tuple[tuple[str, ...], str]]]


def table(**kinds: Iterable[str]) -> Table:
    """Phrases by their last word, longest first, each with its kind."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for kind, items in kinds.items():
        for item in items:
            words = tuple(item.split())
            found[words[-1]].append((words, kind))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return dict(found)


HEADS = table(title=w.TITLES, organ=w.ORGANS, institution=w.INSTITUTIONS, beside=w.BESIDE)
LEFT = table(
    place=w.PLACES, object=(*w.OBJECTS, *w.OBJECT_PHRASES), agent=w.AGENTS, together=w.TOGETHER, source=w.SOURCES
)
ADDRESSED = table(object=w.ADDRESSED)
BREAKS = (
    frozenset(""",;:.()"'“”""") | w.PLACES | (w.OBJECTS - {"nguyên"}) | w.AGENTS | w.AUXILIARIES | {"khi", "để", "cùng"}
)
SKIPPED = frozenset(
    ("các", "hai", "ba", "bốn", "huyện", "thị", "xã", "thành", "phố", "tp", "tx", "phường", "trấn", ":", ",", "và")
)


def other_word(words: Sequence[str], at: int, end: int) -> bool:
    """Whether a verb of one syllable is half of a noun: "giao" in "giao thông"."""
    before, after = w.NO_ACT.get(words[at], ("", "")) if end - at == 1 else ("", "")
    return (at > 0 and words[at - 1] in before.split()) or (end < len(words) and words[end] in after.split())


@dataclass(frozen=True)
class Clause:
    """The tokens of a text: NORM forms, capitals, first token of the sentence, verbs start -> end."""

    words: Sequence[str]
    capitals: Sequence[bool]
    sentence: Sequence[int]
    acts: Mapping[int, int]
    speech: Mapping[int, int]
    quoted: Mapping[int, int]

    def ending(self, known: Table, end: int) -> tuple[str, int] | None:
        """Kind and start of the longest phrase of a table that ends right before a token, within the sentence."""
        floor = self.sentence[end - 1] if end else 0
        for words, kind in known.get(self.words[end - 1], ()) if end > floor else ():
            start = end - len(words)
            if start >= floor and tuple(self.words[start:end]) == words and not self._other(words[0], start):
                return kind, start
        return None

    def _other(self, word: str, start: int) -> bool:
        """Whether the word belongs to another one: "trường" in "môi trường"."""
        return start > 0 and self.words[start - 1] in w.NO_HEAD.get(word, "").split()

    def head(self, at: int, place: bool) -> tuple[str, int]:
        """Kind ("" for none) and first token of the longer name in which the name at a token stands."""
        kind, start = "", at
        while found := self._head(start, place, kind):
            if found[0] == "institution" and not place:
                break
            kind, start = kind if kind in ("beside", "title") and found[0] == "organ" else found[0], found[1]
            if kind == "institution":
                break
        return kind, start

    def _head(self, at: int, place: bool, inside: str) -> tuple[str, int] | None:
        end = at
        if at and self.words[at - 1] == "của" and at > self.sentence[at]:
            end -= 1
        elif place and not inside:
            while end > self.sentence[at] and self.words[end - 1] in SKIPPED:
                end -= 1
            if (found := self.ending(HEADS, end)) and end < at and found[0] in ("organ", "title"):
                return found
            end = at
        for last in range(end, max(self.sentence[at] if at < len(self.words) else 0, end - FILL), -1):
            found = self.ending(HEADS, last)
            if found and (self._holds(found, end - last, place or end < at) or self._of_part(found, last, place)):
                return found
            if self._breaks(last - 1) or (self.words[last - 1] == "và" and not place):
                return None
        return None

    def _holds(self, found: tuple[str, int], fill: int, loose: bool) -> bool:
        """Titles touch the name; parts of an office may have a topic between."""
        return fill == 0 if found[0] == "title" else fill == 0 or loose or self.capitals[found[1]]

    def _of_part(self, found: tuple[str, int], last: int, place: bool) -> bool:
        """ "Trưởng Phòng Nội vụ huyện X": the topic of the part stands between the title and the place."""
        return found[0] == "title" and place and last - found[1] > 1 and self.words[last - 1] == "phòng"

    def _breaks(self, at: int) -> bool:
        return self.words[at] in BREAKS or (at in self.acts and not self.capitals[at])

    def left(self, at: int, person: bool) -> str:
        """What stands before a subject: open, object, place, agent, together, source, or "" for any other word."""
        first = self.sentence[at]
        if at == first:
            return "open"
        before = self.words[at - 1]
        if before == "(":
            return "open" if person else "object"
        if before in w.JOINTS:
            return self._joined(at, first)
        if found := self.ending(LEFT, at):
            lone = found[1] == first and before in ("cùng", "với")  # "Cùng với huyện X, …" joins nothing
            return "object" if lone else found[0]
        return "open" if before in w.OPENERS or self._date(at - 1) else ""

    def _date(self, at: int) -> bool:
        """Whether a figure ends a date or an hour, not an ordinal: "kỳ họp thứ 12 HĐND tỉnh"."""
        return (
            self.words[at][:1].isdigit() and at > 0 and self.words[at - 1] in ("/", "-", "ngày", "tháng", "năm", "giờ")
        )

    def _joined(self, at: int, first: int) -> str:
        """After a comma or "và": one more of those addressed, or a new subject."""
        if self.after_adjunct(at - 1):
            return "open"
        for end in range(at - 1, max(first, at - 14), -1):
            if self.ending(ADDRESSED, end) and self._bodies(end):
                return "object"
            if end - 1 in self.acts and self.acts[end - 1] < at - 1 and not self.ending(ADDRESSED, self.acts[end - 1]):
                break
        adjunct = self.words[first] in w.ADJUNCTS or self.words[first][:1].isdigit() or self.words[first] in w.OPENERS
        comma = next((i for i in range(first, at) if self.words[i] == ","), at)
        busy = any(
            i in self.acts or self.words[i] in w.AUXILIARIES for i in range(comma, at)
        )  # it has its verb already
        return "open" if adjunct and not busy else ""

    def _bodies(self, at: int) -> bool:
        """Whether public bodies are named from a token on: "các sở", "Công an tỉnh", not "các hộ dân"."""
        return self.words[at] in w.BODIES or (self.words[at] in ("các", "những") and self.words[at + 1] in w.BODIES)

    def by(self, at: int) -> bool:
        """Whether the sentence begins with "Theo ông X," and the person's office follows: the person speaks for it."""
        first = self.sentence[at]
        return (
            self.words[first] == "theo" and self.words[at - 1] in (",", "-") and "," not in self.words[first : at - 1]
        )

    def after_adjunct(self, comma: int) -> bool:
        """Whether a comma ends the time, place or cause with which the sentence begins."""
        first = self.sentence[comma]
        return self.words[comma] == "," and self.words[first] in w.PHRASAL and "," not in self.words[first:comma]

    def listed(self, at: int) -> int:
        """Where a list begins whose head is said once: "các sở: Xây dựng"."""
        while at > self.sentence[at] and self.words[at - 1] in w.SHARED:
            at -= 1
        return at

    def attended(self, at: int) -> bool:
        """Whether the sentence so far is a list of those present: "Dự hội nghị có …"."""
        first = self.sentence[at]
        words = self.words
        for i in range(first, at):
            if words[i] == "dự" and words[i + 1] not in w.NOT_ATTENDING:
                rest = words[i:at]
                return ("có" in rest or "gồm" in rest or ":" in rest) and "trì" not in rest
        return False

    def chaired(self, at: int) -> bool:
        """Whether the sentence so far is a list of those in the chair: "Đồng chủ trì hội nghị có …"."""
        said = self.words[self.sentence[at] : at]
        return "trì" in said[:3] and "dự" not in said and not {"có", "gồm", "là", ":"}.isdisjoint(said[3:9])

    def commune(self, at: int) -> int:
        """The ward, known or not, that stands before its city: "UBND phường 7, TP. X"."""
        ranks = ("phường", "p", "xã", "trấn", "x")
        return next((i for i in range(at - 2, max(at - 7, self.sentence[at] - 1), -1) if self.words[i] in ranks), at)
