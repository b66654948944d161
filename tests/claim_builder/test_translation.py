"""What the next claim must know of an answer is taken from its event."""

from __future__ import annotations

import pytest

from claim_builder import translation
from cobrelay.contracts.era import v1 as era


@pytest.mark.parametrize(("corrects", "is_correction"), [("", False), ("A0", True)])
def test_an_answer_knows_whether_it_corrects_one_that_was_reversed(
    corrects: str, is_correction: bool
) -> None:
    event = era.ClaimAdjudicated(adjudication_id="A1", corrects_adjudication_id=corrects)

    assert translation.answer(event, is_reversed=False).is_correction is is_correction
