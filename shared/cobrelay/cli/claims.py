"""`cobrelay claims`: find claims."""

from typing import Annotated

import typer

from cobrelay.api.claims import v1 as api
from cobrelay.cli.connections import DEADLINE_SECONDS, asking
from cobrelay.cli.printing import AsJson, dollars, show_json, show_table, tell_more

app = typer.Typer(help="Find claims.", no_args_is_help=True)


@app.command("list")
def list_claims(
    state: Annotated[str, typer.Option(help="Only claims in this state, e.g. held.")] = "",
    number: Annotated[str, typer.Option(help="Patient control number (CLM01).")] = "",
    limit: Annotated[int, typer.Option(min=1, max=500)] = 50,
    as_json: AsJson = False,
) -> None:
    """List claims with their state and what comes next."""
    request = api.ListClaimsRequest(state=state, patient_control_number=number, page_size=limit)
    with asking("status-tracker", api.ClaimsServiceStub) as tracker:
        page = tracker.ListClaims(request, timeout=DEADLINE_SECONDS)
    found = page.claims
    if as_json:
        show_json(found)
        return
    show_table(
        ("claim", "number", "state", "$charge", "next", "on", "$at risk"),
        (
            (
                each.claim_id,
                each.patient_control_number,
                each.state,
                dollars(each.charge_cents),
                each.next_action,
                each.next_action_on,
                dollars(each.money_at_risk_cents),
            )
            for each in found
        ),
        empty="No such claim.",
    )
    tell_more(page.next_page_token, limit)
