"""What a background step or a gRPC servicer holds in its hands while the service runs."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from cobrelay.clock import Clock
from cobrelay.files.store import RawStore
from cobrelay.ids import Ids
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.service import Service

if TYPE_CHECKING:
    from cobrelay.messaging.processing import Processing


class Runtime:
    """The running service: its clock, settings, database for reads, and the way to take effect."""

    def __init__(
        self,
        service: Service,
        processing: Processing,
        *,
        settings: Any,
        store: RawStore,
    ) -> None:
        self.name = service.name
        self.service = service
        self.clock: Clock = processing.clock
        self.settings = settings
        self.engine: AsyncEngine = processing.engine
        self.store = store
        self.ids = Ids(service.name)
        self.stopping = asyncio.Event()
        self._processing = processing

    async def apply(
        self,
        body: Any,
        *,
        id: UUID,  # noqa: A002 - the name CloudEvents gives it
        key: str | None = None,
        correlation_id: str = "",
        content: str = "",
    ) -> Any:
        """Carries out a request, or records an outside call; returns the decision.

        Idempotent by `id`: a request seen before is loaded and decided again without saving, so
        `load` must find the stored result; one seen before with other `content` is refused.
        `Refused` is raised to the caller and parks nothing; `KeyParked` when an earlier event of
        the key is parked.
        """
        cause = self.cause(body, id=id, key=key, correlation_id=correlation_id)
        return await self._processing.request(cause, content)

    async def apply_all(self, causes: Sequence[Cause[Any]]) -> None:
        """Carries out many local causes in one transaction; one that is refused is parked."""
        await self._processing.local(causes)

    def cause(
        self,
        body: Any,
        *,
        id: UUID,  # noqa: A002 - the name CloudEvents gives it
        key: str | None = None,
        correlation_id: str = "",
    ) -> Cause[Any]:
        """A local cause as of now; `key` by default as its subscription computes it."""
        subscription = self.service.subscription_of(body)
        if key is None:
            key = subscription.key(body) if subscription.key else ""
        return Cause(id, key, body, self.clock.now(), correlation_id)

    async def wait(self, seconds: float) -> None:
        """Waits in real time; returns early when the service is stopping."""
        try:
            await asyncio.wait_for(self.stopping.wait(), seconds)
        except TimeoutError:
            return
