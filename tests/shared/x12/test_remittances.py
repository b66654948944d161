"""An 835 is read as a header, claims, provider adjustments and totals, each knowing its place."""

from __future__ import annotations

from datetime import date

import pytest

from cobrelay import x12
from cobrelay.x12.views.facts import date_of
from x12_files import MadeClaim, MadeLine, MadeRemittance, data

TWO = data("835/two_claims_with_plb.835")


def claims(source: x12.Readable) -> list[x12.ClaimPayment]:
    return [item for item in x12.read(source) if isinstance(item, x12.ClaimPayment)]


def header(source: x12.Readable) -> x12.RemittanceHeader:
    return next(item for item in x12.read(source) if isinstance(item, x12.RemittanceHeader))


def test_items_come_in_file_order_and_end_with_the_file() -> None:
    names = [type(item).__name__ for item in x12.read(TWO)]

    assert names == [
        "InterchangeStart",
        "GroupStart",
        "SetStart",
        "RemittanceHeader",
        "ClaimPayment",
        "ClaimPayment",
        "ProviderAdjustment",
        "ProviderAdjustment",
        "SetEnd",
        "GroupEnd",
        "InterchangeEnd",
        "FileEnd",
    ]


def test_the_header_tells_payment_payer_and_payee() -> None:
    found = header(TWO)

    assert (found.total_payment, found.method, found.payment_date) == (
        18775,
        "ACH",
        date(2026, 3, 2),
    )
    assert (found.trace_number, found.payer_trace_id) == ("LK20260302A", "1987654321")
    assert found.payer.name == "LAKE HEALTH PLAN"
    assert found.payer.reference("2U") == "LAKE1"
    assert found.payee.npi == "1500000017"
    assert found.payee.tax_id == "411111111"
    assert found.receiver_id == "HARBORCLINIC"


def test_a_claim_tells_its_amounts_people_and_remarks() -> None:
    claim = claims(TWO)[0]

    assert (claim.charge, claim.paid, claim.patient_responsibility) == (25000, 14025, 7975)
    assert claim.patient is not None
    assert claim.patient.name == "ASHBY, WREN"
    assert claim.insured is not None
    assert claim.rendering is not None
    assert claim.remarks == ("MA01",)
    assert claim.statement_from == date(2026, 1, 10)
    assert date_of(claim.dates, "050") == date(2026, 1, 15)


def test_a_line_tells_what_was_submitted_and_what_was_adjudicated() -> None:
    first, second = claims(TWO)[0].lines

    assert [(a.group, a.reason, a.amount) for a in first.adjustments] == [
        ("CO", "45", 1000),
        ("PR", "1", 3975),
        ("PR", "2", 2000),
    ]
    assert (first.control_number, first.allowed, first.remarks[0].code) == ("L1", 14000, "N130")
    assert second.procedure == x12.Procedure("HC", "93000", ("26",))
    assert second.submitted_procedure == x12.Procedure("HC", "93000")


def test_units_that_are_not_given_are_one() -> None:
    raw = TWO.read_bytes().replace(b"*80.25**1~", b"*80.25~")

    assert claims(raw)[0].lines[0].units_paid == "1"


def test_every_value_knows_its_segment_and_byte() -> None:
    raw = TWO.read_bytes()
    claim = claims(raw)[1]
    line = claim.lines[0]

    assert raw[claim.place.byte_offset :].startswith(b"CLP*HC-1002")
    assert raw[line.place.byte_offset :].startswith(b"SVC*HC:99213")
    assert raw[line.adjustments[1].place.byte_offset :].startswith(b"CAS*PR*3")
    assert raw.split(b"~\n")[line.place.segment_index].startswith(b"SVC*HC:99213")
    assert line.place.position == line.place.segment_index - 1


def test_provider_adjustments_come_one_pair_at_a_time() -> None:
    found = [item for item in x12.read(TWO) if isinstance(item, x12.ProviderAdjustment)]

    assert [(a.ordinal, a.code, a.reference, a.amount) for a in found] == [
        (1, "WO", "LKCN400001", 2000),
        (2, "L6", "LKCN555002", -500),
    ]


def test_a_crossover_names_the_next_payer() -> None:
    claim = claims(data("835/crossover_and_claim_level.835"))[0]

    assert claim.status == "19"
    assert claim.crossover_payer is not None
    assert claim.crossover_payer.id == "SHORE9"
    assert claim.remarks == ("MA01", "MA18")


def test_a_reversal_carries_negative_amounts() -> None:
    reversal, correction = claims(data("835/reversal_and_correction_with_fb.835"))

    assert (reversal.status, reversal.charge, reversal.paid) == ("22", -9000, -6250)
    assert reversal.patient_responsibility is None
    assert correction.paid == 4000


def test_the_end_of_a_set_tells_its_totals() -> None:
    end = next(item for item in x12.read(TWO) if isinstance(item, x12.SetEnd))

    assert end.complete
    assert (end.claim_count, end.total_charge, end.total_paid) == (2, 34000, 20275)
    assert end.total_provider_adjustments == 1500


def test_a_claim_that_does_not_balance_is_quarantined_alone() -> None:
    good = MadeRemittance((MadeClaim("A"), MadeClaim("B", lines=(MadeLine(5000),))))
    bad = good.to_bytes().replace(b"SVC*HC:99213*85.00*50.00", b"SVC*HC:99213*85.00*51.00")

    first, second = claims(bad)

    assert first.verdict is x12.Verdict.ACCEPT
    assert second.verdict is x12.Verdict.QUARANTINE_CLAIM
    assert {finding.code for finding in second.findings} == {"B-BAL-LINE"}


def test_an_amount_that_can_not_be_read_is_zero_and_found() -> None:
    bad = MadeRemittance().to_bytes().replace(b"*80.00**12*", b"*8O.OO**12*")

    claim = claims(bad)[0]

    assert claim.paid == 0
    assert claim.verdict is x12.Verdict.REJECT_SET


def test_levels_of_checking_can_be_switched_off() -> None:
    bad = MadeRemittance().to_bytes().replace(b"SVC*HC:99213*115.00", b"SVC*HC:99213*115.01")

    without = x12.check(bad, levels=frozenset({x12.Level.ENVELOPE, x12.Level.STRUCTURE}))

    assert x12.check(bad).verdict is x12.Verdict.QUARANTINE_CLAIM
    assert without.verdict is x12.Verdict.ACCEPT


def test_a_receiver_that_is_not_us_spoils_the_file() -> None:
    report = x12.check(TWO, receivers=frozenset({"SOMEONE"}))

    assert [finding.code for finding in report.findings] == ["TA1:009"]
    assert x12.check(TWO, receivers=frozenset({"HARBORCLINIC"})).verdict is x12.Verdict.ACCEPT


def test_nothing_that_identifies_a_patient_is_in_a_repr() -> None:
    shown = "".join(repr(item) for item in x12.read(TWO))

    for secret in ("ASHBY", "WREN", "LK900100", "HC-1001", "LKCN555001", "2026, 1, 10"):
        assert secret not in shown


@pytest.mark.parametrize(
    ("banks", "missing"),
    [
        ("01*021000021*DA*55501*1987654321**01*031000053*DA*77702", set()),
        ("01**DA*55501*1987654321**01*031000053*DA*77702", {"BPR07"}),
        ("*021000021*DA*55501*1987654321**01*031000053*DA*77702", {"BPR06"}),
        ("01*021000021*DA**1987654321**01*031000053*DA*77702", {"BPR09"}),
        ("01*021000021*DA*55501*1987654321**01**DA*", {"BPR13", "BPR15"}),
        ("01*021000021*DA*55501*1987654321***031000053*DA*77702", {"BPR12"}),
        ("*********", set()),
    ],
)
def test_a_bank_or_account_without_its_other_half_is_a_warning(
    banks: str, missing: set[str]
) -> None:
    text = TWO.read_text()
    head, _, tail = text.partition("*ACH*")
    raw = f"{head}*ACH*CCP*{banks}*{tail[tail.index('2026') :]}".encode()

    report = x12.check(raw)

    assert {(found.code, found.element) for found in report.findings} == {
        ("IK4:2", element) for element in missing
    }
    assert report.verdict <= x12.Verdict.WARN
