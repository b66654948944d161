"""PLB: what a payer takes back, carries over or adds, without a claim."""

from cobrelay.contracts.payments import v1 as payments
from stories import ToldPayment, ToldStory

UNPAIRED_RECOVERY = "PST-304"


def proof_of(payment: ToldPayment) -> payments.RemittanceProved:
    assert payment.proof is not None
    return payment.proof


def adjusted(payment: ToldPayment, *codes: str) -> bool:
    """Whether exactly these kinds of adjustment stand in the payment."""
    return [each["code"] for each in payment.truth["provider_adjustments"]] == list(codes)


async def test_a_recoupment_without_its_counterpart_is_work_and_one_with_it_is_not(
    stories: dict[str, ToldStory],
) -> None:
    told = stories["recoupment"]
    (alone,) = (each for each in told.payments if adjusted(each, "WO"))
    (paired,) = (each for each in told.payments if adjusted(each, "WO", "72"))
    assert [item.reason_code for item in alone.open_work] == [UNPAIRED_RECOVERY]
    assert proof_of(alone).difference_cents == 0
    assert paired.open_work == ()
    assert proof_of(paired).is_proved


async def test_a_forwarding_balance_is_settled_by_the_second_remittance(
    stories: dict[str, ToldStory],
) -> None:
    told = stories["forwarding-balance"]
    sums = [each["cents"] for one in told.payments for each in _forwarded(one)]
    assert sum(sums) == 0
    assert len(sums) == 2
    for payment in told.payments:
        assert proof_of(payment).difference_cents == 0
        assert "PST-303" not in [item.reason_code for item in payment.open_work]


def _forwarded(payment: ToldPayment) -> list[dict[str, int]]:
    return [each for each in payment.truth["provider_adjustments"] if each["code"] == "FB"]


async def test_interest_is_proved_with_its_payment(stories: dict[str, ToldStory]) -> None:
    told = stories["interest"]
    proof = proof_of(told.payment)
    assert proof.provider_adjustments_cents < 0
    assert proof.is_proved
    assert told.payment.open_work == ()


async def test_claims_with_adjusted_payments_end_like_all_others(
    stories: dict[str, ToldStory],
) -> None:
    for name in ("recoupment", "forwarding-balance", "interest"):
        for claim in stories[name].claims:
            assert claim.sent_to == ("SUPP01",)
            assert claim.differences() == []
