"""Which coverage answered: four kinds of evidence, and what they do when they disagree."""

from __future__ import annotations

import pytest

from cob_verification.domain.answering import Answered, Known, who_answered
from cob_verification.domain.coverage import PayerName
from determining import PAYERS, answer, coverage

COVERAGES = [coverage("medicare", 1), coverage("B", 2, also_known_as=("BEE HEALTH",))]
TWINS = [coverage("B", 1), coverage("B2", 2, payer=PayerName(name="B"))]
OURS = {"submission": "B"}


def who(coverages: list[object], **changes: object) -> str:
    said = answer("nobody", **{"status": "4", **changes})
    found = who_answered(said, Known(coverages, PAYERS, OURS))  # type: ignore[arg-type]
    if isinstance(found, Answered):
        return f"{found.coverage.coverage_id} by {'+'.join(each.code for each in found.trace)}"
    return found.reason.code


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"payer": PayerName(name="b")}, "B by COB-101", id="its name"),
        pytest.param({"payer": PayerName(name="Bee Health")}, "B by COB-101", id="as the claim"),
        pytest.param({"payer": PayerName(id="12402")}, "medicare by COB-101", id="payers.toml"),
        pytest.param(
            {"payer": PayerName(name="X", other_ids=("12402",))}, "medicare by COB-101", id="2U"
        ),
        pytest.param({"payer_identifier": "B"}, "B by COB-101", id="TRN03"),
        pytest.param({"member_ids": ("m b",)}, "B by COB-102", id="member id"),
        pytest.param({"submission_id": "submission"}, "B by COB-103", id="our own number"),
        pytest.param({"status": "1"}, "medicare by COB-104", id="CLP02 1"),
        pytest.param({"status": "20"}, "B by COB-104", id="CLP02 20"),
        pytest.param({"status": "3"}, "COB-105", id="CLP02 3 of two"),
        pytest.param({}, "COB-105", id="nothing says anything"),
        pytest.param(
            {"payer": PayerName(name="medigap"), "status": "1"}, "COB-105", id="a known other payer"
        ),
        pytest.param(
            {"payer": PayerName(name="B"), "member_ids": ("M-medicare",)}, "COB-106", id="conflict"
        ),
        pytest.param(
            {"payer": PayerName(name="B"), "member_ids": ("old",)},
            "B by COB-101",
            id="stale id",
        ),
        pytest.param(
            {"payer": PayerName(name="B"), "status": "1"}, "B by COB-101", id="CLP02 never objects"
        ),
    ],
)
def test_the_strongest_evidence_decides(changes: dict[str, object], said: str) -> None:
    assert who(list(COVERAGES), **changes) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"member_ids": ("M-B2",)}, "B2 by COB-101+COB-102", id="the member tells"),
        pytest.param({"status": "2"}, "B2 by COB-101+COB-104", id="the status tells"),
        pytest.param({}, "COB-106", id="nothing tells"),
    ],
)
def test_of_two_coverages_of_one_payer_the_weaker_evidence_tells_which(
    changes: dict[str, object], said: str
) -> None:
    assert who(list(TWINS), payer=PayerName(name="B"), **changes) == said


def test_a_claim_without_coverages_is_held() -> None:
    assert who([]) == "COB-107"
