"""Gauges say what is the case now, also when that is nothing any more."""

from __future__ import annotations

from prometheus_client import CollectorRegistry

from cobrelay.observability.metrics import Instruments, Metrics


def test_a_reason_for_which_nothing_waits_any_more_falls_to_zero() -> None:
    registry = CollectorRegistry()
    metrics = Metrics("cob-verification", Instruments(registry))

    metrics.show_waiting({"COB-001": 3})
    metrics.show_waiting({})

    labels = {"service": "cob-verification", "reason": "COB-001"}
    assert registry.get_sample_value("cobrelay_waiting", labels) == 0


def test_a_gauge_of_a_services_own_stands_beside_the_others() -> None:
    registry = CollectorRegistry()
    metrics = Metrics("submission-gateway", Instruments(registry))

    for number in (3, 2):
        metrics.show_own("submissions_uncertain", "Not known whether they arrived", number)

    labels = {"service": "submission-gateway"}
    assert registry.get_sample_value("cobrelay_submissions_uncertain", labels) == 2


def test_what_expired_unread_is_not_forgotten() -> None:
    registry = CollectorRegistry()
    metrics = Metrics("era-intake", Instruments(registry))

    metrics.show_expired({"claims.documents.v1": 5})
    metrics.show_expired({"claims.documents.v1": 0})

    labels = {"service": "era-intake", "topic": "claims.documents.v1"}
    assert registry.get_sample_value("cobrelay_records_expired", labels) == 5
