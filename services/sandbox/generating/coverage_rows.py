"""Writes the coverage feed: one CSV row a coverage, as a registration system exports it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from sandbox.claims import Claim, Coverage

COLUMNS = (
    "patient_last_name",
    "patient_first_name",
    "patient_birth_date",
    "patient_sex",
    "rank",
    "payer_id",
    "payer_name",
    "payer_street",
    "payer_city",
    "payer_state",
    "payer_zip",
    "claim_filing_indicator",
    "insurance_type",
    "group_number",
    "group_name",
    "member_id",
    "relationship",
    "subscriber_last_name",
    "subscriber_first_name",
    "subscriber_birth_date",
    "subscriber_sex",
    "subscriber_street",
    "subscriber_city",
    "subscriber_state",
    "subscriber_zip",
    "effective_on",
    "terminated_on",
)


def coverage_file(claims: Iterable[Claim]) -> bytes:
    """The rows of every claim's patient, header first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for claim in claims:
        for rank, coverage in enumerate(claim.coverages, start=1):
            writer.writerow(_row(claim, rank, coverage))
    return text.getvalue().encode()


def _row(claim: Claim, rank: int, coverage: Coverage) -> list[str]:
    patient, subscriber, payer = claim.patient, coverage.subscriber, coverage.payer
    return [
        *(patient.last, patient.first, patient.born.isoformat(), patient.sex, str(rank)),
        *(payer.id, payer.name, "PO BOX 1000", "SPRINGFIELD", "IL", "627059998"),
        *(payer.filing_indicator, "", coverage.group_number, "", coverage.member_id),
        coverage.relationship,
        *(subscriber.last, subscriber.first, subscriber.born.isoformat(), subscriber.sex),
        *(subscriber.street, subscriber.city, subscriber.state, subscriber.zip),
        *(coverage.effective_on.isoformat(), _open_or(coverage.terminated_on)),
    ]


def _open_or(last_day: date | None) -> str:
    return last_day.isoformat() if last_day else ""
