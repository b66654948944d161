"""docker-compose.yml and the image, checked without an engine: nothing points into the void."""

import re
import tomllib
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

import pytest
import yaml
from pydantic_settings import BaseSettings

from cobrelay.cli.main import COMMANDS
from cobrelay.messaging.environment import EnginePlatform, ServiceAddress
from cobrelay.platform.environment import prefix
from sources import ROOT, SERVICES

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
CONTAINERS: dict[str, dict[str, Any]] = COMPOSE["services"]
INFRASTRUCTURE = {"kafka", "postgres"}
OURS = {name: each for name, each in CONTAINERS.items() if name not in INFRASTRUCTURE}
ENGINE_SERVICES = [point.name for point in entry_points(group="cobrelay.services")]
CONDITIONS = {"service_healthy", "service_completed_successfully"}
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text()


def variables(name: str) -> set[str]:
    return set(CONTAINERS[name].get("environment", {}))


def variables_of(settings: type[BaseSettings], given: str | None = None) -> set[str]:
    """The environment variables that a settings class reads."""
    own = settings.model_config.get("env_prefix", "") if given is None else given
    return {
        str(field.validation_alias or f"{own}{name}".upper())
        for name, field in settings.model_fields.items()
    }


def known_variables() -> set[str]:
    """What the engine, the services and the command line read."""
    known = variables_of(EnginePlatform)
    for service in ENGINE_SERVICES:
        own = prefix(service) + "_"
        known |= variables_of(ServiceAddress, own) | {f"{own}GRPC_ADDRESS"}
    for package in SERVICES:
        for each in vars(import_module(f"{package}.settings")).values():
            if isinstance(each, type) and issubclass(each, BaseSettings):
                known |= variables_of(each)
    return known


def test_every_service_of_the_repository_has_a_container() -> None:
    assert {package.replace("_", "-") for package in SERVICES} <= set(CONTAINERS)


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_container_says_what_it_is_made_of(name: str) -> None:
    container = CONTAINERS[name]

    assert "image" in container
    if "build" in container:
        folder = ROOT / container["build"]["context"]
        assert (folder / container["build"]["dockerfile"]).exists()
    else:
        assert re.fullmatch(r"[a-z/]+:\d[\w.-]*", container["image"]), "a pinned version"


@pytest.mark.parametrize("name", CONTAINERS)
def test_what_a_container_waits_for_exists_and_can_be_waited_for(name: str) -> None:
    for other, how in CONTAINERS[name].get("depends_on", {}).items():
        assert other in CONTAINERS
        assert how["condition"] in CONDITIONS
        if how["condition"] == "service_healthy":
            assert "healthcheck" in CONTAINERS[other]
        else:
            assert CONTAINERS[other]["restart"] == "no", f"{other} must end"


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_one_that_somebody_reads(name: str) -> None:
    assert variables(name) - known_variables() == set()


@pytest.mark.parametrize("name", OURS)
def test_every_command_can_be_run(name: str) -> None:
    match OURS[name]["command"]:
        case ["python", "-m", module, *_]:
            root = "shared" if module.startswith("cobrelay") else "services"
            path = ROOT / root / module.replace(".", "/")
            assert path.with_suffix(".py").exists() or (path / "__main__.py").exists()
        case ["cobrelay", command, *_]:
            assert command in COMMANDS
        case other:
            pytest.fail(f"{name} starts {other}")


@pytest.mark.parametrize("name", ENGINE_SERVICES)
def test_a_service_has_its_own_role_and_health_and_no_other_s_password(name: str) -> None:
    urls = {variable for variable in variables(name) if variable.endswith("_DATABASE_URL")}

    assert urls == {f"{prefix(name)}_DATABASE_URL"}
    assert "/readyz" in str(CONTAINERS[name]["healthcheck"]["test"])
    assert set(CONTAINERS[name]["depends_on"]) >= {"migrate", "topics"}


def test_the_migrator_knows_every_role() -> None:
    urls = {f"{prefix(name)}_DATABASE_URL" for name in ENGINE_SERVICES}

    assert urls | {"COBRELAY_DATABASE_URL"} <= variables("migrate")


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_do_no_more_than_they_must(name: str) -> None:
    container = OURS[name]

    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in container


def test_every_volume_is_declared_and_used() -> None:
    mounts = [mount for each in CONTAINERS.values() for mount in each.get("volumes", [])]
    named = {mount.split(":")[0] for mount in mounts if not mount.startswith(("./", "/"))}

    assert named == set(COMPOSE["volumes"])


def test_every_secret_that_compose_asks_for_is_in_the_example() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    example = (ROOT / ".env.example").read_text()

    assert asked <= set(re.findall(r"^(\w+)=", example, re.MULTILINE))


def test_the_example_names_no_variable_that_nobody_reads() -> None:
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE))
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))

    assert named - known_variables() - asked == {"COBRELAY_PLATFORM", "COBRELAY_MAVEN_MIRROR"}


def test_the_image_copies_what_exists_and_runs_without_rights() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)

    assert all((ROOT / source).exists() for line in copied for source in line.split())
    assert re.search(r"^USER 10001:10001$", DOCKERFILE, re.MULTILINE)
    assert "--require-hashes" in DOCKERFILE
    assert not re.search(r"^ARG ", DOCKERFILE, re.MULTILINE)


def test_the_image_takes_what_the_repository_locks() -> None:
    def pins(name: str) -> dict[str, str]:
        lines = (ROOT / name).read_text().splitlines()
        return dict(re.findall(r"^([\w.-]+)==(\S+)", "\n".join(lines), re.MULTILINE))

    image, ours = pins("deploy/requirements.lock"), pins("requirements.lock")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = {re.split(r"[\[<>=~!]", each)[0] for each in project["dependencies"]}

    assert image.items() <= ours.items()
    assert needed <= set(image)
