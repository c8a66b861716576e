"""The usual length of a list, and a list that is far shorter."""

from datetime import timedelta

from audit.seen import Limits
from audit.usual import Shortened, shortened
from domain.record import Listing
from tests.audit.town import TODAY, URL, at, back

LIMITS = Limits()


def readings(*items: int) -> list[Listing]:
    """One reading a day up to TODAY, with these numbers of items."""
    first = TODAY - timedelta(days=len(items) - 1)
    return [
        Listing("thi-tran", "tin", URL, at(first + timedelta(days=n)), "ok", count, count)
        for n, count in enumerate(items)
    ]


def test_a_list_as_long_as_usual() -> None:
    assert shortened(readings(20, 20, 18, 7), LIMITS) is None


def test_two_readings_make_nothing_usual() -> None:
    assert shortened(readings(20, 20, 1), LIMITS) is None
    assert shortened(readings(20, 20, 20, 1), LIMITS) == Shortened(20, TODAY)


def test_short_readings_never_become_usual() -> None:
    assert shortened(readings(*[20] * 5, *[4] * 60), LIMITS) == Shortened(20, back(59))


def test_a_list_that_is_long_again_is_believed_again() -> None:
    assert shortened(readings(20, 20, 20, 2, 2, 19), LIMITS) is None
    assert shortened(readings(20, 20, 20, 2, 19, 3), LIMITS) == Shortened(20, TODAY)


def test_a_list_may_grow_shorter_little_by_little() -> None:
    assert shortened(readings(*[20] * 5, *[12] * 20, *[5] * 20), LIMITS) is None
