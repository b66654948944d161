"""Sorts what is dropped into one folder: each file into the inbox of the service that reads it."""

import sys
import time
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from cobrelay.files.inbox import FolderInbox, free
from cobrelay.x12.reading.sniffing import sniff

LOOK_SECONDS = 0.5
HEAD_BYTES = 4096


class Kind(StrEnum):
    """What a file is, by its content; the value is the service that reads it."""

    REMITTANCE = "era-intake"
    ORIGINAL = "claim-builder"
    COVERAGES = "cob-verification"
    ACKNOWLEDGMENT = "submission-gateway"


KINDS = {
    "835": Kind.REMITTANCE,
    "837": Kind.ORIGINAL,
    "999": Kind.ACKNOWLEDGMENT,
    "TA1": Kind.ACKNOWLEDGMENT,
    "277CA": Kind.ACKNOWLEDGMENT,
}
# What is none of these is quarantined there, where a person sees what is wrong and where.
WHO_TELLS = Kind.REMITTANCE
# What a coverage feed cannot do without, beside a payer (its columns come in any order).
COVERAGE_COLUMNS = {"patient_last_name", "rank"}
Inboxes = Mapping[Kind, Path]


def kind_of(path: Path) -> Kind | None:
    """The kind of a file by its first bytes; None where they say nothing."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if kind := KINDS.get(sniff(head)):
        return kind
    header = head.decode("utf-8-sig", errors="replace").partition("\n")[0]
    columns = {name.strip().strip('"').casefold() for name in header.split(",")}
    return Kind.COVERAGES if columns >= COVERAGE_COLUMNS else None


def sort_once(inbox: FolderInbox, inboxes: Inboxes) -> list[tuple[str, str]]:
    """Moves every whole file where it belongs; what was moved, and to whom."""
    moved: list[tuple[str, str]] = []
    for path in inbox.look():
        kind = _told_by(path)
        inboxes[kind].mkdir(parents=True, exist_ok=True)
        path.rename(free(inboxes[kind] / path.name))
        moved.append((path.name, kind))
    return moved


def main(arguments: list[str]) -> None:
    """FOLDER SERVICE=INBOX …: sorts until it is stopped."""
    inbox = FolderInbox(Path(arguments[0]))
    pairs = (argument.partition("=") for argument in arguments[1:])
    inboxes = {Kind(service): Path(folder) for service, _, folder in pairs}
    while True:
        for name, service in sort_once(inbox, inboxes):
            sys.stdout.write(f"{name} -> {service}\n")
            sys.stdout.flush()
        time.sleep(LOOK_SECONDS)


def _told_by(path: Path) -> Kind:
    """Of a file that may not be read nothing is known; it must not stand in the way of others."""
    try:
        return kind_of(path) or WHO_TELLS
    except PermissionError:
        return WHO_TELLS


if __name__ == "__main__":
    main(sys.argv[1:])
