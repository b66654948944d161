"""The report of a demo on the user's own files: what they say is shown as it stands."""

from datetime import date
from pathlib import Path

from rich.console import Console

from cobrelay.api.claims import v1 as claims
from cobrelay.api.ledger import v1 as ledger
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.payments import v1 as payments
from sandbox.demonstration.evidence import Evidence
from sandbox.demonstration.plan import Plan
from sandbox.demonstration.telling import tell_own_files


def test_what_looks_like_markup_in_a_file_is_text() -> None:
    told = Evidence(
        claims=[
            claims.GetClaimResponse(
                claim=claims.ClaimSummary(patient_control_number="[/]PCN[bold]", state="sent"),
                submissions=[claims.SubmissionState(payer_name="[/red] ACME", state="sent")],
            )
        ],
        payments=[
            ledger.GetPaymentResponse(
                proof=payments.RemittanceProved(
                    payment=common.PaymentIdentity(trace_number="[/]EFT"), is_proved=True
                )
            )
        ],
    )
    console = Console(width=160, record=True)

    tell_own_files(console, Plan(home=Path("demo"), as_of=date(2026, 3, 2)), told)

    shown = console.export_text()
    assert "[/]PCN[bold]" in shown
    assert "[/red] ACME (sent)" in shown
    assert "[/]EFT $0.00" in shown
