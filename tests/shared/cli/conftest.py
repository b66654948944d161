"""Services on a real gRPC server, where the command line finds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest

from cobrelay.cli.connections import SERVICES

Serve = Callable[..., None]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """`serve("era-intake", register)`: each service is a server of its own."""
    servers = []

    def start(service: str, *registrations: Callable[[grpc.Server], None]) -> None:
        server = grpc.server(ThreadPoolExecutor(2))
        for register in registrations:
            register(server)
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        servers.append(server)
        monkeypatch.setenv(f"{service.upper().replace('-', '_')}_GRPC_ADDRESS", f"127.0.0.1:{port}")

    for name in SERVICES:
        monkeypatch.delenv(f"{name.upper().replace('-', '_')}_GRPC_ADDRESS", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    yield start
    for server in servers:
        server.stop(None).wait()
