"""The fixtures that every test may ask for; what they do is in tests/support."""

import os

import pytest
from hypothesis import HealthCheck, settings

from brokers import kafka_broker
from databases import postgres_server
from service_databases import database_templates, service_database

__all__ = ["database_templates", "kafka_broker", "postgres_server", "service_database"]

# A slow machine is not a wrong answer; in CI the same examples are tried each time.
settings.register_profile(
    "patient",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where several processes share the tests: a file stays whole, and so do all scenarios, which
    live on one telling of the stories."""
    for item in items:
        told_once = "scenarios" in item.path.parts
        item.add_marker(pytest.mark.xdist_group("scenarios" if told_once else str(item.path)))
