"""Facts of one set that must agree: payers of a claim, what it replaces, pointers, answers."""

from collections import Counter
from collections.abc import Iterator

from cobrelay.x12.checking.rules import Problem, Told
from cobrelay.x12.findings import Verdict
from cobrelay.x12.views.acknowledgment import GroupAcknowledgment
from cobrelay.x12.views.claim import Claim837
from cobrelay.x12.views.facts import Located, reference_of

REPLACING = frozenset({"6", "7", "8"})  # CLM05-3


def problems(claim: Claim837) -> Iterator[Told]:
    """What does not agree within an 837 claim."""
    yield from payer_order(claim)
    yield from line_payers(claim)
    yield from diagnosis_pointers(claim)
    yield from replaced_claim(claim)


def replaced_claim(claim: Claim837) -> Iterator[Told]:
    """A claim that corrects, replaces or voids another names it (REF*F8)."""
    if claim.frequency in REPLACING and not reference_of(claim.references, "F8"):
        yield (
            Problem(
                "B-REPLACES",
                Verdict.WARN,
                "CLM05",
                "The claim corrects, replaces or voids another (CLM05-3) and does not say which.",
                "Give the number that the payer gave that claim in REF*F8 of loop 2300.",
            ),
            claim,
        )


def payer_order(claim: Claim837) -> Iterator[Told]:
    """Each responsibility (P, S, T, …) stands at most once over all payers of the claim."""
    all_of_them = [claim.subscription, *(o.subscription for o in claim.other_subscribers)]
    counts = Counter(s.responsibility for s in all_of_them if s.responsibility not in ("", "U"))
    for subscription in all_of_them:
        code = subscription.responsibility
        if counts[code] > 1:
            yield (
                Problem(
                    "B-PAYERORDER",
                    Verdict.QUARANTINE_CLAIM,
                    "SBR01",
                    f"Two payers of the claim are both {code} in the payer order.",
                    "Give each payer its own place: P, S, T, A, …",
                ),
                subscription,
            )
            return


def line_payers(claim: Claim837) -> Iterator[Told]:
    """SVD01 names the payer of one of the claim's loops 2330B."""
    known = {other.payer_id for other in claim.other_subscribers}
    for line in claim.lines:
        for answer in line.adjudications:
            if answer.payer_id not in known:
                yield (
                    Problem(
                        "B-COB-PAYER",
                        Verdict.REJECT_SET,
                        "SVD01",
                        "SVD01 names a payer that no loop 2330B of the claim has.",
                        "Use the NM109 of that payer's loop 2330B.",
                    ),
                    answer,
                )


def diagnosis_pointers(claim: Claim837) -> Iterator[Told]:
    """SV107 points only at diagnoses that the claim has."""
    known = {str(number) for number in range(1, len(claim.diagnoses) + 1)}
    for line in claim.lines:
        if any(pointer not in known for pointer in line.diagnosis_pointers):
            yield (
                Problem(
                    "B-DXPTR",
                    Verdict.REJECT_SET,
                    "SV107",
                    f"SV107 points at a diagnosis that is not given; there are {len(known)}.",
                    "Point at diagnoses of HI, counted from 1.",
                ),
                line,
            )


def contradictions(view: GroupAcknowledgment) -> Iterator[Told]:
    """AK9 of a 999 does not accept a group of which a set is rejected."""
    rejected = any(answer.status in ("R", "M", "W", "X") for answer in view.sets)
    if view.status in ("A", "E") and rejected:
        yield (
            Problem(
                "B-ACK-CONTRA",
                Verdict.REVIEW,
                "AK901",
                "AK901 accepts the group, IK5 rejects a set of it.",
                "IK5 decides for its set; ask the sender to correct AK9.",
            ),
            Located(source=view.source, at=_ak9(view)),
        )


def _ak9(view: GroupAcknowledgment) -> int:
    rows = getattr(view.source, "rows", [])
    return next((at for at, row in enumerate(rows) if row[0] == "AK9"), 0)
