"""Which hits stand: against a look at every pair of them."""

import random
from types import SimpleNamespace
from typing import Any

from nlp.area_rules import Hit, outermost


def naive(hits: list[Hit], masked: list[tuple[int, int]]) -> list[Hit]:
    """From the longest to the shortest, each against every mask and every hit kept before it."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, -h.rule.weight, h.start, h.rule.id)):
        hiding = [(k.start, k.end) for k in kept if k.weight > 0 and (k.weight >= hit.weight or not k.gapped)]
        if hit.rule.weight < 0 or not any(a <= hit.start and hit.end <= b for a, b in (*masked, *hiding)):
            kept.append(hit)
    return sorted(kept, key=lambda h: (h.start, h.end, h.rule.id))


def test_the_longest_hit_stands_and_hides_what_lies_inside() -> None:
    rng, hidden = random.Random(7), 0
    for _ in range(400):
        hits = [_hit(rng, number) for number in range(rng.randrange(12))]
        masked = [(start, start + rng.randrange(1, 6)) for start in rng.sample(range(20), rng.randrange(3))]
        kept = outermost(hits, masked)
        assert [hit.rule.id for hit in kept] == [hit.rule.id for hit in naive(hits, masked)]
        hidden += len(hits) - len(kept)
    assert hidden > 400


def _hit(rng: random.Random, number: int) -> Hit:
    rule: Any = SimpleNamespace(id=f"r{number}", weight=rng.choice([-2, 1, 2, 3]))
    start, least = rng.randrange(20), rng.choice([0, 1]) if rule.weight > 0 else 0
    return Hit(rule, start, start + rng.randrange(1, 8), 0, rule.weight - least, rng.random() < 0.4)
