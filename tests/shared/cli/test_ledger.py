"""The ledger and the proof of a payment on the command line, asked of a real gRPC server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest
from typer.testing import CliRunner, Result

from cobrelay.api.ledger import v1 as ledger
from cobrelay.api.remittances import v1 as remittances
from cobrelay.cli import ledger as ledger_commands
from cobrelay.cli import remittance as remittance_commands
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.payments import v1 as payments


def entry(memo: str, reason_code: str, **postings: int) -> ledger.Entry:
    accounts = {
        "payer": "claim:C1:receivable:payer",
        "patient": "claim:C1:receivable:patient",
        "cash": "cash:1:EFT1:2026-03-02",
    }
    return ledger.Entry(
        memo=memo,
        reason_code=reason_code,
        posted_at="2026-03-02T08:00:00+00:00",
        postings=[
            ledger.Posting(account=accounts.get(name, name), amount_cents=cents)
            for name, cents in postings.items()
        ],
    )


def proof(difference: int = 0, *reasons: str) -> payments.RemittanceProved:
    return payments.RemittanceProved(
        payment=common.PaymentIdentity(payment_id="P1", trace_number="EFT1", paid_on="2026-03-02"),
        payment_cents=30_000 + difference,
        posted_to_claims_cents=31_000,
        provider_adjustments_cents=1_000,
        difference_cents=difference,
        is_proved=not difference,
        open_reasons=reasons,
    )


class Poster(ledger.LedgerServiceServicer):
    """A ledger that holds one claim and one payment."""

    proof = proof()
    others: tuple[payments.RemittanceProved, ...] = ()
    broken: tuple[str, ...] = ()

    def GetClaimLedger(  # noqa: N802
        self, request: ledger.GetClaimLedgerRequest, context: grpc.ServicerContext
    ) -> ledger.GetClaimLedgerResponse:
        if request.claim_id != "C1":
            context.abort(grpc.StatusCode.NOT_FOUND, "the ledger knows no such claim")
        return ledger.GetClaimLedgerResponse(
            entries=[
                entry("Charge", "PST-101", payer=50_000, revenue=-50_000),
                entry("Payment of a payer", "PST-110", cash=30_000, payer=-30_000),
                entry("Contractual write-off", "PST-201", contractual=12_500, payer=-12_500),
                entry("To the patient", "PST-202", patient=7_500, payer=-7_500),
            ],
            resolved=payments.BalanceResolved(
                charge_cents=50_000,
                paid_cents=30_000,
                written_off_cents=12_500,
                patient_cents=7_500,
                disposition=payments.DISPOSITION_STATEMENT,
                reason_code="PST-223",
            ),
            released_cents=7_500,
        )

    def GetPayment(  # noqa: N802
        self,
        request: ledger.GetPaymentRequest,  # noqa: ARG002
        context: Any,  # noqa: ARG002
    ) -> ledger.GetPaymentResponse:
        return ledger.GetPaymentResponse(proof=self.proof)

    def ListPayments(  # noqa: N802
        self,
        request: ledger.ListPaymentsRequest,  # noqa: ARG002
        context: Any,  # noqa: ARG002
    ) -> ledger.ListPaymentsResponse:
        return ledger.ListPaymentsResponse(payments=[self.proof, *self.others])

    def VerifyChains(  # noqa: N802
        self,
        request: ledger.VerifyChainsRequest,  # noqa: ARG002
        context: Any,  # noqa: ARG002
    ) -> ledger.VerifyChainsResponse:
        return ledger.VerifyChainsResponse(claims_checked=3, broken_entry_ids=self.broken)

    def GetTrialBalance(  # noqa: N802
        self,
        request: ledger.GetTrialBalanceRequest,  # noqa: ARG002
        context: Any,  # noqa: ARG002
    ) -> ledger.GetTrialBalanceResponse:
        return ledger.GetTrialBalanceResponse(
            balances=[ledger.AccountBalance(account="revenue", balance_cents=-50_000)]
        )


class Intake(remittances.RemittancesServiceServicer):
    """One remittance with one claim and one PLB."""

    def GetRemittance(  # noqa: N802
        self,
        request: remittances.GetRemittanceRequest,  # noqa: ARG002
        context: Any,  # noqa: ARG002
    ) -> remittances.GetRemittanceResponse:
        return remittances.GetRemittanceResponse(
            remittance=remittances.RemittanceSummary(
                remittance_id="R1", payment=proof().payment, payment_cents=30_000, state="accepted"
            ),
            claims=[
                remittances.RemittanceClaim(
                    ordinal=1, claim_id="C1", status_code="1", paid_cents=31_000, state="matched"
                )
            ],
            provider_adjustments=[era.ProviderAdjusted(reason_code="WO", amount_cents=1_000)],
        )


@pytest.fixture
def poster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Poster]:
    server = grpc.server(ThreadPoolExecutor(2))
    held = Poster()
    ledger.add_LedgerServiceServicer_to_server(held, server)
    remittances.add_RemittancesServiceServicer_to_server(Intake(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    for name in ("PAYMENT_POSTER", "ERA_INTAKE"):
        monkeypatch.setenv(f"{name}_GRPC_ADDRESS", f"127.0.0.1:{port}")
    monkeypatch.setenv("COLUMNS", "160")
    yield held
    server.stop(None).wait()


def run(module: Any, *words: str) -> Result:
    return CliRunner().invoke(module.app, words)


def cells(output: str, row: str) -> list[str]:
    line = next(line for line in output.splitlines() if row in line)
    return line.split()


@pytest.mark.usefixtures("poster")
def test_a_claims_ledger_shows_who_owes_what_after_each_entry() -> None:
    shown = run(ledger_commands, "show", "C1")

    assert shown.exit_code == 0
    assert cells(shown.output, "Payment of a payer")[-3:] == ["-300.00", "200.00", "PST-110"]
    assert cells(shown.output, "To the patient")[-3:] == ["75.00", "75.00", "PST-202"]
    assert "A statement over 75.00 may go out." in shown.output
    assert "Statement (PST-223)" in shown.output


@pytest.mark.usefixtures("poster")
def test_a_claims_ledger_is_shown_for_programs() -> None:
    shown = json.loads(run(ledger_commands, "show", "C1", "--json").output)

    assert shown["entries"][0]["postings"][0]["account"] == "claim:C1:receivable:payer"


def test_chains_that_hold_are_no_finding_and_broken_ones_are(poster: Poster) -> None:
    whole = run(ledger_commands, "verify")
    poster.broken = ("E7",)
    broken = run(ledger_commands, "verify")

    assert (whole.exit_code, whole.output.strip()) == (0, "3 chains, whole")
    assert (broken.exit_code, broken.output.strip()) == (1, "3 chains, broken at E7")


@pytest.mark.usefixtures("poster")
def test_the_trial_balance_shows_accounts_and_total() -> None:
    shown = run(ledger_commands, "balance").output

    assert cells(shown, "revenue") == ["revenue", "-500.00"]
    assert cells(shown, "total") == ["total", "0.00"]


@pytest.mark.usefixtures("poster")
def test_a_remittance_is_shown_with_the_proof_of_its_payment() -> None:
    shown = run(remittance_commands, "show", "R1")

    assert shown.exit_code == 0
    assert cells(shown.output, "less PLB") == ["less", "PLB", "-10.00"]
    assert cells(shown.output, "not explained") == ["not", "explained", "0.00"]
    assert "Proved." in shown.output


def test_what_is_open_or_unexplained_is_a_finding(poster: Poster) -> None:
    poster.proof = proof(500, "PST-301 The rest has not come.")

    shown = run(remittance_commands, "show", "EFT1")

    assert shown.exit_code == run(remittance_commands, "list").exit_code == 1
    assert "Open: PST-301 The rest has not come." in shown.output
    assert "Not proved." in shown.output


def test_payments_are_listed_by_day_and_trace(poster: Poster) -> None:
    named = (("EFT9", "2026-03-01"), ("EFT0", "2026-03-02"))
    poster.others = tuple(
        payments.RemittanceProved(
            payment=common.PaymentIdentity(trace_number=trace, paid_on=day), is_proved=True
        )
        for trace, day in named
    )

    shown = run(remittance_commands, "list")

    assert re.findall(r"EFT\d", shown.output) == ["EFT9", "EFT0", "EFT1"]
