"""The gRPC server of a service: its own servicers, operations.v1, health, and honest statuses."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import grpc
import grpc.aio
import structlog
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_health.v1.health import aio as health

from cobrelay.api.operations import v1 as operations_api
from cobrelay.errors import KeyParked, Refused
from cobrelay.messaging.answering import Ambiguous, Misstated, Unknown, demand_text
from cobrelay.messaging.failures import is_transient, reason_of
from cobrelay.messaging.operations import Operations
from cobrelay.messaging.runtime import Runtime
from cobrelay.messaging.service import Service

log = structlog.get_logger(__name__)

ANSWER_SECONDS = 30.0  # for a caller who set no deadline of his own
UPLOAD_SECONDS = 600.0  # for one who sends a file
GRACE_SECONDS = 2.0
# Failures whose text is a sentence for the caller; the first that fits counts.
_TOLD: Mapping[type[Exception], grpc.StatusCode] = {
    Misstated: grpc.StatusCode.INVALID_ARGUMENT,
    Unknown: grpc.StatusCode.NOT_FOUND,
    Ambiguous: grpc.StatusCode.FAILED_PRECONDITION,
    KeyParked: grpc.StatusCode.ABORTED,
    Refused: grpc.StatusCode.FAILED_PRECONDITION,
}


class HonestStatuses(grpc.aio.ServerInterceptor):
    """Turns our errors into the standard codes, and gives every call a deadline."""

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Any]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Any:
        handler = await continuation(handler_call_details)
        if handler is None or not (handler.unary_unary or handler.stream_unary):
            return handler
        method = handler.unary_unary or handler.stream_unary
        seconds = ANSWER_SECONDS if handler.unary_unary else UPLOAD_SECONDS

        async def answer(request: Any, context: Any) -> Any:
            try:
                if handler.unary_unary:  # of a stream, whoever takes the messages looks at each
                    demand_text(request)
                return await asyncio.wait_for(method(request, context), seconds)
            except grpc.aio.AbortError:
                raise
            except Exception as failure:
                code, details = status_of(failure)
                if code is grpc.StatusCode.INTERNAL:
                    reason = reason_of(failure)
                    log.error("call failed", error=reason.error_type, at=reason.traceback_hash)
                await context.abort(code, details)

        made = (
            grpc.unary_unary_rpc_method_handler
            if handler.unary_unary
            else grpc.stream_unary_rpc_method_handler
        )
        return made(answer, handler.request_deserializer, handler.response_serializer)


def status_of(failure: Exception) -> tuple[grpc.StatusCode, str]:
    """The standard code for a failure, and what the caller may know of it."""
    for expected, code in _TOLD.items():
        if isinstance(failure, expected):
            return code, str(failure)
    if isinstance(failure, TimeoutError):
        return grpc.StatusCode.DEADLINE_EXCEEDED, "no answer in time"
    if is_transient(failure):
        return grpc.StatusCode.UNAVAILABLE, "try again"
    return grpc.StatusCode.INTERNAL, type(failure).__name__


class GrpcServer:
    """Listens on one address; `port` says which once it has started."""

    def __init__(self, service: Service, runtime: Runtime, operations: Operations) -> None:
        self._server = grpc.aio.server(interceptors=[HonestStatuses()])
        self._health = health.HealthServicer()
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        operations_api.add_OperationsServiceServicer_to_server(operations, self._server)
        for register in service.grpc_registrations:
            register(self._server, runtime)
        self.port = 0

    async def start(self, address: str) -> None:
        """Listens; with port 0 on a free one."""
        self.port = self._server.add_insecure_port(address)
        await self._server.start()
        await self.show(ready=False)

    async def show(self, *, ready: bool) -> None:
        """What the standard health service answers."""
        state = health_pb2.HealthCheckResponse
        await self._health.set("", state.SERVING if ready else state.NOT_SERVING)

    async def stop(self) -> None:
        """Lets calls in progress finish, for a moment."""
        await self._health.enter_graceful_shutdown()
        await self._server.stop(GRACE_SECONDS)
