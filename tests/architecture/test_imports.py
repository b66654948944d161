"""The import rules of pyproject.toml cover every service, and a new one can't be forgotten."""

import tomllib
from typing import Any

import pytest

from sources import ROOT, SERVICES

PROGRAMS = ["flow_monitor", "sandbox"]  # no engine beneath them
RULES: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACTS: list[dict[str, Any]] = RULES["contracts"]


def contract(words: str) -> dict[str, Any]:
    (found,) = (each for each in CONTRACTS if words in each["name"])
    return found


def test_every_service_is_looked_at() -> None:
    assert set(RULES["root_packages"]) == {"cobrelay", *SERVICES}


def test_no_service_may_import_another() -> None:
    assert set(contract("services never import each other")["modules"]) == set(SERVICES)


def test_cobrelay_may_import_no_service() -> None:
    assert set(contract("cobrelay imports no service")["forbidden_modules"]) == set(SERVICES)


@pytest.mark.parametrize("service", [name for name in SERVICES if name not in PROGRAMS])
def test_every_service_has_layers_and_a_pure_domain(service: str) -> None:
    assert service in contract("in a service")["containers"]
    assert f"{service}.domain" in contract("know no framework")["source_modules"]


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_found_by_its_entry_point(service: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    groups = project["entry-points"]

    kind = "cobrelay.programs" if service in PROGRAMS else "cobrelay.services"

    assert groups[kind][service.replace("_", "-")].startswith(f"{service}.")
