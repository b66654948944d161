"""The installation's own Kafka and PostgreSQL: nothing to start, only to find."""

import os

from cobrelay.platform.addresses import Addresses
from cobrelay.platform.supervisor import Supervisor
from cobrelay.settings import Misconfigured


class External:
    """Reads the two addresses from the environment."""

    async def start(self, supervisor: Supervisor) -> Addresses:
        """The addresses, or Misconfigured naming the variable that is missing."""
        del supervisor  # nothing of ours runs there
        return Addresses(
            kafka_bootstrap_servers=_required("COBRELAY_KAFKA_BOOTSTRAP_SERVERS"),
            database_url=_required("COBRELAY_DATABASE_URL"),
        )

    async def stop(self) -> None:
        """Leaves it running: it isn't ours."""


def _required(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise Misconfigured(f"{name} is required where COBRELAY_PLATFORM is external.")
    return value
