"""`cobrelay work`: the one work queue, most urgent first."""

from typing import Annotated

import typer

from cobrelay.api.claims import v1 as api
from cobrelay.cli.connections import DEADLINE_SECONDS, asking
from cobrelay.cli.printing import Actor, AsJson, Reason, dollars, show_json, show_table, tell_more

app = typer.Typer(help="The work queue: what a person should look at first.", no_args_is_help=True)
Item = Annotated[str, typer.Argument(help="The id of a work item.")]


@app.command("list")
def list_work(
    state: Annotated[str, typer.Option(help="open, taken, closed or all.")] = "open",
    code: Annotated[str, typer.Option(help="Only this reason code.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=500)] = 25,
    as_json: AsJson = False,
) -> None:
    """List what people must look at, ordered by money at risk and days left."""
    request = api.ListWorkRequest(state=state, reason_code=code, page_size=limit)
    with asking("status-tracker", api.ClaimsServiceStub) as tracker:
        page = tracker.ListWork(request, timeout=DEADLINE_SECONDS)
    found = page.work
    if as_json:
        show_json(found)
        return
    show_table(
        ("id", "code", "what to do", "$at risk", "due", "about", "who"),
        (
            (
                each.work_item_id,
                each.reason_code,
                each.next_action,
                dollars(each.money_at_risk_cents),
                each.due_on,
                each.claim_id or f"{each.subject_kind} {each.subject_id}",
                each.actor,
            )
            for each in found
        ),
        empty="Nothing to do.",
    )
    tell_more(page.next_page_token, limit)


@app.command()
def take(item: Item, actor: Actor, as_json: AsJson = False) -> None:
    """Say that somebody looks after it."""
    request = api.TakeWorkRequest(
        idempotency_key=f"take:{item}:{actor}", work_item_id=item, actor=actor
    )
    with asking("status-tracker", api.ClaimsServiceStub) as tracker:
        taken = tracker.TakeWork(request, timeout=DEADLINE_SECONDS).work_item
    if as_json:
        show_json(taken)
    else:
        typer.echo(f"Taken by {taken.actor}.")


@app.command()
def close(
    item: Item,
    outcome: Annotated[str, typer.Option(help="resolved, no_action or written_off.")],
    actor: Actor,
    reason: Reason,
    as_json: AsJson = False,
) -> None:
    """Close it with an outcome; who and why is recorded."""
    request = api.CloseWorkRequest(
        idempotency_key=f"close:{item}:{actor}:{outcome}:{reason}",
        work_item_id=item,
        outcome=outcome,
        actor=actor,
        reason=reason,
    )
    with asking("status-tracker", api.ClaimsServiceStub) as tracker:
        closed = tracker.CloseWork(request, timeout=DEADLINE_SECONDS).work_item
    if as_json:
        show_json(closed)
    else:
        typer.echo(f"Closed as {closed.outcome}.")
