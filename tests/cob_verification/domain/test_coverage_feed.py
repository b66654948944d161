"""Rows of a coverage feed: what they state, and why one is refused."""

from __future__ import annotations

from datetime import date

import pytest

from cob_verification.domain.coverage_feed import (
    RefusedRow,
    StatedRow,
    read_header,
    read_row,
    unknown_columns,
)
from cob_verification.domain.patient import PatientIdentity

GOOD = {
    "patient_last_name": "DOE",
    "patient_first_name": "JANE",
    "patient_birth_date": "1950-02-03",
    "patient_sex": "F",
    "rank": "2",
    "payer_id": "B1",
    "payer_name": "PLAN B",
    "claim_filing_indicator": "CI",
    "member_id": "M1",
    "relationship": "18",
    "effective_on": "2020-01-01",
    "terminated_on": "",
}


def read(**changes: str) -> StatedRow | RefusedRow:
    row = {**GOOD, **changes}
    return read_row(tuple(row), tuple(row.values()), 7)


def test_a_good_row_states_a_coverage_of_a_patient() -> None:
    row = read(patient_account="ACC1")

    assert isinstance(row, StatedRow)
    assert row.patient == PatientIdentity("DOE", "JANE", "1950-02-03", "F")
    assert (row.account, row.coverage.rank, row.coverage.payer.id) == ("ACC1", 2, "B1")
    assert (row.coverage.effective_on, row.coverage.terminated_on) == (date(2020, 1, 1), None)


def test_the_patient_is_the_subscriber_when_the_relationship_says_so() -> None:
    itself, child = read(), read(relationship="19", subscriber_last_name="ROE")

    assert isinstance(itself, StatedRow)
    assert isinstance(child, StatedRow)
    assert itself.coverage.subscriber.last_name == "DOE"
    assert child.coverage.subscriber.last_name == "ROE"


def test_unknown_columns_are_kept_and_named() -> None:
    row = read(shoe_size="39", hat="")

    assert isinstance(row, StatedRow)
    assert row.extras == (("shoe_size", "39"),)
    assert unknown_columns((*GOOD, "shoe_size", "hat")) == ("shoe_size", "hat")


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"patient_last_name": " "}, "patient_last_name", "COB-901"),
        ({"patient_birth_date": ""}, "patient_birth_date", "COB-901"),
        ({"payer_id": "", "payer_name": ""}, "payer_id", "COB-901"),
        ({"patient_birth_date": "02/03/1950"}, "patient_birth_date", "COB-902"),
        ({"effective_on": "2020-02-30"}, "effective_on", "COB-902"),
        ({"effective_on": "20200101"}, "effective_on", "COB-902"),
        ({"rank": "0"}, "rank", "COB-903"),
        ({"rank": "12"}, "rank", "COB-903"),
        ({"rank": "first"}, "rank", "COB-903"),
        ({"patient_sex": "X"}, "patient_sex", "COB-904"),
        ({"claim_filing_indicator": "QQ"}, "claim_filing_indicator", "COB-904"),
        ({"relationship": "99"}, "relationship", "COB-904"),
        ({"terminated_on": "2019-12-31"}, "terminated_on", "COB-906"),
        ({"member_id": "M\ufffd"}, "", "COB-907"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_column_and_reason(
    changes: dict[str, str], column: str, code: str
) -> None:
    assert read(**changes) == RefusedRow(7, column, code)


def test_a_row_with_too_few_values_is_refused() -> None:
    assert read_row(tuple(GOOD), ("DOE",), 7) == RefusedRow(7, "", "COB-905")


@pytest.mark.parametrize(
    ("header", "is_usable"),
    [
        (tuple(GOOD), True),
        (tuple(reversed(GOOD)), True),
        (tuple(name.upper() + " " for name in GOOD), True),
        (tuple(name for name in GOOD if name != "rank"), False),
        (tuple(name for name in GOOD if not name.startswith("payer")), False),
        ((*GOOD, "rank"), False),
        ((), False),
    ],
)
def test_a_header_needs_patient_rank_and_payer_in_any_order(
    header: tuple[str, ...], is_usable: bool
) -> None:
    assert (read_header(header) is not None) is is_usable
