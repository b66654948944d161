"""`cobrelay quarantine`: what could not be used, where it is wrong, and what is done about it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from cobrelay.api.operations import v1 as operations
from cobrelay.api.remittances import v1 as remittances
from cobrelay.cli.connections import DEADLINE_SECONDS, asking
from cobrelay.cli.failures import FINDING
from cobrelay.cli.printing import Actor, AsJson, Reason, dollars, show_json, show_table
from cobrelay.contracts.common import v1 as common

app = typer.Typer(
    help="Files and claims that could not be used: list, show, discard, replace.",
    no_args_is_help=True,
)
# Remittances tell their findings; of other files the services know the name and the reason.
OTHERS = ("era-intake", "cob-verification", "claim-builder", "submission-gateway")
UPLOAD_SECONDS = 600.0
PIECE_BYTES = 1 << 20  # a message of gRPC holds four of them

Item = Annotated[str, typer.Argument(metavar="ID", help="The id that `quarantine list` shows.")]


@app.command("list")
def list_quarantined(
    include_closed: Annotated[
        bool, typer.Option("--all", help="Also what was discarded or replaced.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List files, sets and claims that were not used; exit code 1 where there are any."""
    with asking("era-intake", remittances.RemittancesServiceStub) as intake:
        request = remittances.ListQuarantinedRequest(include_closed=include_closed)
        items = intake.ListQuarantined(request, timeout=DEADLINE_SECONDS).items
    files = {service: _refused(service) for service in OTHERS}
    if as_json:
        intakes = [*items, *files.pop("era-intake")]
        show_json({"era-intake": intakes, **files})
    else:
        _tell(items, files)
    if any(item.state in ("", "open") for item in items) or any(files.values()):
        raise typer.Exit(FINDING)


def _tell(
    items: Sequence[remittances.QuarantinedItem],
    files: Mapping[str, Sequence[operations.FileRecord]],
) -> None:
    show_table(
        ("what", "file", "place", "$paid", "code", "what is wrong", "what would be right", "id"),
        (row for item in items for row in _rows(item)),
        empty="No remittance is quarantined.",
    )
    refused = [(service, each) for service, found in files.items() for each in found]
    if refused:
        show_table(
            ("service", "file", "kind", "code", "received"),
            (
                (service, each.name, each.kind, each.reason_code, each.received_at)
                for service, each in refused
            ),
            empty="",
        )


@app.command()
def show(item: Item, as_json: AsJson = False) -> None:
    """Show one file, set or claim: where it is wrong, what would be right, what hangs on it."""
    with asking("era-intake", remittances.RemittancesServiceStub) as intake:
        request = remittances.GetQuarantinedRequest(item_id=item)
        found = intake.GetQuarantined(request, timeout=DEADLINE_SECONDS).item
    if as_json:
        show_json(found)
        return
    for word, text in _facts(found):
        if text:
            typer.echo(f"{word:<12}{text}")
    typer.echo()
    show_table(
        ("code", "place", "loop", "what is wrong", "what would be right"),
        ((each.code, _place(each), each.loop, each.message, each.fix) for each in found.findings),
        empty=f"Nothing more is known than its reason, {found.reason_code}.",
    )


@app.command()
def discard(item: Item, actor: Actor, reason: Reason, as_json: AsJson = False) -> None:
    """Close it for good: nothing will come of it. What was booked of it stays as it is."""
    request = remittances.DiscardQuarantinedRequest(
        idempotency_key=f"discard:{item}:{actor}:{reason}",
        item_id=item,
        actor=actor,
        reason=reason,
    )
    with asking("era-intake", remittances.RemittancesServiceStub) as intake:
        closed = intake.DiscardQuarantined(request, timeout=DEADLINE_SECONDS).item
    _told(closed, "Discarded.", as_json=as_json)


@app.command()
def replace(
    item: Item,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The repaired file.")],
    actor: Actor,
    reason: Reason,
    as_json: AsJson = False,
) -> None:
    """Close it, and take in a repaired file: of that, only what was not used before is used."""
    with asking("era-intake", remittances.RemittancesServiceStub) as intake:
        pieces = _pieces(item, file, actor, reason)
        closed = intake.ReplaceQuarantined(pieces, timeout=UPLOAD_SECONDS).item
    _told(closed, f"Replaced by {closed.replaced_by_file_hash[:12]}.", as_json=as_json)


def _pieces(
    item: str, file: Path, actor: str, reason: str
) -> Iterator[remittances.ReplaceQuarantinedRequest]:
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        yield remittances.ReplaceQuarantinedRequest(
            idempotency_key=f"replace:{item}:{digest}:{actor}:{reason}",
            item_id=item,
            file_name=file.name.encode("utf-8", "backslashreplace").decode(),
            actor=actor,
            reason=reason,
        )
        while content := stream.read(PIECE_BYTES):
            yield remittances.ReplaceQuarantinedRequest(content=content)


def _rows(item: remittances.QuarantinedItem) -> Iterator[tuple[str, ...]]:
    for number, found in enumerate(item.findings or [None]):
        first = number == 0
        yield (
            item.scope if first else "",
            item.file_name if first else "",
            _place(found) if found else "",
            dollars(item.paid_cents) if first else "",
            found.code if found else item.reason_code,
            found.message if found else "",
            found.fix if found else "",
            item.item_id if first else "",
        )


def _facts(item: remittances.QuarantinedItem) -> Iterator[tuple[str, str]]:
    place = f"set {item.set_ordinal}" if item.set_ordinal else "the whole file"
    claim = f", claim {item.claim_ordinal}" if item.claim_ordinal else ""
    yield "what", f"{item.scope} ({place}{claim})"
    yield "reason", item.reason_code
    yield "file", item.file_name
    yield "received", item.received_at
    yield "kept as", item.kept_at
    yield "claims", str(item.claim_count or "unknown")
    yield "cash", dollars(item.paid_cents) or "none"
    yield "state", item.state
    if item.closed_by:
        yield "closed", f"{item.closed_at} by {item.closed_by}: {item.closed_because}"
    yield "replaced by", item.replaced_by_file_hash
    yield "replaces", ", ".join(item.replaces_item_ids)


def _place(found: common.DocumentFinding) -> str:
    element = f" {found.element}" if found.element else ""
    return f"{found.segment}@{found.position}{element} byte {found.byte_offset}"


def _told(closed: remittances.QuarantinedItem, sentence: str, *, as_json: bool) -> None:
    if as_json:
        show_json(closed)
    else:
        typer.echo(sentence)


def _refused(service: str) -> list[operations.FileRecord]:
    with asking(service, operations.OperationsServiceStub) as stub:
        request = operations.ListFilesRequest(state="refused")
        files = stub.ListFiles(request, timeout=DEADLINE_SECONDS).files
    # What intake has a reason of its own for is told with its findings; a repetition harms nobody.
    return [each for each in files if not each.reason_code.startswith(("ERA-", "B-DUP"))]
