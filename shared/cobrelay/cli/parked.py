"""`cobrelay parked`: events that could not be handled, and the ones that stand behind them."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from cobrelay.api.operations import v1 as api
from cobrelay.cli.connections import DEADLINE_SECONDS, SERVICES, asking
from cobrelay.cli.failures import FINDING
from cobrelay.cli.printing import Actor, AsJson, Reason, show_json, show_table

app = typer.Typer(
    help="Events that could not be handled: list, release, discard.", no_args_is_help=True
)
Service = Annotated[str, typer.Argument(help="The service, e.g. claim-builder.")]


@app.command("list")
def list_parked(
    service: Annotated[str, typer.Option(help="Only this service.")] = "", as_json: AsJson = False
) -> None:
    """List parked events, the cause of each key first; exit code 1 where something is parked."""
    found = {}
    for name in (service,) if service else SERVICES:
        with asking(name, api.OperationsServiceStub) as stub:
            answer = stub.ListParked(api.ListParkedRequest(), timeout=DEADLINE_SECONDS)
        found[name] = list(answer.messages)
    if as_json:
        show_json(found)
    else:
        _tell(found)
    if any(found.values()):
        raise typer.Exit(FINDING)


def _tell(found: Mapping[str, Sequence[api.ParkedMessage]]) -> None:
    show_table(
        ("service", "position", "key", "event", "code", "error", "since", "tries"),
        (
            (
                name,
                each.position,
                each.key,
                each.event_type.rpartition(".")[2],
                each.reason_code if each.is_first_cause else "behind the one above",
                each.error_type,
                each.parked_at,
                each.attempts,
            )
            for name, messages in found.items()
            for each in messages
        ),
        empty="Nothing is parked.",
    )


@app.command()
def release(service: Service, key: str, actor: Actor, reason: Reason) -> None:
    """Play a key's parked events again, in order; what fails again stays."""
    request = api.ReleaseParkedRequest(key=key, actor=actor, reason=reason)
    with asking(service, api.OperationsServiceStub) as stub:
        answer = stub.ReleaseParked(request, timeout=DEADLINE_SECONDS)
    typer.echo(f"{answer.played} played, {answer.still_parked} still parked.")
    if answer.still_parked:
        raise typer.Exit(FINDING)


@app.command()
def discard(service: Service, position: int, actor: Actor, reason: Reason) -> None:
    """Drop one parked event for good."""
    request = api.DiscardParkedRequest(position=position, actor=actor, reason=reason)
    with asking(service, api.OperationsServiceStub) as stub:
        stub.DiscardParked(request, timeout=DEADLINE_SECONDS)
    typer.echo("Discarded.")
