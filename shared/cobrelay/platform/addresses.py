"""Where Kafka and PostgreSQL answer, for the owner of the database and for each service."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Addresses:
    """`owner_url` may create roles and schemas; `role_urls`, by service, may not."""

    bootstrap_servers: str
    owner_url: str = field(repr=False)
    role_urls: Mapping[str, str] = field(repr=False)
