"""The database role of each service: its variable, its URL and its password."""

import os
import secrets
from collections.abc import Iterable, Mapping

from sqlalchemy.engine import make_url

SUFFIX = "_DATABASE_URL"


def variable(service: str) -> str:
    """ERA_INTAKE_DATABASE_URL for era-intake."""
    return service.upper().replace("-", "_") + SUFFIX


def schema(service: str) -> str:
    """Schema, role and package of a service have one name: era_intake."""
    return service.replace("-", "_")


def urls(owner_url: str, services: Iterable[str]) -> dict[str, str]:
    """Each service's URL: what its variable says, else one with a new password of its own."""
    return {
        service: os.environ.get(variable(service)) or _new(owner_url, service)
        for service in services
    }


def passwords(role_urls: Mapping[str, str]) -> dict[str, str]:
    """What the migrator sets: by schema, the password in the URL that the service will use."""
    return {
        schema(service): password
        for service, url in role_urls.items()
        if (password := make_url(url).password)
    }


def named(services: Iterable[str]) -> dict[str, str]:
    """The URLs of those services whose variable is set."""
    return {each: url for each in services if (url := os.environ.get(variable(each)))}


def _new(owner_url: str, service: str) -> str:
    url = make_url(owner_url).set(username=schema(service), password=secrets.token_urlsafe(18))
    return url.render_as_string(hide_password=False)
