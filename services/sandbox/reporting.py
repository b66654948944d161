"""Compares what was expected with what came, claim by claim, payment by payment, story by story."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.generating.stories import STORIES_BY_NAME

Json = dict[str, Any]
PaymentKey = tuple[str, str, str]  # TRN03, TRN02, BPR16 (ISO)

AMOUNTS = (  # of a claim, in cents, as truth.jsonl names them
    "charge_cents",
    "written_off_cents",
    "patient_cents",
    "patient_paid_cents",
    "payer_cents",
    "denied_cents",
    "unapplied_cents",
)
PAYMENT_AMOUNTS = ("payment_cents", "posted_cents", "unapplied_cents")


@dataclass(frozen=True, slots=True)
class Truth:
    """A generated world's truth: claims by control number, payments by trace."""

    claims: Mapping[str, Json]
    payments: Mapping[PaymentKey, Json]
    totals: Json


@dataclass(frozen=True, slots=True)
class FarSide:
    """What the clearinghouse got and the later payers paid, from their journals."""

    submissions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # accepted, in order
    submitted: int = 0  # claims, each time that one arrived
    rejected: int = 0
    duplicates: int = 0
    payments: Mapping[PaymentKey, Json] = field(default_factory=dict)

    @property
    def accepted_at_first_try(self) -> int:
        """Claims that no clearinghouse or payer ever refused."""
        return self.submitted - self.rejected


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One row of the table: how many claims, how many came out right, what is wrong."""

    story: str
    title: str
    claims: int
    right: int
    expected: str
    came: str
    differences: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        return self.right == self.claims and not self.differences


def load_truth(world: Path) -> Truth:
    """The truth of a world's folder."""
    claims: dict[str, Json] = {}
    payments: dict[PaymentKey, Json] = {}
    for row in _rows(world / "truth.jsonl"):
        if row["kind"] == "claim":
            claims[row["control_number"]] = row
        else:
            payments[payment_key(row)] = row
    return Truth(claims, payments, json.loads((world / "totals.json").read_text()))


def load_far_side(state: Path, truth: Truth) -> FarSide:
    """What the sandbox's journals say, under the control numbers of the originals."""
    submissions: dict[str, list[str]] = defaultdict(list)
    submitted = rejected = duplicates = 0
    for claim in _delivered(state):
        submitted += 1
        rejected += not claim["is_accepted"]
        duplicates += claim["is_duplicate"]
        if claim["is_accepted"]:
            original = _original(claim["control_number"], truth.claims)
            submissions[original].append(claim["payer"])
    return FarSide(
        {number: tuple(payers) for number, payers in submissions.items()},
        submitted,
        rejected,
        duplicates,
        {payment_key(row): row for row in _rows(state / "payments.jsonl")},
    )


def payment_key(row: Json) -> PaymentKey:
    return row["payer_trace_id"], row["trace_number"], row["paid_on"]


def claim_differences(expected: Json, came: Json | None, submissions: Sequence[str]) -> list[str]:
    """What is wrong with a claim, in words; empty when it is right.

    `came` has the names of a truth row: the AMOUNTS, `paid_cents` (in all, or by payer key),
    `determinations` and `work`. What it leaves out is not compared; None: there is no such claim.
    """
    number = expected["control_number"]
    if came is None:
        return [f"{number}: nothing is known of it"] if expected["is_known"] else []
    found = [_amount(number, name, expected, came) for name in AMOUNTS if name in came]
    found.append(_paid(number, expected["paid_cents"], came.get("paid_cents")))
    found += [
        f"{number}: {name} {list(came[name])}, expected {expected[name]}"
        for name in ("determinations", "work")
        if name in came and list(came[name]) != expected[name]
    ]
    if list(submissions) != expected["submissions"]:
        sent = list(submissions)
        found.append(f"{number}: sent to {sent}, expected {expected['submissions']}")
    return [each for each in found if each]


def payment_differences(expected: Json, came: Json | None) -> list[str]:
    """What is wrong with a primary payer's payment.

    `came`: the PAYMENT_AMOUNTS and `duplicates` (how often it was recognised as a repetition);
    None: nothing of it was booked.
    """
    trace = expected["trace_number"]
    if expected["is_refused"]:
        return [f"payment {trace}: booked, though its file is malformed"] if came else []
    if came is None:
        return [f"payment {trace}: nothing is known of it"]
    found = [
        _amount(f"payment {trace}", name, expected, came)
        for name in PAYMENT_AMOUNTS
        if name in came
    ]
    repeated = 1 if expected["repeated"] else 0
    if came.get("duplicates", repeated) != repeated:
        found.append(f"payment {trace}: recognised {came['duplicates']} times as a duplicate")
    return [each for each in found if each]


def story_rows(
    truth: Truth,
    wrong: Mapping[str, Sequence[str]],
    wrong_payments: Mapping[PaymentKey, Sequence[str]],
) -> list[StoryRow]:
    """The table. `wrong` holds the differences by control number, `wrong_payments` by payment."""
    by_story: dict[str, list[Json]] = defaultdict(list)
    for claim in truth.claims.values():
        by_story[claim["story"]].append(claim)
    payments: dict[str, list[str]] = defaultdict(list)
    for key, differences in wrong_payments.items():
        for story in truth.payments[key]["stories"]:
            payments[story] += differences
    return [
        _story_row(name, by_story[name], wrong, payments[name])
        for name in STORIES_BY_NAME
        if name in by_story
    ]


def unexplained_cents(payments: Iterable[Json]) -> int:
    """Σ |BPR02 + Σ PLB − posted − unapplied| over what was booked of each payment."""
    return sum(
        abs(
            row["payment_cents"]
            + row.get("provider_adjustments_cents", 0)
            - row["posted_cents"]
            - row["unapplied_cents"]
        )
        for row in payments
    )


def _story_row(
    name: str, claims: Sequence[Json], wrong: Mapping[str, Sequence[str]], payments: Sequence[str]
) -> StoryRow:
    told = [each for claim in claims for each in wrong.get(claim["control_number"], ())]
    right = sum(not wrong.get(claim["control_number"]) for claim in claims)
    return StoryRow(
        story=name,
        title=STORIES_BY_NAME[name].title,
        claims=len(claims),
        right=right,
        expected=_in_words(claims),
        came="as expected" if right == len(claims) else f"{len(claims) - right} wrong",
        differences=(*told, *payments),
    )


def _in_words(claims: Sequence[Json]) -> str:
    """What a story's claims must come to, summed up."""
    sent = sum(len(claim["submissions"]) for claim in claims)
    parts = [f"{sent} sent" if sent else "no 837"]
    for name, label in _LABELS.items():
        amount = sum(claim[name] for claim in claims)
        if amount < 0:
            parts.append(f"{ADVANCE} {dollars(-amount)}")
        elif amount:
            parts.append(f"{label} {dollars(amount)}")
    return ", ".join(parts)


ADVANCE = "paid in advance"  # only a patient's balance goes below zero
_LABELS = {
    "patient_cents": "patient owes",
    "denied_cents": "denied",
    "payer_cents": "still with a payer",
    "unapplied_cents": "unapplied",
}


def dollars(cents: int) -> str:
    return f"${cents // 100:,}.{cents % 100:02d}"


def _amount(what: str, name: str, expected: Json, came: Json) -> str:
    if came[name] == expected[name]:
        return ""
    label = name.removesuffix("_cents").replace("_", " ")
    return f"{what}: {label} {dollars(came[name])}, expected {dollars(expected[name])}"


def _paid(number: str, expected: Mapping[str, int], came: int | Mapping[str, int] | None) -> str:
    if came is None:
        return ""
    if isinstance(came, int):
        wanted = sum(expected.values())
        return "" if came == wanted else f"{number}: paid {dollars(came)}, not {dollars(wanted)}"
    nonzero = {payer: cents for payer, cents in expected.items() if cents}
    if {payer: cents for payer, cents in came.items() if cents} == nonzero:
        return ""
    return f"{number}: paid {dict(came)}, expected {nonzero}"


def _delivered(state: Path) -> Iterator[Json]:
    for delivery in _rows(state / "deliveries.jsonl"):
        for transaction in delivery["sets"]:
            yield from transaction["claims"]


def _original(control_number: str, known: Mapping[str, Json]) -> str:
    """Our number for the original: a claim sent anew carries a suffix."""
    for length in range(len(control_number), 0, -1):
        if control_number[:length] in known:
            return control_number[:length]
    return control_number


def _rows(path: Path) -> Iterator[Json]:
    """The whole rows of a journal that may be growing."""
    if not path.exists():
        return
    with path.open() as journal:
        for line in journal:
            if line.endswith("\n"):
                yield json.loads(line)
