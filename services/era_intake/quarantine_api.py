"""What people ask and do about what could not be used, behind remittances.v1."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from typing import Any, BinaryIO

from cobrelay.api.remittances import v1 as api
from cobrelay.contracts.common import v1 as common
from cobrelay.dates import stamp
from cobrelay.errors import Refused
from cobrelay.files.inbox import readable
from cobrelay.ids import minted
from cobrelay.messaging.answering import SIGNATURE, Misstated, Unknown, act, demand, demand_text
from cobrelay.messaging.runtime import Runtime
from era_intake.causes import QuarantineClosing, RepairedFile
from era_intake.domain import reasons
from era_intake.storage import quarantine

FILE_NAME_MAX = 255


async def listed(runtime: Runtime, *, include_closed: bool) -> list[api.QuarantinedItem]:
    """Files and sets, then claims; by default those that nobody is done with."""
    async with runtime.engine.connect() as reader:
        rows = await quarantine.listed(reader, include_closed=include_closed)
        replaces = await quarantine.replaced_by(reader, {row.file_hash for row in rows})
    return [_item(runtime, row, replaces.get(row.file_hash, ())) for row in rows]


async def get(runtime: Runtime, item_id: str) -> api.QuarantinedItem:
    """One item, open or closed; raises Unknown."""
    async with runtime.engine.connect() as reader:
        row = (await quarantine.of_ids(reader, {item_id})).get(item_id)
        if row is None:
            raise Unknown("no such file, set or claim is quarantined")
        replaces = await quarantine.replaced_by(reader, {row.file_hash})
    return _item(runtime, row, replaces.get(row.file_hash, ()))


async def discard(runtime: Runtime, request: api.DiscardQuarantinedRequest) -> api.QuarantinedItem:
    """Nothing will come of it; returns it as it is now, or raises Refused."""
    demand(request, "item_id", *SIGNATURE)
    return await _close(
        runtime, request, QuarantineClosing(request.item_id, request.actor, request.reason)
    )


async def replace(
    runtime: Runtime, requests: AsyncIterator[api.ReplaceQuarantinedRequest]
) -> api.QuarantinedItem:
    """A repaired file comes instead; returns what it replaces, or raises Refused."""
    first = await anext(requests, None)
    if first is None:
        raise Misstated("no file was sent")
    demand_text(first)
    demand(first, "item_id", "file_name", *SIGNATURE)
    await get(runtime, first.item_id)  # before anything is kept
    with tempfile.TemporaryFile() as received:
        size = await _write(received, first, requests)
        content_hash = await asyncio.to_thread(runtime.store.put, received)
    name = readable(first.file_name)[:FILE_NAME_MAX]
    arrival = minted("repaired-file", first.item_id, content_hash).replace("-", "")
    repaired = RepairedFile(arrival, content_hash, name, size)
    signed = api.ReplaceQuarantinedRequest()
    signed.CopyFrom(first)
    signed.content = content_hash.encode()  # what a used key must not be used again for
    closing = QuarantineClosing(first.item_id, first.actor, first.reason, repaired)
    return await _close(runtime, signed, closing)


async def _write(
    received: BinaryIO,
    first: api.ReplaceQuarantinedRequest,
    others: AsyncIterator[api.ReplaceQuarantinedRequest],
) -> int:
    size = received.write(first.content)
    async for request in others:
        size += await asyncio.to_thread(received.write, request.content)
    if not size:
        raise Misstated("the file is empty")
    received.seek(0)
    return size


async def _close(runtime: Runtime, request: Any, closing: QuarantineClosing) -> api.QuarantinedItem:
    async with runtime.engine.connect() as reader:
        row = (await quarantine.of_ids(reader, {closing.item_id})).get(closing.item_id)
    if row is None:
        raise Refused(reasons.NOT_QUARANTINED, reasons.SENTENCES[reasons.NOT_QUARANTINED])
    await act(runtime, request, closing, key=row.remittance_id)
    return await get(runtime, closing.item_id)


def _item(runtime: Runtime, row: Any, replaces: Sequence[str]) -> api.QuarantinedItem:
    return api.QuarantinedItem(
        scope=row.scope,
        file_hash=row.file_hash,
        file_name=row.file_name,
        set_ordinal=row.set_ordinal,
        claim_ordinal=row.claim_ordinal,
        reason_code=row.reason_code,
        findings=[common.DocumentFinding.FromString(each) for each in row.findings],
        received_at=stamp(row.received_at),
        paid_cents=row.paid_cents,
        remittance_id=row.remittance_id,
        item_id=row.item_id,
        claim_count=row.claim_count,
        kept_at=str(runtime.store.path(row.file_hash).relative_to(runtime.store.root)),
        state=row.outcome or "open",
        closed_by=row.actor or "",
        closed_because=row.reason or "",
        closed_at=stamp(row.closed_at) if row.closed_at else "",
        replaced_by_file_hash=row.replacement or "",
        replaces_item_ids=replaces,
    )
