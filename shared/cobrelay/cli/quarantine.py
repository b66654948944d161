"""`cobrelay quarantine`: what could not be used, where it is wrong, and what would be right."""

from collections.abc import Iterator, Mapping, Sequence

import typer

from cobrelay.api.operations import v1 as operations
from cobrelay.api.remittances import v1 as remittances
from cobrelay.cli.connections import DEADLINE_SECONDS, asking
from cobrelay.cli.failures import FINDING
from cobrelay.cli.printing import AsJson, dollars, show_json, show_table

app = typer.Typer(help="Files and claims that could not be used, and why.", no_args_is_help=True)
# Remittances tell their findings; of other files the services know the name and the reason.
OTHERS = ("cob-verification", "claim-builder", "submission-gateway")


@app.command("list")
def list_quarantined(as_json: AsJson = False) -> None:
    """List files, sets and claims that were not used; exit code 1 where there are any."""
    with asking("era-intake", remittances.RemittancesServiceStub) as intake:
        request = remittances.ListQuarantinedRequest()
        items = intake.ListQuarantined(request, timeout=DEADLINE_SECONDS).items
    files = {service: _refused(service) for service in OTHERS}
    if as_json:
        show_json({"era-intake": items, **files})
    else:
        _tell(items, files)
    if items or any(files.values()):
        raise typer.Exit(FINDING)


def _tell(
    items: Sequence[remittances.QuarantinedItem],
    files: Mapping[str, Sequence[operations.FileRecord]],
) -> None:
    show_table(
        ("what", "file", "place", "$paid", "code", "what is wrong", "what would be right"),
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


def _rows(item: remittances.QuarantinedItem) -> Iterator[tuple[str, ...]]:
    for number, found in enumerate(item.findings or [None]):
        first = number == 0
        yield (
            item.scope if first else "",
            item.file_name if first else "",
            f"{found.segment}@{found.position} byte {found.byte_offset}" if found else "",
            dollars(item.paid_cents) if first else "",
            found.code if found else item.reason_code,
            found.message if found else "",
            found.fix if found else "",
        )


def _refused(service: str) -> list[operations.FileRecord]:
    with asking(service, operations.OperationsServiceStub) as stub:
        request = operations.ListFilesRequest(state="refused")
        return list(stub.ListFiles(request, timeout=DEADLINE_SECONDS).files)
