"""The database role of each service: its variable, its URL and its password."""

import os
import secrets
from collections.abc import Iterable, Mapping

from sqlalchemy.engine import make_url

SUFFIX = "_DATABASE_URL"
OWNER = f"COBRELAY{SUFFIX}"


def variable(service: str) -> str:
    """ERA_INTAKE_DATABASE_URL for era-intake."""
    return service.upper().replace("-", "_") + SUFFIX


def schema(service: str) -> str:
    """Schema, role and package of a service have one name: era_intake."""
    return service.replace("-", "_")


def urls(owner_url: str, services: Iterable[str]) -> dict[str, str]:
    """A URL with a password of its own for each service, by variable, in the owner's database."""
    owner = make_url(owner_url)
    return {
        variable(service): owner.set(
            username=schema(service), password=secrets.token_urlsafe(18)
        ).render_as_string(hide_password=False)
        for service in services
    }


def passwords(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """What the migrator sets: by schema, the password in the URL that the service will use."""
    found = {}
    for name, value in (os.environ if environment is None else environment).items():
        if name.endswith(SUFFIX) and name != OWNER and (password := make_url(value).password):
            found[name.removesuffix(SUFFIX).lower()] = password
    return found
