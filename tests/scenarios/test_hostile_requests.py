"""Whatever is asked by gRPC, each service answers by one of the standard codes for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import grpc
import pytest

from cobrelay.messaging.grpc_server import HonestStatuses
from fuzzing.messages import REQUESTS
from generated_x12.chance import Seeded
from hostile_requests import hostile
from service_databases import MakeDatabase
from stories import SECRET, SERVICES, _storyteller

CONFIG = Path("deploy/config")
ASKED_TIMES = 25
OUR_FAULT = {grpc.StatusCode.INTERNAL, grpc.StatusCode.UNKNOWN, grpc.StatusCode.UNAVAILABLE}


class Listening:
    """Stands for a gRPC server: keeps the methods that are registered with it."""

    def __init__(self) -> None:
        self.methods: dict[str, Any] = {}

    def add_generic_rpc_handlers(self, handlers: Any) -> None:
        """The same methods, for older clients of the library."""

    def add_registered_method_handlers(self, name: str, handlers: dict[str, Any]) -> None:
        self.methods.update({f"{name}/{method}": each for method, each in handlers.items()})


@pytest.fixture
async def methods(
    service_database: MakeDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    """Every method that takes one request, by its name, on a relay of its own."""
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", SECRET)
    monkeypatch.setenv("COBRELAY_CONFIG_PATH", str(CONFIG))
    told = _storyteller(tmp_path, await service_database(*SERVICES))
    server: Any = Listening()
    for service in SERVICES:
        for register in service.grpc_registrations:
            register(server, told.relay.runtime(service.name))
    return {name: each for name, each in server.methods.items() if each.unary_unary}


class Context:
    """Stands for a call: keeps the code that it ends with."""

    async def abort(self, code: grpc.StatusCode, details: str) -> None:
        raise Ended(code, details)


class Ended(Exception):
    """The call was answered by a code."""


async def answered(method: Any, request: Any) -> tuple[grpc.StatusCode, str]:
    """The code and the sentence that a caller gets, OK when it is an answer."""

    async def known(_: object) -> Any:
        return method

    handler = await HonestStatuses().intercept_service(known, cast("Any", None))
    try:
        await handler.unary_unary(request, Context())
    except Ended as end:
        code, details = end.args
        return code, details
    return grpc.StatusCode.OK, ""


async def test_no_request_breaks_a_service(methods: dict[str, Any]) -> None:
    """What the caller got wrong is his fault by code; ours is none of it."""
    by_input = {request.DESCRIPTOR.name: request for request in REQUESTS}
    broken: dict[str, str] = {}

    for name, method in methods.items():
        request_type = by_input[f"{name.rsplit('/', 1)[-1]}Request"]
        for seed in range(ASKED_TIMES):
            request = hostile(request_type, Seeded(seed))
            code, details = await answered(method, request)
            if code in OUR_FAULT:
                broken[name] = f"{code.name} {details}, seed {seed}"

    assert len(methods) > 20
    assert broken == {}
