"""Originals and coverages made up for a remittance that came from elsewhere."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

from cobrelay import x12
from sandbox.clearinghouse.validating import verdicts
from sandbox.generating import Reconstructed, reconstruct

CORPUS = Path(os.environ.get("COBRELAY_X12_CORPUS", "../shared/data"))
REMITTANCE = CORPUS / "golden/medicare_partB_835_crossover_sequestration.edi"


@pytest.fixture
def made() -> Reconstructed:
    if not REMITTANCE.exists():
        pytest.skip(f"the X12 corpus is not at {CORPUS} (COBRELAY_X12_CORPUS)")
    return reconstruct(REMITTANCE.read_bytes())


def test_each_claim_gets_an_original_that_a_validator_accepts(made: Reconstructed) -> None:
    claims = [item for item in x12.read(made.originals) if isinstance(item, x12.Claim837)]

    assert [verdict.code for verdict in verdicts(made.originals)] == ["A"]
    assert len(claims) == 10


def test_patients_differ_in_birth_date_and_supplements_bear_the_carriers_ids(
    made: Reconstructed,
) -> None:
    rows = list(csv.DictReader(io.StringIO(made.coverages.decode())))

    assert len(rows) == 20
    assert len({row["patient_birth_date"] for row in rows}) == 10
    seconds = [row["payer_id"] for row in rows if row["rank"] == "2"]
    assert seconds.count("SUPP01") == 4
    assert "30002" in seconds
