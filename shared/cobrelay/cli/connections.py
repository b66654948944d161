"""Where a service answers gRPC: named by its variable, else on this machine."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

import grpc

from cobrelay.cli.failures import USAGE, Explained

DEADLINE_SECONDS: Final = 10.0
# Whom `parked`, `waiting` and the like ask when no service is named.
SERVICES: Final = (
    "era-intake",
    "cob-verification",
    "claim-builder",
    "submission-gateway",
    "status-tracker",
    "payment-poster",
)
S = TypeVar("S")


def address(service: str) -> str:
    """host:port of a service, e.g. `status-tracker`."""
    if service not in SERVICES:
        known = ", ".join(SERVICES)
        raise Explained(f"There is no service {service}.", f"Known are {known}.", USAGE)
    prefix = service.upper().replace("-", "_")
    named = os.environ.get(f"{prefix}_GRPC_ADDRESS")
    port = os.environ.get(f"{prefix}_GRPC_PORT")
    if not named and not port:
        raise Explained(
            f"It isn't known where {service} answers.",
            f"`make up` starts it; or set {prefix}_GRPC_ADDRESS to its host:port.",
        )
    return named or f"127.0.0.1:{port}"


@contextmanager
def asking(service: str, stub: Callable[[grpc.Channel], S]) -> Iterator[S]:
    """A service's stub on a channel of its own. Calls take `timeout=DEADLINE_SECONDS`."""
    with grpc.insecure_channel(address(service)) as channel:
        yield stub(channel)
