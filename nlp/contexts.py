"""Kinds of news that the plan does not mean (abroad, trials, sport, adverts), and ritual closing formulas."""

from dataclasses import replace

from nlp.area_rules import Hit, Scene
from nlp.layout import Zone
from nlp.phrases import Phrasebook
from nlp.rules import Context, Head

REACH = 10  # tokens between "góp phần" and what is only wished for


class Contexts:
    """The compiled contexts of a lexicon."""

    def __init__(self, head: Head, book: Phrasebook) -> None:
        self._contexts = [(context, book.ids(context.any), book.ids(context.against)) for context in head.contexts]
        self._ritual = book.ids(head.ritual)

    def on(self, scene: Scene) -> frozenset[str]:
        """Ids of the contexts whose words prevail in title, lead and opening."""
        return frozenset(
            context.id for context, words, against in self._contexts if _prevails(scene, context, words, against)
        )

    def muted(self, scene: Scene, hits: list[Hit]) -> list[Hit]:
        """The hits, those after a ritual formula outside the title with weight 1 at most."""
        openers = [place for number in self._ritual & scene.found.places.keys() for place in scene.found.places[number]]
        return [replace(hit, weight=1) if hit.weight > 1 and _wished(scene, hit, openers) else hit for hit in hits]


def _wished(scene: Scene, hit: Hit, openers: list[tuple[int, int]]) -> bool:
    if scene.zones[hit.sentence] is Zone.TITLE:
        return False
    near = (start for start, end in openers if end <= hit.start <= end + REACH)
    return any(scene.found.sentence(start) == hit.sentence for start in near)


def _prevails(scene: Scene, context: Context, words: frozenset[int], against: frozenset[int]) -> bool:
    own = _count(scene, words)
    return own >= context.at_least and own > _count(scene, against)


def _count(scene: Scene, words: frozenset[int]) -> int:
    """Places of these words in title (twice), lead and opening; nested words count once."""
    places = {place for number in words & scene.found.places.keys() for place in scene.found.places[number]}
    outer = [p for p in places if not any(q != p and q[0] <= p[0] and p[1] <= q[1] for q in places)]
    zones = [scene.zones[scene.found.sentence(start)] for start, _ in outer]
    return sum(2 if zone is Zone.TITLE else 1 for zone in zones if zone is not Zone.BODY)
