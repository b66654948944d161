"""Hostile and odd files of the corpus get the verdict and the finding that they must get."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cobrelay import x12
from x12_files import corpus

OUR_IDS = frozenset({"PROVIDER"})

# What only the running services can know: what was sent, received or matched before.
NEEDS_STATE = frozenset({"M08", "M12", "M14", "M15", "M26", "M27", "M29"})

# Where we differ, and why (ADR 17). This list may only shrink: a case that matches must leave it.
DIFFERENT = {
    "M03": "the claim that does not balance stands at segment 24, not 11",
    "M05": "the claim whose lines differ stands at segment 11, not 24",
    "M06": "the claim that is adjusted twice stands at segment 11, not 25",
    "M21": "the line that does not balance stands at segment 27, not 35",
    "S04": "a missing LX alone harms nothing: sound public remittances lack it, so it is a warning",
    "S11": "the hundredth CAS, not the first, is the one too many",
    "T08": "IK302 counts within the set: the second ST is at 1",
    "X07": "two claims don't balance either, so they are quarantined beside the review",
}


def cases() -> list[dict[str, Any]]:
    try:
        folder = corpus("malformed")
    except pytest.skip.Exception:
        return []
    listed: list[dict[str, Any]] = json.loads((folder / "cases.json").read_text())
    return [case for case in listed if (folder / case["file"]).exists()]


def matches(case: dict[str, Any]) -> bool:
    report = x12.check(corpus("malformed") / case["file"], receivers=OUR_IDS)
    if report.verdict.name != case["disp"]:
        return False
    if case["code"] == "OK":
        return True
    return any(
        finding.code == case["code"]
        and finding.element == case["ele"]
        and case["seg"] in ("", finding.place.segment_id)
        and case["pos"] in (0, finding.place.position)
        for finding in report.findings
    )


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['id']} {case['title']}")
def test_a_case_gets_its_verdict_code_place_and_element(case: dict[str, Any]) -> None:
    if case["id"] in NEEDS_STATE:
        pytest.skip("asked of the services: intake test_questions.py, gateway test_corpus.py")
    if case["id"] in DIFFERENT:
        assert not matches(case), f"{case['id']} matches now: take it off the list"
        pytest.skip(DIFFERENT[case["id"]])

    assert matches(case)


def test_the_corpus_of_malformed_files_is_there() -> None:
    assert (corpus("malformed") / "cases.json").exists()
