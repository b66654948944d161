"""The wiring of the counting service. It poses as status-tracker, whose topic it writes to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.era import v1 as era
from cobrelay.files import FileKind
from cobrelay.messaging.service import Service
from counting import files, handlers, storage

NAME = "status-tracker"


@dataclass(frozen=True)
class Settings:
    """Where its files come from."""

    inbox_path: Path = Path()


def settings_from_environment() -> Settings:
    return Settings(Path(os.environ.get("COUNTING_INBOX_PATH", "var/counting")))


def counting_service() -> Service:
    service = Service(
        name=NAME,
        schema=storage.SCHEMA,
        tables=storage.metadata,
        settings=settings_from_environment,
    )
    service.on(
        claims.OriginalClaimRegistered,
        load=handlers.load_nothing,
        decide=handlers.decide_original,
        save=handlers.save_originals,
        also_locks=handlers.locks_of,
    )
    service.on(
        era.ClaimAdjudicated,
        load=handlers.load,
        decide=handlers.decide,
        save=handlers.save,
        also_locks=handlers.locks_of,
    )
    service.on_timer(
        "count",
        load=handlers.load_nothing,
        decide=handlers.decide_timer,
        save=handlers.save_timers,
    )
    service.on_timer(
        "missing",
        load=handlers.load_nothing,
        decide=handlers.decide_timer,
        save=handlers.save_timers,
        means_absence=True,
    )
    service.on(
        handlers.Line,
        load=handlers.load_lines,
        decide=handlers.decide_line,
        save=handlers.save_lines,
    )
    service.on_file(
        "lines",
        load=handlers.load_nothing,
        decide=handlers.decide_file,
        save=handlers.save_file,
    )
    service.reads_files(
        FileKind(
            name="lines",
            inboxes=lambda settings: [settings.inbox_path],
            verify=files.verify,
            chunks=files.chunks,
        )
    )
    return service


service = counting_service()
