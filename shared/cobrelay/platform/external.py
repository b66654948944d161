"""The installation's own Kafka and PostgreSQL: nothing to start, only to find."""

import os

from cobrelay.platform.supervisor import Supervisor
from cobrelay.settings import Misconfigured


class External:
    """Reads the two addresses from the environment."""

    async def start_database(self, supervisor: Supervisor) -> str:
        """The URL of the database's owner, or Misconfigured."""
        del supervisor  # nothing of ours runs there
        return _required("COBRELAY_DATABASE_URL")

    async def start_broker(self, supervisor: Supervisor) -> str:
        """The bootstrap servers, or Misconfigured."""
        del supervisor
        return _required("COBRELAY_KAFKA_BOOTSTRAP_SERVERS")

    async def stop(self) -> None:
        """Leaves it running: it isn't ours."""


def _required(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise Misconfigured(f"{name} is required where COBRELAY_PLATFORM is external.")
    return value
