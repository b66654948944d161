"""`cobrelay remittance`: what a remittance said, and the proof of the payment it belongs to."""

from collections.abc import Sequence
from typing import Annotated

import grpc
import typer
from rich.console import Console

from cobrelay.api.ledger import v1 as ledger
from cobrelay.api.remittances import v1 as remittances
from cobrelay.cli.claim import Claim, id_of
from cobrelay.cli.connections import DEADLINE_SECONDS, asking
from cobrelay.cli.failures import FINDING
from cobrelay.cli.printing import Actor, AsJson, Reason, dollars, show_json, show_table
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.payments import v1 as payments
from cobrelay.money import format_dollars
from cobrelay.paging import AllPages

app = typer.Typer(help="One payment and its proof.", no_args_is_help=True)
Remittance = Annotated[str, typer.Argument(help="A remittance id, or a trace number (TRN02).")]
Answer = Annotated[
    str, typer.Argument(metavar="REMITTANCE/NUMBER", help="A claim payment, as `work list` has it.")
]


@app.command()
def show(remittance: Remittance, as_json: AsJson = False) -> None:
    """Show a remittance's claims and adjustments, and what the ledger holds of its payment."""
    with asking("era-intake", remittances.RemittancesServiceStub) as intake:
        request = remittances.GetRemittanceRequest(remittance_id=remittance)
        told = intake.GetRemittance(request, timeout=DEADLINE_SECONDS)
    proof = _proof_of(told.remittance.payment.payment_id)
    if as_json:
        show_json([told, *([proof] if proof else [])])
    else:
        _tell(told)
        _prove(proof)
    if proof is not None and (proof.difference_cents or proof.open_reasons):
        raise typer.Exit(FINDING)


@app.command("list")
def list_payments(as_json: AsJson = False) -> None:
    """List every payment with its proof, by day; what is not explained is a finding."""
    found = sorted(
        _all_payments(), key=lambda proof: (proof.payment.paid_on, proof.payment.trace_number)
    )
    if as_json:
        show_json({"payments": found})
    else:
        show_table(
            (
                "trace",
                "paid on",
                "$payment",
                "$claims",
                "$unapplied",
                "$PLB",
                "$unexplained",
                "open because",
            ),
            map(_row, found),
            empty="No payment was accepted.",
        )
    if unexplained(found):
        raise typer.Exit(FINDING)


@app.command()
def link(
    answer: Answer, claim: Claim, actor: Actor, reason: Reason, as_json: AsJson = False
) -> None:
    """Say whose claim payment it is that fits no claim of ours by itself."""
    remittance_id, _, ordinal = answer.rpartition("/")
    if not remittance_id or not ordinal.isdecimal():
        raise typer.BadParameter("an answer is REMITTANCE/NUMBER, as `work list` shows it")
    claim_id = id_of(claim)
    request = remittances.LinkByHandRequest(
        idempotency_key=f"link:{answer}:{claim_id}:{actor}:{reason}",
        remittance_id=remittance_id,
        ordinal=int(ordinal),
        claim_id=claim_id,
        actor=actor,
        reason=reason,
    )
    with asking("era-intake", remittances.RemittancesServiceStub) as intake:
        linked = intake.LinkByHand(request, timeout=DEADLINE_SECONDS)
    if as_json:
        show_json(linked)
    else:
        typer.echo(f"Linked to claim {claim_id}.")


def _all_payments() -> list[payments.RemittanceProved]:
    pages: AllPages[ledger.ListPaymentsRequest, ledger.ListPaymentsResponse]
    pages = AllPages(ledger.ListPaymentsRequest())
    with asking("payment-poster", ledger.LedgerServiceStub) as poster:
        for wanted in pages:
            pages.add(poster.ListPayments(wanted, timeout=DEADLINE_SECONDS))
    return [each for page in pages.told for each in page.payments]


def unexplained(proofs: Sequence[payments.RemittanceProved]) -> int:
    """Σ |BPR02 + ΣPLB − posted to claims − in unapplied|, in cents."""
    return sum(abs(each.difference_cents) for each in proofs)


def _row(proof: payments.RemittanceProved) -> tuple[str, ...]:
    return (
        proof.payment.trace_number,
        proof.payment.paid_on,
        format_dollars(proof.payment_cents),
        dollars(proof.posted_to_claims_cents),
        dollars(proof.unapplied_cents),
        dollars(proof.provider_adjustments_cents),
        dollars(proof.difference_cents),
        "; ".join(proof.open_reasons),
    )


def _proof_of(payment_id: str) -> payments.RemittanceProved | None:
    """None when nothing of the remittance reached the ledger, as when it is quarantined."""
    with asking("payment-poster", ledger.LedgerServiceStub) as poster:
        request = ledger.GetPaymentRequest(payment_id=payment_id)
        try:
            found: ledger.GetPaymentResponse = poster.GetPayment(request, timeout=DEADLINE_SECONDS)
        except grpc.RpcError as failure:
            if failure.code() is grpc.StatusCode.NOT_FOUND:
                return None
            raise
        return found.proof


def _tell(told: remittances.GetRemittanceResponse) -> None:
    console = Console()
    summary = told.remittance
    payment = summary.payment
    console.print(f"[bold]Remittance {summary.remittance_id}[/]  {summary.state}")
    console.print(
        f"{summary.payer.name}; payment {payment.trace_number} of {payment.paid_on} over"
        f" {format_dollars(summary.payment_cents)}; file {summary.file_name}\n",
        markup=False,
    )
    show_table(
        ("#", "claim", "status", "$charge", "$paid", "state", "code"),
        (_claim(each) for each in told.claims),
        empty="It holds no claim.",
    )
    if told.provider_adjustments:
        console.print()
        show_table(
            ("PLB", "reference", "$amount"),
            (_adjustment(each) for each in told.provider_adjustments),
            empty="",
        )


def _claim(claim: remittances.RemittanceClaim) -> tuple[str, ...]:
    return (
        str(claim.ordinal),
        claim.claim_id,
        claim.status_code,
        dollars(claim.charge_cents),
        format_dollars(claim.paid_cents),
        claim.state,
        claim.reason_code,
    )


def _adjustment(adjustment: era.ProviderAdjusted) -> tuple[str, str, str]:
    return adjustment.reason_code, adjustment.reference, format_dollars(adjustment.amount_cents)


def _prove(proof: payments.RemittanceProved | None) -> None:
    """The proof as an addition: claims, unapplied, less PLB, against the payment."""
    console = Console()
    console.print()
    if proof is None:
        console.print("Nothing of it is in the ledger.")
        return
    booked = proof.posted_to_claims_cents + proof.unapplied_cents - proof.provider_adjustments_cents
    for label, cents in (
        ("on claims", proof.posted_to_claims_cents),
        ("in unapplied", proof.unapplied_cents),
        ("less PLB", -proof.provider_adjustments_cents),
        ("booked", booked),
        ("payment (BPR02)", proof.payment_cents),
        ("not explained", proof.difference_cents),
    ):
        console.print(f"{label:<18}{format_dollars(cents):>14}")
    console.print("\n[bold]Proved.[/]" if proof.is_proved else "\n[bold]Not proved.[/]")
    for reason in proof.open_reasons:
        console.print(f"Open: {reason}", markup=False)
