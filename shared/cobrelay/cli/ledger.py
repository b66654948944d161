"""`cobrelay ledger`: the ledger of a claim as a biller reads it, and whether the books hold."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import grpc
import typer
from rich.console import Console

from cobrelay.api.claims import v1 as claims
from cobrelay.api.ledger import v1 as ledger
from cobrelay.cli.connections import DEADLINE_SECONDS, asking
from cobrelay.cli.failures import FINDING, Explained
from cobrelay.cli.printing import AsJson, dollars, show_json, show_table
from cobrelay.contracts.payments import v1 as payments
from cobrelay.money import format_dollars

app = typer.Typer(help="The ledger of a claim, as a biller reads it.", no_args_is_help=True)
Claim = Annotated[str, typer.Argument(help="A claim id, or its patient control number (CLM01).")]

OWERS = ("payer", "patient", "denied")
_SUMMARY = (
    ("Charge", "charge_cents"),
    ("paid by payers", "paid_cents"),
    ("written off", "written_off_cents"),
    ("paid by the patient", "patient_paid_cents"),
    ("owed by the patient", "patient_cents"),
    ("expected from payers", "payer_cents"),
    ("denied, being worked", "denied_cents"),
    ("to be refunded", "credit_cents"),
)


@app.command()
def show(claim: Claim, as_json: AsJson = False) -> None:
    """Show each entry of a claim, who owes what after it, and what becomes of the balance."""
    found = _ledger_of(claim)
    if as_json:
        show_json(found)
        return
    show_table(
        ("when", "what", "$amount", "$payer owes", "$patient owes", "$denied", "code"),
        _lines(found.entries),
        empty="Nothing is booked.",
    )
    if found.HasField("resolved"):
        _tell(found.resolved, found.released_cents)


@app.command()
def balance(
    prefix: Annotated[str, typer.Argument(help="Accounts that begin with this.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show the trial balance: every account, all claims in one row per kind; it sums to zero."""
    with asking("payment-poster", ledger.LedgerServiceStub) as poster:
        found = poster.GetTrialBalance(
            ledger.GetTrialBalanceRequest(prefix=prefix), timeout=DEADLINE_SECONDS
        )
    if as_json:
        show_json(found)
        return
    rows = [(each.account, format_dollars(each.balance_cents)) for each in found.balances]
    show_table(
        ("account", "$balance"),
        [*rows, ("total", format_dollars(found.total_cents))],
        empty="Nothing is booked.",
    )


@app.command()
def verify(as_json: AsJson = False) -> None:
    """Recompute every hash chain; an entry that was altered is a finding."""
    with asking("payment-poster", ledger.LedgerServiceStub) as poster:
        found = poster.VerifyChains(ledger.VerifyChainsRequest(), timeout=None)
    if as_json:
        show_json(found)
    else:
        broken = ", ".join(found.broken_entry_ids)
        typer.echo(f"{found.claims_checked} chains, {f'broken at {broken}' if broken else 'whole'}")
    if found.broken_entry_ids:
        raise typer.Exit(FINDING)


def _ledger_of(claim: str) -> ledger.GetClaimLedgerResponse:
    """By claim id; else by the number under which status_tracker knows the claim."""
    with asking("payment-poster", ledger.LedgerServiceStub) as poster:

        def ask(claim_id: str) -> ledger.GetClaimLedgerResponse:
            request = ledger.GetClaimLedgerRequest(claim_id=claim_id)
            found: ledger.GetClaimLedgerResponse = poster.GetClaimLedger(
                request, timeout=DEADLINE_SECONDS
            )
            return found

        try:
            return ask(claim)
        except grpc.RpcError as failure:
            if failure.code() is not grpc.StatusCode.NOT_FOUND:
                raise
        return ask(_named(claim))


def _named(number: str) -> str:
    try:
        with asking("status-tracker", claims.ClaimsServiceStub) as tracker:
            request = claims.GetClaimRequest(claim_id=number)
            return str(tracker.GetClaim(request, timeout=DEADLINE_SECONDS).claim.claim_id)
    except grpc.RpcError as failure:
        if failure.code() is grpc.StatusCode.NOT_FOUND:
            raise Explained(
                "The ledger knows no such claim.", "`cobrelay claims list` lists them.", FINDING
            ) from failure
        raise


def _lines(entries: Sequence[ledger.Entry]) -> Iterator[tuple[str, ...]]:
    """An entry a row: what it moved, and what each still owes when it is booked."""
    owed = dict.fromkeys(OWERS, 0)
    for entry in entries:
        for posting in entry.postings:
            _, _, ower = posting.account.rpartition(":receivable:")
            if ower in owed:
                owed[ower] += posting.amount_cents
        yield (
            entry.posted_at[:10],
            entry.memo,
            format_dollars(moved(entry)),
            *(dollars(owed[ower]) for ower in OWERS),
            entry.reason_code,
        )


def moved(entry: ledger.Entry) -> int:
    """The entry's effect on what is owed for the claim; within the claim: what moved."""
    owed = [each.amount_cents for each in entry.postings if ":receivable:" in each.account]
    if len(owed) > 1:
        return max(owed)
    return owed[0] if owed else max(each.amount_cents for each in entry.postings)


def _ending(disposition: payments.Disposition) -> str:
    """`Denial work`; a balance that no answer has disposed of is with a payer as well."""
    if disposition == payments.DISPOSITION_NEXT_PAYER:
        return "With a payer"
    name = payments.Disposition.Name(disposition).removeprefix("DISPOSITION_")
    return name.replace("_", " ").capitalize()


def _tell(resolved: payments.BalanceResolved, released_cents: int) -> None:
    console = Console()
    console.print()
    for label, field in _SUMMARY:
        cents = getattr(resolved, field)
        if cents or field == "charge_cents":
            console.print(f"{label:<22}{format_dollars(cents):>14}")
    console.print(f"\n[bold]{_ending(resolved.disposition)}[/] ({resolved.reason_code})")
    if released_cents:
        console.print(f"A statement over {format_dollars(released_cents)} may go out.")
