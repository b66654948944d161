"""`cobrelay waiting`: events that wait for a fact. Waiting is normal."""

from typing import Annotated

import typer

from cobrelay.api.operations import v1 as api
from cobrelay.cli.connections import DEADLINE_SECONDS, SERVICES, asking
from cobrelay.cli.printing import AsJson, show_json, show_table

app = typer.Typer(help="Events that wait for a fact.", no_args_is_help=True)


@app.command("list")
def list_waiting(
    service: Annotated[str, typer.Option(help="Only this service.")] = "", as_json: AsJson = False
) -> None:
    """List what waits, for which fact, and since when."""
    found = {}
    for name in (service,) if service else SERVICES:
        with asking(name, api.OperationsServiceStub) as stub:
            answer = stub.ListWaiting(api.ListWaitingRequest(), timeout=DEADLINE_SECONDS)
        found[name] = list(answer.messages)
    if as_json:
        show_json(found)
        return
    show_table(
        ("service", "event", "code", "waits for", "since"),
        (
            (
                name,
                each.event_type.rpartition(".")[2],
                each.reason_code,
                "\n".join(each.facts),
                each.waiting_since,
            )
            for name, messages in found.items()
            for each in messages
        ),
        empty="Nothing waits.",
    )
