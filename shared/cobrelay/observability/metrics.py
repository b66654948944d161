"""What the engine measures of a service, by typed names; all of it without a word about anybody."""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram

BATCH_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
BATCH_SIZES = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000)
FILE_SECONDS = (0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600)
LATENCY_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60)


class Instruments:
    """The metrics of a process; the service is a label."""

    def __init__(self, registry: CollectorRegistry) -> None:
        service = ("service",)

        def gauge(name: str, about: str, *labels: str) -> Gauge:
            return Gauge(f"cobrelay_{name}", about, (*service, *labels), registry=registry)

        def counter(name: str, about: str, *labels: str) -> Counter:
            return Counter(f"cobrelay_{name}", about, (*service, *labels), registry=registry)

        def histogram(name: str, about: str, buckets: tuple[float, ...]) -> Histogram:
            full_name = f"cobrelay_{name}"
            return Histogram(full_name, about, service, registry=registry, buckets=buckets)

        self.lag = gauge("consumer_lag", "Records behind the end of the topics", "topic")
        self.expired = gauge("records_expired", "Records that retention took unread", "topic")
        self.batch_size = histogram("batch_size", "Causes per batch", BATCH_SIZES)
        self.batch_seconds = histogram("batch_seconds", "Time per batch", BATCH_SECONDS)
        self.publish_seconds = histogram(
            "outbox_publish_seconds", "From decision to topic", LATENCY_SECONDS
        )
        self.outbox_depth = gauge("outbox_depth", "Events not published yet")
        self.outbox_age = gauge("outbox_age_seconds", "Age of the oldest of them")
        self.parked = gauge("parked", "Causes that are parked")
        self.waiting = gauge("waiting", "Causes that wait for a fact", "reason")
        self.overdue = gauge("waiting_overdue", "Those of them that wait too long")
        self.timers_due = gauge("timers_due", "Timers that are due and have not fired")
        self.timers_held = gauge("timers_held", "Due timers that wait until the topics are read")
        self.timers_fired_unread = gauge(
            "timers_fired_unread", "1 when they did not wait any longer for an unread partition"
        )
        self.files_open = gauge("files_open", "Files that are not read to their end")
        self.verify_seconds = histogram(
            "file_verify_seconds", "Time of the first pass over a file", FILE_SECONDS
        )
        self.verified_bytes = counter("file_verified_bytes", "Bytes read by first passes")
        self.fuse = gauge("fuse_blown", "1 when too much fails and the worker has stopped")
        self.leader = gauge("leader", "1 in the one process that publishes and keeps time")
        self.seen = counter("causes_seen_before", "Deliveries that had no effect")
        self.newly_parked = counter("causes_parked", "Causes parked", "reason")
        self.dead = counter("records_dead", "Records without readable key or type")
        self.decisions = counter("decisions", "Decisions", "subscription", "outcome")
        self._own: dict[str, Gauge] = {}
        self._gauge = gauge

    def own(self, name: str, about: str) -> Gauge:
        """A gauge that a service has beside those that all have."""
        if name not in self._own:
            self._own[name] = self._gauge(name, about)
        return self._own[name]


DEFAULT = Instruments(REGISTRY)


class Metrics:
    """The instruments as one service uses them."""

    def __init__(self, service: str, instruments: Instruments = DEFAULT) -> None:
        self.service = service
        self.instruments = instruments
        self._expired: dict[str, int] = {}
        self._reasons: set[str] = set()  # that somebody waited for: they fall to zero again

    def count_batch(self, size: int, seconds: float) -> None:
        self.instruments.batch_size.labels(self.service).observe(size)
        self.instruments.batch_seconds.labels(self.service).observe(seconds)

    def count_decision(self, subscription: str, outcome: str, number: int = 1) -> None:
        self.instruments.decisions.labels(self.service, subscription, outcome).inc(number)

    def count_seen(self, number: int) -> None:
        self.instruments.seen.labels(self.service).inc(number)

    def count_parked(self, by_reason: Mapping[str, int]) -> None:
        for reason, number in by_reason.items():
            self.instruments.newly_parked.labels(self.service, reason).inc(number)

    def count_dead(self, number: int) -> None:
        self.instruments.dead.labels(self.service).inc(number)

    def count_published(self, seconds: float) -> None:
        self.instruments.publish_seconds.labels(self.service).observe(seconds)

    def count_verified(self, size: int, seconds: float) -> None:
        """A first pass over a file of `size` bytes."""
        self.instruments.verify_seconds.labels(self.service).observe(seconds)
        self.instruments.verified_bytes.labels(self.service).inc(size)

    def show_lag(self, by_topic: Mapping[str, int]) -> None:
        for topic, lag in by_topic.items():
            self.instruments.lag.labels(self.service, topic).set(lag)

    def show_expired(self, by_topic: Mapping[str, int]) -> None:
        """Above zero is an alarm, and stays until the process ends: nothing brings them back."""
        for topic, number in by_topic.items():
            self._expired[topic] = max(number, self._expired.get(topic, 0))
            self.instruments.expired.labels(self.service, topic).set(self._expired[topic])

    def show_fuse(self, *, blown: bool) -> None:
        self.instruments.fuse.labels(self.service).set(blown)

    def show_leader(self, *, leads: bool) -> None:
        self.instruments.leader.labels(self.service).set(leads)

    def show_depths(self, depths: Mapping[str, float]) -> None:
        """Depths and ages by the name of their gauge."""
        for name, value in depths.items():
            getattr(self.instruments, name).labels(self.service).set(value)

    def show_own(self, name: str, about: str, value: float) -> None:
        self.instruments.own(name, about).labels(self.service).set(value)

    def show_waiting(self, by_reason: Mapping[str, int]) -> None:
        self._reasons |= set(by_reason)
        for reason in self._reasons:
            self.instruments.waiting.labels(self.service, reason).set(by_reason.get(reason, 0))
