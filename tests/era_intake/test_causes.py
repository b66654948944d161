"""An answer and its claim always hold a lock in common while they look for each other."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.common import v1 as common
from era_intake.causes import facts_lock, locks_of
from era_intake.domain.matching import Answer, ClaimIndex, Matched, Name, match
from era_intake.handlers.originals import original_locks, sent_locks
from era_intake.translation import known_claim, sent_claim

numbers = st.sampled_from(["A1", "00a1", "A-1", "A1S2", "B7", "ABCDEFGHIJKLMNOPQRST", "0"])
days = st.sampled_from([date(2026, 1, 5), date(2026, 1, 6)])
names = st.sampled_from(["DOE", "O'NEIL", "ONEIL", "doe"])
charges = st.sampled_from([100, 200])


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    return Answer(
        control_number=draw(numbers),
        status="1",
        charge=draw(charges) * draw(st.sampled_from([1, -1])),
        paid=0,
        npis=frozenset({"NPI"}),
        service_from=draw(st.none() | days),
        patient=Name(draw(names), "JANE"),
    )


@st.composite
def originals(draw: st.DrawFn) -> claims.OriginalClaimRegistered:
    day = str(draw(days))
    return claims.OriginalClaimRegistered(
        claim_id="claim",
        version=1,
        billing_provider_npi="NPI",
        patient_control_number=draw(numbers),
        charge_cents=draw(charges),
        patient=common.Party(last_name=draw(names), first_name="JANE"),
        service_from_on=day,
        service_to_on=day,
    )


@given(answer=answers(), original=originals())
def test_whatever_matches_shares_a_lock(
    answer: Answer, original: claims.OriginalClaimRegistered
) -> None:
    index = ClaimIndex([known_claim(original, "key")])

    if isinstance(match(answer, index.candidates(answer)), Matched):
        assert set(locks_of(answer)) & set(original_locks(original))


@given(answer=answers(), original=originals(), number=numbers)
def test_whatever_a_built_claim_leads_to_shares_its_lock(
    answer: Answer, original: claims.OriginalClaimRegistered, number: str
) -> None:
    built = claims.SecondaryClaimBuilt(
        submission_id="s", claim_id="claim", patient_control_number=number
    )
    claim = known_claim(original, "key")
    without = match(answer, ClaimIndex([claim]).candidates(answer))
    found = match(answer, ClaimIndex([claim], [sent_claim(built)]).candidates(answer))

    if isinstance(found, Matched) and not isinstance(without, Matched):
        assert set(locks_of(answer)) & set(sent_locks(built))


def test_a_lock_names_nobody() -> None:
    answer = Answer("ACCT1", "1", 100, 0, service_from=date(2026, 1, 5), patient=Name("DOE"))

    assert facts_lock(answer.facts) in set(locks_of(answer))
    assert not any(said in lock for lock in locks_of(answer) for said in ("DOE", "ACCT1", "2026"))
