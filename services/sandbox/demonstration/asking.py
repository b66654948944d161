"""Asks the running services by gRPC, and the far side and the monitor by HTTP."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Mapping
from typing import Any

import grpc
import grpc.aio

from cobrelay.api.claims import v1 as claims
from cobrelay.api.ledger import v1 as ledger
from cobrelay.api.operations import v1 as operations
from cobrelay.api.remittances import v1 as remittances
from cobrelay.api.submissions import v1 as submissions
from cobrelay.contracts.payments import v1 as payments
from cobrelay.paging import AllPages
from cobrelay.platform.environment import prefix

DEADLINE_SECONDS = 15.0


class NoAnswer(Exception):
    """Somebody does not answer just now: it is starting again, or busy."""


class Asking:
    """One channel to each service."""

    def __init__(self, addresses: Mapping[str, str], services: tuple[str, ...]) -> None:
        self._channels = {
            name: grpc.aio.insecure_channel(addresses[f"{prefix(name)}_GRPC_ADDRESS"])
            for name in services
        }
        self.claims = claims.ClaimsServiceStub(self._channels["status-tracker"])
        self.ledger = ledger.LedgerServiceStub(self._channels["payment-poster"])
        self.remittances = remittances.RemittancesServiceStub(self._channels["era-intake"])
        self.submissions = submissions.SubmissionsServiceStub(self._channels["submission-gateway"])

    async def close(self) -> None:
        await asyncio.gather(*(channel.close() for channel in self._channels.values()))

    async def statuses(self) -> list[operations.GetStatusResponse]:
        """How much each service has still to do."""
        return list(await asyncio.gather(*(self._status(name) for name in self._channels)))

    async def _status(self, name: str) -> operations.GetStatusResponse:
        stub = operations.OperationsServiceStub(self._channels[name])
        told: operations.GetStatusResponse = await answered(
            stub.GetStatus, operations.GetStatusRequest()
        )
        return told

    async def files(self, service: str) -> list[operations.FileRecord]:
        """The files that a service has taken."""
        stub = operations.OperationsServiceStub(self._channels[service])
        told = await answered(stub.ListFiles, operations.ListFilesRequest())
        return list(told.files)

    async def all_claims(self) -> list[claims.ClaimSummary]:
        pages = await self._pages(self.claims.ListClaims, claims.ListClaimsRequest())
        return [each for page in pages for each in page.claims]

    async def all_remittances(self) -> list[remittances.RemittanceSummary]:
        wanted = remittances.ListRemittancesRequest()
        pages = await self._pages(self.remittances.ListRemittances, wanted)
        return [each for page in pages for each in page.remittances]

    async def all_submissions(self) -> list[submissions.Submission]:
        wanted = submissions.ListSubmissionsRequest()
        pages = await self._pages(self.submissions.ListSubmissions, wanted)
        return [each for page in pages for each in page.submissions]

    async def all_payments(self) -> list[payments.RemittanceProved]:
        """The proof of each payment."""
        pages = await self._pages(self.ledger.ListPayments, ledger.ListPaymentsRequest())
        return [each for page in pages for each in page.payments]

    async def work(self, state: str, reason_code: str = "") -> list[claims.WorkItem]:
        """Work items: open, taken, closed, all; of one reason or of every one."""
        wanted = claims.ListWorkRequest(state=state, reason_code=reason_code)
        pages = await self._pages(self.claims.ListWork, wanted)
        return [each for page in pages for each in page.work]

    async def _pages(self, method: Any, request: Any) -> list[Any]:
        pages: AllPages[Any, Any] = AllPages(request)
        for wanted in pages:
            pages.add(await answered(method, wanted))
        return pages.told


async def answered(method: Any, request: Any) -> Any:
    """The answer to a call; NoAnswer where the service is away."""
    try:
        return await method(request, timeout=DEADLINE_SECONDS)
    except grpc.aio.AioRpcError as failure:
        if failure.code() in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED):
            raise NoAnswer(failure.details()) from None
        raise


async def fetched(url: str) -> dict[str, Any]:
    """A JSON page of a process of ours; NoAnswer where it is away."""
    return await asyncio.to_thread(_fetch, url)


def _fetch(url: str) -> dict[str, Any]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  (our own http URL)
            return dict(json.load(answer))
    except (OSError, ValueError):
        raise NoAnswer(url) from None
