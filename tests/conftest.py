"""The fixtures that every test may ask for; what they do is in tests/support."""

import gc
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

from brokers import kafka_broker
from databases import postgres_server
from service_databases import database_templates, service_database

__all__ = ["database_templates", "kafka_broker", "postgres_server", "service_database"]

# A slow machine is not a wrong answer; in CI the same examples are tried each time.
settings.register_profile(
    "patient",
    max_examples=int(os.environ.get("EXAMPLES", "25")),
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("patient")


def pytest_collection_finish() -> None:
    """What is collected stays to the end: from here on, nobody looks through it for garbage."""
    gc.collect()
    gc.freeze()


class WholeFiles(LoadFileScheduling):  # type: ignore[misc]
    """Where several processes share the tests: a file stays whole, and so do all scenarios, which
    live on one telling of the stories. (`loadgroup` would do; pytest 9 has made it idle.)"""

    def _split_scope(self, nodeid: str) -> str:
        path = str(super()._split_scope(nodeid))
        return "scenarios" if path.startswith("tests/scenarios/") else path


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> WholeFiles:
    return WholeFiles(config, log)
