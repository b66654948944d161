"""Every reason code that a rule speaks has its sentence, and every sentence has its rule."""

from __future__ import annotations

import re
from pathlib import Path

import cob_verification
from cob_verification.domain.reasons import REASONS, rule

SOURCES = Path(cob_verification.__file__).parent
TABLE = SOURCES / "domain" / "reasons.py"


def test_the_table_and_the_rules_name_the_same_codes() -> None:
    spoken = {
        code
        for path in SOURCES.rglob("*.py")
        if path != TABLE
        for code in re.findall(r"COB-\d{3}", path.read_text(encoding="utf-8"))
    }

    assert spoken == set(REASONS)


def test_a_sentence_is_plain_and_short() -> None:
    assert all(len(sentence) < 90 and not sentence.endswith(".") for sentence in REASONS.values())
    assert rule("COB-402", "90 days").sentence.endswith("(90 days)")
