"""Writes the report of a demo: what was expected and what came, in dollars and sentences."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cobrelay.clock import Clock
from sandbox.demonstration.evidence import Evidence, key_of
from sandbox.demonstration.latency import latency
from sandbox.demonstration.plan import Plan
from sandbox.demonstration.verdict import Verdict
from sandbox.reporting import dollars

DIFFERENCES_SHOWN = 25
NAMES_SHOWN = 12
COMMAND = ".venv/bin/cobrelay"
FOLDED = ("cash", "unapplied")


def tell_verdict(console: Console, verdict: Verdict) -> None:
    """The table of stories and every difference."""
    table = Table("story", "expected", "came", "", title="Stories", title_justify="left")
    table.columns[0].max_width = 48
    for row in verdict.rows:
        mark = "[green]right[/]" if row.is_right else "[bold red]wrong[/]"
        came = f"{row.right} of {row.claims} {row.came}"
        table.add_row(row.title, f"{row.claims} claims: {row.expected}", came, mark)
    console.print(table)
    differences = [each for row in verdict.rows for each in row.differences]
    _list(console, "What is wrong", [*differences, *verdict.findings])


def tell_ledger(console: Console, evidence: Evidence) -> None:
    """The ledger's totals: claims, payments and unapplied cash folded into one row per kind."""
    totals: Counter[str] = Counter()
    for each in evidence.trial.balances:
        totals[_kind(each.account)] += each.balance_cents
    table = Table("account", box=None, title="Ledger", title_justify="left", header_style="bold")
    table.add_column("balance", justify="right")
    for account, cents in totals.items():
        if cents:
            table.add_row(account, _signed(cents))
    table.add_row("[bold]all accounts[/]", _signed(evidence.trial.total_cents))
    console.print(table)
    checked, broken = evidence.chains.claims_checked, len(evidence.chains.broken_entry_ids)
    console.print(f"Hash chains: {checked} checked, {broken} broken.")


def _kind(account: str) -> str:
    """`cash:<payer>:<trace>:<day>` is one of many: they are told together."""
    first = account.split(":", 1)[0]
    return f"{first}:*" if first in FOLDED and account != "cash:patient" else account


def tell_numbers(console: Console, verdict: Verdict, evidence: Evidence, clock: Clock) -> None:
    """Accepted at the first try, unexplained cents, latency."""
    far = verdict.far
    console.print(
        f"Secondary claims: {far.submitted} sent, "
        f"{far.accepted_at_first_try} accepted at the first try."
    )
    console.print(
        f"Follow-ups that fell due before what they waited for came: {len(evidence.late)}."
    )
    tell_latency(console, evidence, clock)
    style = "bold red" if verdict.unexplained else "bold green"
    console.print(f"Unexplained: {verdict.unexplained} cents.", style=style)


def tell_latency(console: Console, evidence: Evidence, clock: Clock) -> None:
    """In real time, whatever the clock's scale."""
    if measured := latency(evidence, clock):
        console.print(
            f"From remittance to submitted claim: p50 {measured.median:.1f} s, "
            f"p99 {measured.p99:.1f} s (real time, {measured.claims} claims)."
        )


def tell_own_files(console: Console, plan: Plan, evidence: Evidence) -> None:
    """What became of the user's claims and payments."""
    how = "as AS_OF says" if plan.is_as_of_chosen else "the day after the newest date in the files"
    console.print(f"Business time began on {plan.as_of}, {how}; no payment was invented.")
    table = Table("claim", "state", "next", title="Claims", title_justify="left")
    table.add_column("charge", justify="right")
    table.add_column("sent to")
    for each in evidence.claims:
        claim = each.claim
        sent = ", ".join(f"{one.payer_name} ({one.state})" for one in each.submissions)
        told = (
            claim.patient_control_number,
            claim.state.replace("_", " "),
            claim.next_action,
            dollars(claim.charge_cents),
            sent,
        )
        table.add_row(*map(Text, told))  # what files say is no markup
    console.print(table)
    payments = Table("payment", "proof", title="Payments", title_justify="left")
    for paid in evidence.payments:
        proof = paid.proof
        state = "proved" if proof.is_proved else "; ".join(proof.open_reasons)
        paid_by = f"{key_of(proof.payment)[1]} {dollars(proof.payment_cents)}"
        payments.add_row(Text(paid_by), Text(state))
    console.print(payments)
    _list(console, "Quarantined", [_sentence(item) for item in evidence.quarantined])
    _list(console, "Work", [f"{item.reason_code} {item.next_action}" for item in evidence.work])


def tell_places(console: Console, plan: Plan) -> None:
    """Where the files lie."""
    received = plan.clearinghouse / "received"
    names = sorted(path.name for path in received.iterdir()) if received.exists() else []
    console.print(f"What the clearinghouse received: {_shown(received)}/ ({len(names)} files)")
    if not plan.files:
        console.print(f"What was fed, and its truth: {_shown(plan.world)}/")
    console.print(f"Raw files by hash: {_shown(plan.home / 'store')}/")
    console.print(f"Logs: {_shown(plan.home / 'logs')}/")


def tell_what_to_try(console: Console, evidence: Evidence) -> None:
    """Commands for another terminal, with ids that are really there."""
    console.print("\nEverything keeps running until Ctrl-C. In another terminal:", style="bold")
    for command in _commands(evidence):
        console.print(f"  {COMMAND} {command}", highlight=False, markup=False)


def _commands(evidence: Evidence) -> Iterable[str]:
    sent = {each.claim_id for each in evidence.submissions}
    chosen = [each.claim.claim_id for each in evidence.claims if each.claim.claim_id in sent]
    for claim_id in (chosen or [each.claim.claim_id for each in evidence.claims])[:1]:
        yield f"claim show {claim_id}"
        yield f"claim x12 {claim_id}"
        yield f"ledger show {claim_id}"
    for told in evidence.remittances[:1]:
        yield f"remittance show {told.remittance.remittance_id}"
    yield "work list"
    yield "quarantine list"
    yield "flow"


def _list(console: Console, title: str, lines: list[str]) -> None:
    if not lines:
        return
    console.print(f"{title}:", style="bold")
    for line in lines[:DIFFERENCES_SHOWN]:
        console.print(f"  {line}", highlight=False, markup=False)
    if len(lines) > DIFFERENCES_SHOWN:
        console.print(f"  … and {len(lines) - DIFFERENCES_SHOWN} more")


def _sentence(item: object) -> str:
    name, code = getattr(item, "file_name", ""), getattr(item, "reason_code", "")
    findings = getattr(item, "findings", ())
    place = f" at segment {findings[0].position}: {findings[0].message}" if findings else ""
    return f"{name} {code}{place}"


def _signed(cents: int) -> str:
    return f"-{dollars(-cents)}" if cents < 0 else dollars(cents)


def _shown(path: Path) -> str:
    return os.path.relpath(path)
