"""`cobrelay claim`: the story of one claim, its amounts, what to do next."""

import json
import re
from collections.abc import Collection, Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from cobrelay.api.claims import v1 as claims
from cobrelay.api.determinations import v1 as determinations
from cobrelay.api.documents import v1 as documents
from cobrelay.api.ledger import v1 as ledger
from cobrelay.api.remittances import v1 as remittances
from cobrelay.cli import amounts
from cobrelay.cli.connections import DEADLINE_SECONDS, asking
from cobrelay.cli.failures import FINDING, Explained
from cobrelay.cli.printing import (
    Actor,
    AsJson,
    Reason,
    as_dict,
    dollars,
    minute,
    show_json,
    show_table,
)
from cobrelay.clock import real_now
from cobrelay.contracts.cob import v1 as cob
from cobrelay.money import format_dollars

app = typer.Typer(help="One claim: its story, its amounts, what to do next.", no_args_is_help=True)
VERIFICATION = "cob-verification"
Claim = Annotated[str, typer.Argument(help="A claim id, or its patient control number (CLM01).")]


@app.command()
def show(claim: Claim, as_json: AsJson = False) -> None:
    """Tell what happened to a claim, what each payer paid and what is left, and what comes next."""
    with asking("status-tracker", claims.ClaimsServiceStub) as tracker:
        told = tracker.GetClaim(claims.GetClaimRequest(claim_id=claim), timeout=DEADLINE_SECONDS)
    if as_json:
        show_json(told)
        return
    console = Console()
    summary = told.claim
    console.print(f"[bold]Claim {escape(summary.patient_control_number)}[/]  {summary.claim_id}")
    why = f" ({told.reason_code})" if told.reason_code else ""
    state = f"{summary.state.replace('_', ' ')}{why}"
    console.print(f"{state}; charge {dollars(summary.charge_cents)}", markup=False)
    console.print(_next(summary), style="bold")
    _section(console, "What happened")
    entries = sorted(told.timeline, key=lambda each: each.at)
    show_table(
        ("when", "what", "code"),
        ((minute(each.at), each.sentence, each.reason_code) for each in entries),
        empty="Nothing yet.",
    )
    _section(console, "Payers")
    show_table(
        ("payer", "place", "state", "$at stake", "file by"),
        (
            (each.payer_name, each.sequence, each.state, dollars(each.amount_cents), each.file_by)
            for each in told.obligations
        ),
        empty="No next payer is determined.",
    )
    _answers(console, summary.claim_id)
    _balances(console, summary.claim_id)
    _open_work(console, told.work)


@app.command()
def x12(claim: Claim, as_json: AsJson = False) -> None:
    """Print the claims that were built for the next payers, segment by segment."""
    claim_id = id_of(claim)
    with asking("claim-builder", documents.DocumentsServiceStub) as builder:
        answer = builder.ListBuilt(
            documents.ListBuiltRequest(claim_id=claim_id), timeout=DEADLINE_SECONDS
        )
    if as_json:
        shown = as_dict(answer)
        for told, built in zip(shown["built"], answer.built, strict=True):
            told["claim"]["body"] = built.claim.body.decode()  # X12 is text to whoever asks
        typer.echo(json.dumps(shown, indent=1))
        return
    for built in answer.built:
        name = built.claim.coverage.payer.name
        Console().print(f"[bold]{escape(name)}[/] ({built.state})")
        typer.echo(built.claim.body.decode().replace("~", "~\n"))
    for held in answer.held:
        typer.echo(f"Held: {held.reason_code} {held.detail} {held.place}".rstrip())


@app.command()
def rebuild(claim: Claim, actor: Actor, reason: Reason, as_json: AsJson = False) -> None:
    """Build the next payer's claim again, once what was rejected or held it is put right."""
    claim_id = id_of(claim)
    determination_id = _next_payer_of(claim_id)
    with asking("claim-builder", documents.DocumentsServiceStub) as builder:
        built = builder.ListBuilt(
            documents.ListBuiltRequest(claim_id=claim_id), timeout=DEADLINE_SECONDS
        )
        request = documents.RebuildRequest(
            # What was built meanwhile makes it another request.
            idempotency_key=f"rebuild:{determination_id}:{len(built.built)}:{actor}:{reason}",
            determination_id=determination_id,
            actor=actor,
            reason=reason,
        )
        answer = builder.Rebuild(request, timeout=DEADLINE_SECONDS)
    if as_json:
        show_json(answer)
    elif answer.held_reason_code:
        typer.echo(f"Held again ({answer.held_reason_code}); `claim x12` says why.")
    else:
        typer.echo(f"Built as submission {answer.submission_id}.")
    if answer.held_reason_code:
        raise typer.Exit(FINDING)


@app.command()
def determine(claim: Claim, actor: Actor, reason: Reason, as_json: AsJson = False) -> None:
    """Decide again who pays next, for instance once a payer's profile is corrected."""
    claim_id = id_of(claim)
    before = standing_of(claim_id)
    if not before:
        raise Explained(
            "No payer's answer to this claim is decided.",
            "`cobrelay claim show` tells what it waits for.",
            FINDING,
        )
    latest = before[-1].determination
    with asking(VERIFICATION, determinations.DeterminationsServiceStub) as verification:
        request = determinations.DetermineAgainRequest(
            # Decided alike, it says nothing anew: each call may look at what was corrected since.
            idempotency_key=f"determine:{latest.adjudication_id}:{real_now()}:{actor}:{reason}",
            adjudication_id=latest.adjudication_id,
            actor=actor,
            reason=reason,
        )
        verification.DetermineAgain(request, timeout=DEADLINE_SECONDS)
    known = {each.determination.determination_id for each in before}
    tell_determined(standing_of(claim_id), known, as_json=as_json)


def standing_of(claim_id: str) -> list[determinations.DeterminationRecord]:
    """What is determined of a claim and holds, by the place of the payer that answered."""
    with asking(VERIFICATION, determinations.DeterminationsServiceStub) as verification:
        request = determinations.ListDeterminationsRequest(claim_id=claim_id)
        found = verification.ListDeterminations(request, timeout=DEADLINE_SECONDS).determinations
    holding = [each for each in found if not each.is_withdrawn]
    return sorted(holding, key=lambda each: each.determination.sequence)


def tell_determined(
    found: Sequence[determinations.DeterminationRecord],
    known: Collection[str] = (),
    *,
    as_json: bool,
) -> None:
    """What is determined now, and what of it is new; what is held is a finding."""
    if as_json:
        show_json(found)
    else:
        show_table(
            ("payer", "outcome", "code", "why", "is"),
            (_determined(each, known) for each in found),
            empty="Nothing is determined.",
        )
    if any(each.outcome == cob.DeterminationHeld.DESCRIPTOR.name for each in found):
        raise typer.Exit(FINDING)


def _determined(
    record: determinations.DeterminationRecord, known: Collection[str]
) -> tuple[str, ...]:
    said = record.determination
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", record.outcome).lower()
    why = next((each.sentence for each in said.trace if each.code == said.reason_code), "")
    news = "as before" if said.determination_id in known else "new"
    return (str(said.sequence or "?"), words, said.reason_code, why, news)


def _next_payer_of(claim_id: str) -> str:
    """The determination that names the payer who is to get the claim."""
    name = cob.NextPayerDetermined.DESCRIPTOR.name
    standing = [each.determination for each in standing_of(claim_id) if each.outcome == name]
    if not standing:
        raise Explained("No next payer is determined for this claim.", exit_code=FINDING)
    return str(standing[-1].determination_id)


def id_of(claim: str) -> str:
    """The claim id of a patient control number; of a claim id itself."""
    with asking("status-tracker", claims.ClaimsServiceStub) as tracker:
        told = tracker.GetClaim(claims.GetClaimRequest(claim_id=claim), timeout=DEADLINE_SECONDS)
    return str(told.claim.claim_id)


def _section(console: Console, title: str) -> None:
    console.print()
    console.print(title, style="bold underline")


def _next(summary: claims.ClaimSummary) -> str:
    if summary.is_closed:
        return f"Closed: {summary.next_action}."
    return f"Next: {summary.next_action} (by {summary.next_action_on})."


def _answers(console: Console, claim_id: str) -> None:
    with asking("era-intake", remittances.RemittancesServiceStub) as intake:
        request = remittances.ListAnswersRequest(claim_id=claim_id)
        found = intake.ListAnswers(request, timeout=DEADLINE_SECONDS)
    _section(console, "Amounts by payer and line")
    show_table(amounts.COLUMNS, amounts.rows_of(found.answers), empty="No payer has answered.")


def _balances(console: Console, claim_id: str) -> None:
    with asking("payment-poster", ledger.LedgerServiceStub) as poster:
        answer = poster.GetClaimLedger(
            ledger.GetClaimLedgerRequest(claim_id=claim_id), timeout=DEADLINE_SECONDS
        )
    _section(console, "Balances")
    show_table(
        ("account", "$balance"),
        ((each.account, format_dollars(each.balance_cents)) for each in answer.balances),
        empty="Nothing is booked.",
    )


def _open_work(console: Console, work: Sequence[claims.WorkItem]) -> None:
    open_items = [each for each in work if each.state != "closed"]
    if not open_items:
        return
    _section(console, "Work")
    show_table(
        ("id", "code", "what to do", "$at risk", "due"),
        (
            (
                each.work_item_id,
                each.reason_code,
                each.next_action,
                dollars(each.money_at_risk_cents),
                each.due_on,
            )
            for each in open_items
        ),
        empty="",
    )
