"""Where a service answers gRPC: named by its variable, else on this machine."""

import os

from cobrelay.cli.failures import Explained


def address(service: str) -> str:
    """host:port of a service, e.g. `status-tracker`."""
    prefix = service.upper().replace("-", "_")
    named = os.environ.get(f"{prefix}_GRPC_ADDRESS")
    port = os.environ.get(f"{prefix}_GRPC_PORT")
    if not named and not port:
        raise Explained(
            f"It isn't known where {service} answers.",
            f"`make up` starts it; or set {prefix}_GRPC_ADDRESS to its host:port.",
        )
    return named or f"127.0.0.1:{port}"
