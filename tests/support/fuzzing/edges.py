"""The other edges: events, coverage feeds, configuration files, requests, names of files."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from google.protobuf.message import DecodeError

import claim_builder.settings
import cob_verification.settings
import payment_poster.settings
import submission_gateway.settings
from cob_verification import files
from cob_verification.api import _complaint, _stated
from cob_verification.causes import CoverageRowUnusable
from cob_verification.domain.reasons import REASONS
from cob_verification.translation import patient
from cobrelay.api.coverages.v1 import PutCoverageRequest
from cobrelay.errors import Refused
from cobrelay.files.inbox import readable
from cobrelay.files.kinds import FileContext
from cobrelay.messaging.answering import Misstated, page_size, position_of
from cobrelay.messaging.cloudevents import cause_of
from cobrelay.messaging.requests import fingerprint
from cobrelay.settings import Misconfigured, read_toml
from fuzzing.messages import EVENTS, REQUESTS

AT = datetime(2026, 3, 2, tzinfo=UTC)
ID = b"7d1f4a52-8c5e-5f43-9d0c-0d5a3f2b1c00"
FOLDER = Path(tempfile.mkdtemp(prefix="fuzzing-"))
CONTEXT = FileContext("0" * 64, "feed.csv", files.KIND, None)
NAME_BYTES_MAX = 4096  # a path of Linux; a name in it has 255
NAME_LENGTH_MAX = 12  # times the bytes of the name: one may become \U0001f600


def read_event(raw: bytes) -> None:
    """A record is a cause, an unreadable body that parks its key, or dead; its headers too."""
    event, value = EVENTS[(raw[0] if raw else 0) % len(EVENTS)], raw[1:]
    good = [("ce_id", ID), ("ce_type", event.DESCRIPTOR.full_name.encode())]
    for headers in (good, [("ce_id", value[:36]), ("ce_type", value[36:])]):
        with suppress(Refused):
            cause_of(value[:20], value, headers, AT)


def read_coverages(raw: bytes) -> None:
    """A feed is refused whole (COB-908), or each row states a coverage or is refused by a code."""
    path = FOLDER / "feed.csv"
    path.write_bytes(raw)
    bodies: list[Any] = []
    with suppress(Refused):
        files.verify(path, CONTEXT)
        bodies += [chunk.body for chunk in files.chunks(path, 0, CONTEXT)]
    refused = [body.row for body in bodies if isinstance(body, CoverageRowUnusable)]
    assert all(row.code in REASONS for row in refused)
    assert all(1 <= row.line <= raw.count(b"\n") + raw.count(b"\r") + 1 for row in refused)


def read_configuration(raw: bytes) -> None:
    """A configuration file is read, or Misconfigured says in one sentence what is wrong."""
    path = FOLDER / "file.toml"
    path.write_bytes(raw)
    with suppress(Misconfigured):
        cob_verification.settings.read_payers(path)
    for model in (
        claim_builder.settings.Organisation,
        claim_builder.settings.Payers,
        submission_gateway.settings.Organisation,
        submission_gateway.settings.Payers,
    ):
        with suppress(Misconfigured):
            read_toml(path, model, inherit=("defaults", "payers"))
    with suppress(Misconfigured):
        payment_poster.settings.policy_of(
            read_toml(path, payment_poster.settings.Organisation),
            read_toml(path, payment_poster.settings.PayersFile),
        )


def read_request(raw: bytes) -> None:
    """A request is translated or Misstated."""
    request_type = REQUESTS[(raw[0] if raw else 0) % len(REQUESTS)]
    try:
        request = request_type.FromString(raw[1:])
    except DecodeError:
        return  # gRPC answers by itself
    fingerprint(request)
    with suppress(Misstated):
        if hasattr(request, "page_size"):
            assert page_size(request) > 0
            position_of(request.page_token)
    if isinstance(request, PutCoverageRequest) and not _complaint(
        request.patient, request.coverage
    ):
        _stated(request.coverage)
        patient(request.patient)


def read_name(raw: bytes) -> None:
    """A name of a file becomes one line that can be printed."""
    raw = raw[:NAME_BYTES_MAX]
    name = raw.decode("utf-8", errors="surrogateescape")
    text = readable(name)
    assert text.isprintable()
    assert len(text) <= NAME_LENGTH_MAX * len(raw)
    text.encode()
