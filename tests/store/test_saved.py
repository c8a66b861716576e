"""A saved search moves its mark forward once for each time it is asked."""

from store import Store
from store.saved import SavedSearch
from tests.conftest import NOW


def test_searches_are_kept_by_name(store: Store) -> None:
    ledger = store.ledger
    ledger.save_search("b", "chuyển đổi số", {"units": ["so-tttt"]}, "a@b.example", 7, NOW)
    ledger.save_search("a", "“cấp căn cước”", {}, "", 0, NOW)
    assert ledger.saved_searches() == [
        SavedSearch("a", "“cấp căn cước”", {}, 0, NOW, ""),
        SavedSearch("b", "chuyển đổi số", {"units": ["so-tttt"]}, 7, NOW, "a@b.example"),
    ]
    assert ledger.save_search("a", "khác", {}, "x", 3, NOW) == ledger.saved_searches()[0]
    assert ledger.drop_search("a") and not ledger.drop_search("a")
    assert [one.name for one in ledger.saved_searches()] == ["b"]


def test_of_two_that_looked_at_once_one_tells(store: Store) -> None:
    ledger = store.ledger
    ledger.save_search("a", "x", {}, "", 5, NOW)
    assert ledger.advance("a", 5, 9)
    assert not ledger.advance("a", 5, 9) and not ledger.advance("b", 5, 9)
    assert ledger.saved_searches()[0].watermark == 9
