"""The installation in figures, as the text that Prometheus reads; everything comes from the ledger."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from flows.house import House
from store.figures import Figures, Queue

SOURCE: Final = "phusong_source"


def metrics_text(house: House) -> bytes:
    """All figures now. Raises StoreError."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Ledger(Figures(house.store.ledger.engine), house.clock.now()))
    return generate_latest(registry)


class _Ledger(Collector):
    """Asks the ledger when Prometheus asks us."""

    def __init__(self, figures: Figures, now: datetime) -> None:
        self._figures, self._now = figures, now

    def collect(self) -> Iterable[Metric]:
        """Every family of figures."""
        figures, now = self._figures, self._now
        articles, revisions = figures.articles()
        traffic = figures.traffic_in_all()
        yield _by("phusong_crawls", "crawls by outcome", "outcome", figures.crawls_by_outcome(), counter=True)
        yield CounterMetricFamily("phusong_requests", "requests sent to sites", traffic["requests"])
        yield CounterMetricFamily("phusong_received_bytes", "bytes received from sites", traffic["bytes"])
        results = {name: traffic[name] for name in ("stored", "revised", "unchanged")}
        yield _by("phusong_crawled_articles", "articles by what a crawl did", "result", results, counter=True)
        yield GaugeMetricFamily("phusong_articles", "articles in the ledger", articles)
        yield GaugeMetricFamily("phusong_revisions", "versions of them", revisions)
        yield _by("phusong_addresses", "article addresses by state", "state", figures.works_by_state())
        yield _by("phusong_batches", "batches by state", "state", figures.batches_by_state())
        yield _by("phusong_verdicts", "sites by the newest verdict", "verdict", figures.verdicts())
        yield _by("phusong_incidents_open", "open incidents by kind", "kind", figures.incidents_open())
        lags = {one.name: one.lag for one in figures.targets()}
        yield _by("phusong_index_lag", "outbox rows an index has not seen", "index", lags)
        yield from _queues(figures, now)
        yield from _sources(figures)


def _queues(figures: Figures, now: datetime) -> Iterable[Metric]:
    queues: dict[str, Queue] = {
        "fetched": figures.fetched(), "batches": figures.batches_waiting(), "events": figures.events_unsent(),
        "deliveries": figures.deliveries_open(),
    }
    ages = {name: (now - one.oldest).total_seconds() if one.oldest else 0.0 for name, one in queues.items()}
    waiting = {name: one.waiting for name, one in queues.items()}
    yield _by("phusong_queue_waiting", "what waits", "queue", waiting)
    yield _by("phusong_queue_age_seconds", "how long the oldest of it waits", "queue", ages)


def _sources(figures: Figures) -> Iterable[Metric]:
    last = GaugeMetricFamily(f"{SOURCE}_last_crawl_timestamp_seconds", "start of the newest crawl", None, ["source"])
    good = GaugeMetricFamily(f"{SOURCE}_last_good_crawl_timestamp_seconds", "the same, ended well", None, ["source"])
    failures = GaugeMetricFamily(f"{SOURCE}_failures", "failed crawls since the last good one", None, ["source"])
    for one in figures.pulses():
        last.add_metric([one.source], one.last.timestamp())
        failures.add_metric([one.source], one.failures)
        if one.ok:
            good.add_metric([one.source], one.ok.timestamp())
    yield from (last, good, failures)


def _by(name: str, says: str, label: str, values: Mapping[str, float], counter: bool = False) -> Metric:
    family = (CounterMetricFamily if counter else GaugeMetricFamily)(name, says, None, [label])
    for key, value in values.items():
        family.add_metric([key or "open"], value)
    return family
