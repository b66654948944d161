"""Hostile and odd remittances: what intake uses of each is what the corpus' own verdict says."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from cobrelay.files import FileContext
from era_intake.adapters.remittance_files import verify
from era_intake.domain.screening import SetRefused, screen_all
from era_intake.settings import Settings

CORPUS = Path(os.environ.get("COBRELAY_X12_CORPUS", "../shared/data")) / "malformed"
OURS = "PROVIDER"
# A question about an answer, not about its file: it is asked when the claim is matched.
ASKED_LATER = frozenset({"M08", "M12", "M14", "M15"})
# LX only numbers claims, and the world leaves it out: read with a warning.
TOLERATED = frozenset({"S04"})
PAYMENT_IS_UNSOUND = frozenset({"ERA-110", "ERA-111", "ERA-112", "ERA-113"})


def cases() -> list[Any]:
    listed = CORPUS / "cases.json"
    if not listed.is_file():
        reason = "the X12 corpus (COBRELAY_X12_CORPUS) is not here"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]
    return [
        pytest.param(case, id=f"{case['id']} {case['title']}")
        for case in json.loads(listed.read_text())
        if case["kind"] == "835" and (CORPUS / case["file"]).is_file()
    ]


def used(path: Path) -> tuple[str, list[str], bool]:
    """Why the file is refused, why sets are, and whether claims are quarantined."""
    settings = Settings(claim_key_secret=SecretStr("s"), receiver_ids=frozenset({OURS}))
    file = verify(path, FileContext("hash", path.name, "835", settings))
    outcomes = [each.outcome for each in screen_all(file.sets, {})]
    refused = [each.reason for each in outcomes if isinstance(each, SetRefused)]
    return file.reason, refused, any(facts.quarantined for facts in file.sets)


@pytest.mark.parametrize("case", cases())
def test_a_malformed_remittance_gets_its_verdict(case: dict[str, Any]) -> None:
    file_reason, refused, is_quarantined = used(CORPUS / case["file"])

    match case["disp"]:
        case "REJECT_FILE":
            assert file_reason == "ERA-101"
        case "REJECT_SET" if case["id"] not in TOLERATED:
            assert (file_reason, bool(refused)) == ("", True)
            assert set(refused) <= {"ERA-102", "ERA-103"}
        case "QUARANTINE_CLAIM":
            assert (file_reason, refused, is_quarantined) == ("", [], True)
        case "REVIEW" if case["id"] not in ASKED_LATER:
            assert (file_reason, len(refused)) == ("", 1)
            assert set(refused) <= PAYMENT_IS_UNSOUND
        case _:
            assert (file_reason, refused, is_quarantined) == ("", [], False)
