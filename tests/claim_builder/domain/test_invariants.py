"""What holds of every built claim, whatever payers answered: domain 16, numbers 5, 6, 8 and 9."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicating_at_random import answers, claims
from claim_builder.domain.assembly import Built, build, faults
from claim_builder.domain.reasons import REASONS, Hold
from claim_builder.domain.secondary_claim import Order
from cobrelay import x12
from cobrelay.money import Cents
from next_claims import answer, built, interchange, order, original, paid_line
from sandbox.clearinghouse import equations
from sandbox.clearinghouse.submitted import SubmittedClaim, submission
from sandbox.clearinghouse.validating import verdicts
from sandbox.reading import read

# What may be unclear in a sound answer: whose line it is, and more than a claim can hold.
UNCLEAR = {"CLB-121", "CLB-122", "CLB-319"}


def as_received(body: bytes) -> SubmittedClaim:
    """The claim as a clearinghouse reads it, by code that is none of ours."""
    [group] = read(interchange(body)).groups
    [transaction] = group.transactions
    [claim] = submission(transaction, ":").claims
    return claim


@st.composite
def secondaries(draw: st.DrawFn) -> Order:
    claim = draw(claims())
    return order(claim, draw(answers(claim)))


@st.composite
def tertiaries(draw: st.DrawFn) -> Order:
    claim = draw(claims())
    second = replace(draw(answers(claim)), adjudication_id="A2", payer_claim_control_number="I2")
    return order(claim, draw(answers(claim)), second)


@settings(max_examples=100, deadline=None)
@given(st.one_of(secondaries(), tertiaries()))
def test_every_built_claim_adds_up_and_is_whole(wanted: Order) -> None:
    result = build(wanted)

    if isinstance(result, Hold):
        assert result.code in UNCLEAR, result
        return
    received = as_received(result.body)
    assert equations.findings(received) == ()
    assert received.charge == wanted.original.charge
    assert [line.charge for line in received.lines] == [
        line.charge for line in wanted.original.lines
    ]


@settings(max_examples=50, deadline=None)
@given(secondaries(), st.integers(-3000, 3000).filter(bool), st.booleans())
def test_an_answer_that_does_not_add_up_is_held_with_what_is_missing(
    wanted: Order, error: int, on_a_line: bool
) -> None:
    prior = wanted.priors[0]
    said = prior.answer
    if said.lines and on_a_line:
        first = replace(said.lines[0], paid=Cents(said.lines[0].paid + error))
        said = replace(said, lines=(first, *said.lines[1:]))
    else:
        said = replace(said, paid=Cents(said.paid + error))

    result = build(replace(wanted, priors=(replace(prior, answer=said),)))

    assert isinstance(result, Hold)
    assert result.code == "CLB-101"
    assert abs(result.missing) == abs(error)


@settings(max_examples=50, deadline=None)
@given(secondaries(), st.data())
def test_bytes_whose_amounts_were_changed_are_found_out(wanted: Order, data: st.DataObject) -> None:
    result = build(wanted)
    if isinstance(result, Hold):
        return
    rows = [row.split("*") for row in result.body.decode().split("~")[:-1]]
    amounts = [row for row in rows if row[0] in ("SVD", "SV1", "CLM") or row[:2] == ["AMT", "D"]]
    data.draw(st.sampled_from(amounts))[2] = "987654.32"
    changed = "".join("*".join(row) + "~" for row in rows).encode()

    hold = faults(changed, wanted)

    assert hold is not None
    assert hold.code.startswith("CLB-20")


@settings(max_examples=15, deadline=None)
@given(st.one_of(secondaries(), tertiaries()))
def test_every_built_claim_passes_an_independent_validator(wanted: Order) -> None:
    result = build(wanted)

    if isinstance(result, Built):
        assert [(v.code, v.errors) for v in verdicts(interchange(result.body))] == [
            ("A", (("IK5", "A"),))
        ]


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_reason_is_one_plain_sentence(code: str) -> None:
    sentence = Hold(code, "line 2, payer P", Cents(1250), what="payer id").detail

    assert sentence.startswith(REASONS[code])
    assert "12.50 is missing" in sentence
    assert "(line 2, payer P)" in sentence


def test_a_body_is_read_by_the_codec_as_the_claim_that_it_is() -> None:
    said = answer(paid_line(1, "99213", "100", "80", "PR 1 20"))
    body = built(order(original(), said)).body

    items = list(x12.read(interchange(body)))

    [claim] = [item for item in items if isinstance(item, x12.Claim837)]
    assert claim.verdict <= x12.Verdict.WARN
