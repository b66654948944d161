"""Weighs what came against what had to come: story by story, cent by cent."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sandbox.demonstration.evidence import Came, Evidence, came
from sandbox.demonstration.plan import Plan
from sandbox.reporting import (
    FarSide,
    Json,
    PaymentKey,
    StoryRow,
    Truth,
    claim_differences,
    load_far_side,
    load_truth,
    payment_differences,
    story_rows,
    unexplained_cents,
)

# The reason that the trace must name where the outcome alone says too little.
REASONS = {"no-further-coverage": "COB-501", "coverage-ended": "COB-502"}
NOTHING_BOOKED = {"posted_cents": 0, "unapplied_cents": 0}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The table of stories and what concerns the whole."""

    rows: tuple[StoryRow, ...]
    findings: tuple[str, ...]
    unexplained: int
    far: FarSide

    @property
    def is_right(self) -> bool:
        return all(row.is_right for row in self.rows) and not self.findings and not self.unexplained


def judge(plan: Plan, evidence: Evidence) -> Verdict:
    """The verdict on a generated world, by its truth and by what the far side kept."""
    truth = load_truth(plan.world)
    far = load_far_side(plan.clearinghouse, truth)
    found = came(evidence, truth.payments)
    wrong = _wrong_claims(truth, far, found, evidence)
    wrong_payments = {
        key: _wrong_payment(expected, found.payments.get(key))
        for key, expected in truth.payments.items()
    }
    rows = story_rows(truth, wrong, wrong_payments)
    findings = (*_findings(truth, far, found), *_of_all(evidence), *_quarantined(plan, evidence))
    return Verdict(tuple(rows), findings, _unexplained(truth, far, found), far)


def _wrong_claims(
    truth: Truth, far: FarSide, found: Came, evidence: Evidence
) -> dict[str, list[str]]:
    reasons = _reasons(evidence)
    wrong: dict[str, list[str]] = {}
    for number, expected in truth.claims.items():
        sent, row = far.submissions.get(number, ()), found.claims.get(number)
        differences = claim_differences(expected, row, sent)
        if row is not None and row["released_cents"] != max(row["patient_cents"], 0):
            differences.append(f"{number}: released to the patient is not what he owes")
        wanted = REASONS.get(expected["story"])
        if wanted and wanted not in reasons[number]:
            differences.append(f"{number}: the trace does not name {wanted}")
        wrong[number] = differences
    return wrong


def _reasons(evidence: Evidence) -> Mapping[str, set[str]]:
    told: dict[str, set[str]] = defaultdict(set)
    for each in evidence.claims:
        told[each.claim.patient_control_number] = {entry.reason_code for entry in each.timeline}
    return told


def _wrong_payment(expected: Json, row: Json | None) -> list[str]:
    """A payment's amounts, and whether a person is told of what is unpaired."""
    differences = payment_differences(expected, row)
    if row is not None and bool(expected["work"]) != bool(row["open_reasons"]):
        told = ", ".join(row["open_reasons"]) or "nothing"
        differences.append(f"payment {expected['trace_number']}: open is {told}")
    return differences


def _findings(truth: Truth, far: FarSide, found: Came) -> Iterator[str]:
    """What no story's row would show."""
    if far.duplicates:
        yield f"{far.duplicates} claims arrived twice at the far side"
    for number in found.claims.keys() - truth.claims.keys():
        yield f"{number}: nobody knows this claim"
    for key, row in far.payments.items():
        booked = found.payments.get(key)
        if booked is None:
            yield f"payment {row['trace_number']}: nothing is known of it"
        elif booked["posted_cents"] != row["payment_cents"]:
            yield f"payment {row['trace_number']}: not all of it is on claims"


def _of_all(evidence: Evidence) -> Iterator[str]:
    for status in evidence.statuses:
        if status.parked:
            yield f"{status.service} has parked {status.parked} events"
    if evidence.trial.total_cents:
        yield f"the ledger is out of balance by {evidence.trial.total_cents} cents"
    for each in evidence.trial.balances:
        if each.account.endswith(":forwarded") and each.balance_cents:
            yield f"{each.account} holds {each.balance_cents} cents"
    for entry_id in evidence.chains.broken_entry_ids:
        yield f"the chain of entries is broken at {entry_id}"


def _quarantined(plan: Plan, evidence: Evidence) -> Iterator[str]:
    """Every malformed file is to be seen, with the place and the reason."""
    feed = [json.loads(line) for line in (plan.world / "feed.jsonl").read_text().splitlines()]
    refused = {row["file"].rpartition("/")[2] for row in feed if row["expect"] == "refused"}
    seen = {item.file_name for item in evidence.quarantined if item.findings or item.reason_code}
    for name in sorted(refused - seen):
        yield f"{name}: a malformed file that nobody sees"


def _unexplained(truth: Truth, far: FarSide, found: Came) -> int:
    """Over all payments that were made, booked or not, and all that were booked."""
    made = {
        key: {**NOTHING_BOOKED, "payment_cents": row["payment_cents"]}
        for key, row in (*truth.payments.items(), *far.payments.items())
        if not row.get("is_refused")
    }
    rows: Mapping[PaymentKey, Json] = {**made, **found.payments}
    return unexplained_cents(rows.values())
