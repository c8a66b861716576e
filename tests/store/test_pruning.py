"""What may go is counted first and is the same that goes, on both databases; proofs stay."""

from datetime import timedelta

from domain.record import Fetch, Kind, Listing
from domain.verdict import Finding, Verdict
from store import Store
from store.pruning import Limit, Pruning
from tests.conftest import NOW

URL = "https://sox.example/"
LIMIT = Limit(NOW, NOW)


def read(store: Store, days: int, record: str, outcome: str = "ok", simulated: bool = False, url: str = URL) -> None:
    at = NOW + timedelta(days=days)
    store.ledger.add_fetches([Fetch("so-x", url, Kind.LISTING, at, outcome, record=record, simulated=simulated)])
    store.ledger.add_listings([Listing("so-x", None, url, at, outcome, record=record, simulated=simulated)])


def left(store: Store) -> list[str]:
    return [one.record for one in store.ledger.fetches()]


def test_old_rows_go_but_the_newest_and_the_newest_good_stay(store: Store) -> None:
    for days, outcome in ((-9, "ok"), (-8, "ok"), (-7, "timeout"), (-6, "timeout")):
        read(store, days, f"f{days}:0", outcome)
    pruning = Pruning(store.ledger.engine)
    counted = {name: rows for name, rows in pruning.count(LIMIT).items() if rows}
    assert pruning.remove(LIMIT) == counted == {"fetch": 2, "listing": 2}
    assert left(store) == ["f-8:0", "f-6:0"] and pruning.files_in_use() == {"f-8", "f-6"}


def test_a_proof_stays(store: Store) -> None:
    for days in (-9, -8, 1):
        read(store, days, f"f{days}:0")
    store.ledger.add_findings([Finding(
        "so-x", "u", None, Verdict.SILENT, None, None, None, NOW, None, "vì thế", (URL,), ("f-9:0",))], NOW)
    Pruning(store.ledger.engine).remove(LIMIT)
    assert left(store) == ["f-9:0", "f1:0"]


def test_simulated_rows_go_by_their_place_among_the_real_ones(store: Store) -> None:
    read(store, 900, "early:0", simulated=True)
    read(store, -1, "real:0", url=URL + "1")
    read(store, -900, "late:0", simulated=True)
    gone = Pruning(store.ledger.engine).remove(LIMIT)
    assert gone == {"fetch (mô phỏng)": 1, "listing (mô phỏng)": 1}
    assert sorted(left(store)) == ["late:0", "real:0"]


def test_events_that_were_passed_on_go(store: Store) -> None:
    ledger, old = store.ledger, NOW - timedelta(days=1)
    for name in ("phusong.source.crawled", "phusong.site.silent"):
        for key in ("sent", "unsent"):
            ledger.tell(name, key, {}, old)
    ledger.mark_sent([one.id for one in ledger.events() if one.key == "sent"], NOW)
    assert Pruning(ledger.engine).remove(LIMIT) == {"event": 1}
    assert [(one.name, one.key) for one in ledger.events()] == [
        ("phusong.source.crawled", "unsent"), ("phusong.site.silent", "sent"), ("phusong.site.silent", "unsent")]
