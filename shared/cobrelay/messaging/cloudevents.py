"""CloudEvents 1.0 on Kafka, binary mode: attributes are headers, the value is protobuf."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from cobrelay.dates import stamp
from cobrelay.errors import Refused
from cobrelay.ids import event_id
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.kept import Unreadable
from cobrelay.messaging.outbox import Envelope
from cobrelay.messaging.topics import amount_cents, event_type

Headers = Iterable[tuple[str, bytes]]
CONTENT_TYPE = "application/protobuf"
SPEC_VERSION = "1.0"


def headers_of(envelope: Envelope, source: str) -> list[tuple[str, bytes]]:
    """The headers of an event; one that carries headers of its own keeps those."""
    if envelope.headers is not None:
        return [(name, value.encode()) for name, value in envelope.headers.items()]
    named = {
        "ce_specversion": SPEC_VERSION,
        "ce_id": str(envelope.id),
        "ce_type": envelope.type,
        "ce_source": f"/cobrelay/{source}",
        "ce_subject": envelope.key,
        "ce_time": stamp(envelope.at),
        "content-type": CONTENT_TYPE,
        "ce_correlationid": envelope.correlation_id,
        "ce_causationid": envelope.causation_id,
        "ce_amountcents": _amount(envelope),
        "traceparent": traceparent_of(envelope),
    }
    return [(name, value.encode()) for name, value in named.items() if value]


def _amount(envelope: Envelope) -> str:
    """The money of an event as an extension attribute: who counts dollars reads no PHI."""
    found = event_type(envelope.type)
    amount = amount_cents(found, envelope.body) if found else None
    return "" if amount is None else str(amount)


def traceparent_of(envelope: Envelope) -> str:
    """W3C trace context: one trace a claim, one span an event, the same on every replay."""
    story = envelope.correlation_id or envelope.causation_id or str(envelope.id)
    trace = event_id("trace", story).hex
    return f"00-{trace}-{envelope.id.hex[:16]}-01"


def attributes_of(headers: Headers) -> Mapping[str, str]:
    """The headers as text; one that is no text reads as if it were absent."""
    found = {}
    for name, value in headers:
        try:
            found[name] = value.decode()
        except UnicodeDecodeError:
            continue
    return found


def cause_of(
    key: bytes | None, value: bytes | None, headers: Headers, at: datetime
) -> Cause[object]:
    """The cause in a record, to be decided at the business time `at`.

    Raises Refused when key, id or type cannot be read: such a record is dead. One whose content
    alone cannot be read is `Unreadable`, and parks its key.
    """
    attributes = attributes_of(headers)
    try:
        text_key = (key or b"").decode()
        identity = UUID(attributes["ce_id"])
        name = attributes["ce_type"]
    except (UnicodeDecodeError, ValueError, KeyError):
        raise Refused("DEAD_RECORD") from None
    correlation_id = attributes.get("ce_correlationid", "")
    causation_id = attributes.get("ce_causationid", "")
    # No text column takes a NUL: such a record could not even be parked.
    if not text_key or "\0" in "".join((text_key, name, correlation_id, causation_id)):
        raise Refused("DEAD_RECORD")
    body = _body(name, value or b"")
    return Cause(identity, text_key, body, at, correlation_id, causation_id)


def _body(name: str, value: bytes) -> object:
    found = event_type(name)
    if found is None:
        return Unreadable(name, value)
    try:
        return found.FromString(value)
    except Exception as failure:
        if type(failure).__name__ != "DecodeError":  # protobuf's, which has no public root
            raise
        return Unreadable(name, value)
