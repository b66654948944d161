"""Structured logs: one JSON object a line, and nothing in it that could identify a patient."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any

import structlog

# Keys that may hold who somebody is; whatever is logged under them is replaced.
SENSITIVE = frozenset(
    {
        "address",
        "birth_date",
        "body",
        "claim_number",
        "clm01",
        "content",
        "date_of_service",
        "diagnosis",
        "dob",
        "first_name",
        "last_name",
        "member_id",
        "params",
        "parameters",
        "patient",
        "patient_control_number",
        "patient_name",
        "payload",
        "segment",
        "ssn",
        "subscriber",
    }
)
REDACTED = "[redacted]"
FRAMES_MAX = 12

Event = MutableMapping[str, Any]


def configure(service: str, level: str = "INFO") -> None:
    """Sends every log of the process, those of libraries too, to standard error as JSON."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        told_by(service),
        without_failure_texts,
        redacted,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for noisy in ("aiokafka", "alembic", "asyncio", "asyncssh"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def told_by(service: str) -> Any:
    """Adds the service's name."""

    def add(_logger: object, _method: str, event: Event) -> Event:
        event["service"] = service
        return event

    return add


def redacted(_logger: object, _method: str, event: Event) -> Event:
    """Replaces what is logged under a sensitive key, however deep."""
    for key, value in event.items():
        event[key] = REDACTED if key.lower() in SENSITIVE else _cleaned(value)
    return event


def without_failure_texts(_logger: object, _method: str, event: Event) -> Event:
    """Shows a failure as type and places: its text may quote what was being handled."""
    found = event.pop("exc_info", None)
    failure = sys.exc_info()[1] if found is True else found
    if isinstance(failure, tuple):
        failure = failure[1]
    if isinstance(failure, BaseException):
        event["error"] = f"{type(failure).__module__}.{type(failure).__qualname__}"
        event["at"] = _places(failure.__traceback__)
    event.pop("stack_info", None)
    return event


def _places(found: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(found)[-FRAMES_MAX:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def _cleaned(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            key: REDACTED if str(key).lower() in SENSITIVE else _cleaned(item)
            for key, item in value.items()
        }
    if isinstance(value, bytes):
        return REDACTED
    return value
