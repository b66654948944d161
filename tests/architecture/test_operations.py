"""docs/operations.md: every metric, command and heading that it names exists."""

import re
from importlib import import_module
from importlib.metadata import entry_points

from prometheus_client import CollectorRegistry

from cobrelay.cli.main import COMMANDS
from cobrelay.messaging.environment import EnginePlatform
from cobrelay.observability.metrics import Instruments
from sources import ROOT, SERVICES

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def metrics() -> set[str]:
    registry = CollectorRegistry()
    instruments = Instruments(registry)
    for entry in entry_points(group="cobrelay.services"):
        for gauge in getattr(entry.load(), "gauges", ()):
            instruments.own(gauge.name, gauge.about)
    return {f"{m.name}_total" if m.type == "counter" else m.name for m in registry.collect()}


def test_every_metric_of_an_alarm_is_measured() -> None:
    assert set(re.findall(r"cobrelay_\w+", PAGE)) <= metrics()


def test_every_command_is_there() -> None:
    assert set(re.findall(r"`cobrelay (\w+)", PAGE)) <= set(COMMANDS)


def test_every_alarm_leads_to_what_to_do() -> None:
    headings = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}

    assert set(re.findall(r"\(#([^)]+)\)", PAGE)) <= anchors


def test_every_setting_is_read() -> None:
    read = {f"COBRELAY_{name}".upper() for name in EnginePlatform.model_fields}
    for service in SERVICES:
        settings = import_module(f"{service}.settings").Settings
        read |= {f"{service}_{name}".upper() for name in getattr(settings, "model_fields", ())}
    prefixes = "|".join(("COBRELAY", *(service.upper() for service in SERVICES)))

    assert set(re.findall(rf"`((?:{prefixes})_[A-Z0-9_]+)`", PAGE)) <= read
