"""`cobrelay crossover`: what a person learns of a claim that a payer forwarded itself."""

import typer

from cobrelay.api.determinations import v1 as determinations
from cobrelay.cli.claim import VERIFICATION, Claim, id_of, standing_of, tell_determined
from cobrelay.cli.connections import DEADLINE_SECONDS, asking
from cobrelay.cli.printing import Actor, AsJson, Reason

app = typer.Typer(
    help="Claims that a payer forwarded: say that one did not arrive.", no_args_is_help=True
)


@app.callback()
def crossover() -> None:
    """Claims that a payer forwarded to the next one by itself."""


@app.command()
def failed(claim: Claim, actor: Actor, reason: Reason, as_json: AsJson = False) -> None:
    """Say that a notice came: the forwarded claim was not accepted. Our own claim follows."""
    claim_id = id_of(claim)
    known = {each.determination.determination_id for each in standing_of(claim_id)}
    with asking(VERIFICATION, determinations.DeterminationsServiceStub) as verification:
        request = determinations.ReportCrossoverFailureRequest(
            # What was determined meanwhile makes it another report.
            idempotency_key=":".join(("crossover-failed", *sorted(known), actor, reason)),
            claim_id=claim_id,
            actor=actor,
            reason=reason,
        )
        verification.ReportCrossoverFailure(request, timeout=DEADLINE_SECONDS)
    tell_determined(standing_of(claim_id), known, as_json=as_json)
