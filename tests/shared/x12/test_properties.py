"""What holds for every sound file: it is read as it was made, however it is written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cobrelay import x12
from cobrelay.x12 import balances
from generated_x12 import claim, remittance
from generated_x12.envelope import Layout, interchange, to_bytes
from generated_x12.reading import billed, claim_payments, claims, meaning, money
from generated_x12.strategies import MAKERS, Segments, files, layouts, segments
from generated_x12.strategies import claims as made_claims
from generated_x12.strategies import remittances as made_remittances

EXAMPLES = settings(max_examples=25)
INTERCHANGE = x12.InterchangeValues(
    "ZZ", "HARBOR", "ZZ", "CLEAR1", "HARBOR", "CLEAR1", datetime(2026, 3, 3, tzinfo=UTC), 42, 7
)
SUBMITTER = x12.Submitter("HARBOR CLINIC", "HARBOR", "BILLING", "2185550150")
RECEIVER = x12.Receiver("CLEARWATER", "CLEAR1")


@EXAMPLES
@pytest.mark.parametrize("kind", MAKERS)
@given(st.data())
def test_what_is_sound_by_construction_is_accepted(kind: str, draw: st.DataObject) -> None:
    report = x12.check(draw.draw(files(kind)))

    assert report.verdict is x12.Verdict.ACCEPT
    assert {finding.code for finding in report.findings} <= {"B-CROSSOVER"}


@EXAMPLES
@given(made_remittances())
def test_a_remittance_is_read_with_the_amounts_that_it_was_made_of(
    made: remittance.Remittance,
) -> None:
    items = list(x12.read(to_bytes(interchange("835", [made.body()]))))

    read = [item for item in items if isinstance(item, x12.ClaimPayment)]
    (header,) = (item for item in items if isinstance(item, x12.RemittanceHeader))
    taken = [item.amount for item in items if isinstance(item, x12.ProviderAdjustment)]
    assert [
        (
            one.patient_control_number,
            one.charge,
            one.paid,
            [(at.charge, at.paid) for at in one.lines],
        )
        for one in read
    ] == [(one.number, one.charge, one.paid, list(one.lines)) for one in made.claims]
    assert header.total_payment == made.paid
    assert taken == [amount for _, amount in made.provider_adjustments]
    assert not any(balances.claim_gap(one) for one in read)


@EXAMPLES
@given(files())
def test_a_file_that_is_read_and_written_back_is_the_same_file(raw: bytes) -> None:
    assert x12.rewrite(raw) == raw
    assert meaning(x12.rewrite(raw, x12.Delimiters("|", ">", "!", "`"))) == meaning(raw)


@EXAMPLES
@given(files("837"))
def test_claims_that_are_read_written_and_read_are_the_same_claims(raw: bytes) -> None:
    first = list(claims(raw))

    bodies = [x12.write_claim_body(one.tree) for one in first]
    again = claims(
        x12.write_interchange(INTERCHANGE, [x12.ClaimSet(1, "B1", SUBMITTER, RECEIVER, bodies)])
    )

    assert [_alone(one) for one in again] == [_alone(one) for one in first]


def _alone(one: x12.Claim837) -> tuple[x12.Claim837, bytes]:
    """A claim out of its file, and its loops with HL numbered from 1."""
    bare = replace(one, tree=x12.loop("2000A"), ordinal=1, set=None)  # type: ignore[arg-type]
    return bare, x12.write_claim_body(one.tree)


@EXAMPLES
@given(segments(), layouts())
def test_how_a_file_is_written_down_carries_no_meaning(made: Segments, layout: Layout) -> None:
    assert meaning(to_bytes(made, layout)) == meaning(to_bytes(made))


@EXAMPLES
@given(made_remittances(), st.randoms(use_true_random=False))
def test_the_order_of_claims_moves_no_money(made: remittance.Remittance, order: object) -> None:
    shuffled = list(made.claims)
    order.shuffle(shuffled)  # type: ignore[attr-defined]

    other = to_bytes(interchange("835", [replace(made, claims=tuple(shuffled)).body()]))

    raw = to_bytes(interchange("835", [made.body()]))
    assert sorted(money(other)) == sorted(money(raw))
    assert x12.check(other).verdict is x12.Verdict.ACCEPT


@EXAMPLES
@given(made_claims())
def test_the_order_of_other_payers_moves_no_money(made: list[claim.Claim]) -> None:
    turned = [replace(one, answers=one.answers[::-1]) for one in made]

    raw, other = (to_bytes(claim.file_of(each)) for each in (made, turned))

    assert billed(other) == billed(raw)
    assert x12.check(other).verdict is x12.Verdict.ACCEPT


@EXAMPLES
@given(made_remittances(), st.data())
def test_a_remittance_in_two_files_pays_the_same_claims(
    made: remittance.Remittance, draw: st.DataObject
) -> None:
    cut = draw.draw(st.integers(0, len(made.claims)))
    halves = [
        replace(made, claims=made.claims[:cut]),
        replace(made, claims=made.claims[cut:], provider_adjustments=()),
    ]

    whole = to_bytes(interchange("835", [made.body()]))
    parts = [to_bytes(interchange("835", [half.body()])) for half in halves]

    assert [row for part in parts for row in money(part)] == money(whole)
    assert [one for part in parts for one in _claims(part)] == _claims(whole)


def _claims(raw: bytes) -> list[x12.ClaimPayment]:
    """The claims of a file, whatever set and place they stand in."""
    placed = list(claim_payments(raw))
    return [replace(one, ordinal=0, set=placed[0].set, findings=()) for one in placed]


@EXAMPLES
@given(files())
def test_reading_goes_on_at_every_claim_as_if_it_had_never_stopped(raw: bytes) -> None:
    items = list(x12.read(raw))

    for at, item in enumerate(items):
        if isinstance(item, x12.ClaimPayment | x12.Claim837):
            resumed = list(x12.read(raw, resume=x12.bookmark(item)))
            (found,) = (n for n, one in enumerate(resumed) if one == item)
            rest = [one for one in items[at:] if isinstance(one, type(item))]
            assert [one for one in resumed[found:] if isinstance(one, type(item))] == rest


@EXAMPLES
@given(files(), st.sets(st.sampled_from(list(x12.Level))))
def test_levels_of_checking_change_nothing_of_what_is_read(
    raw: bytes, levels: set[x12.Level]
) -> None:
    def without_findings(items: Iterable[x12.Item]) -> list[x12.ClaimPayment | x12.Claim837]:
        return [
            replace(item, findings=())
            for item in items
            if isinstance(item, x12.ClaimPayment | x12.Claim837)
        ]

    assert without_findings(x12.read(raw, levels=frozenset(levels))) == without_findings(
        x12.read(raw)
    )
