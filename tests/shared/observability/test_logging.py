"""Logs say what happened and where, and never about whom."""

from __future__ import annotations

from cobrelay.observability.logging import REDACTED, redacted, without_failure_texts


def test_a_sensitive_key_is_redacted_however_deep() -> None:
    event = {"claim_id": "c1", "Patient": "Jane", "found": {"member_id": "M1", "count": 2}}

    assert redacted(None, "info", event) == {
        "claim_id": "c1",
        "Patient": REDACTED,
        "found": {"member_id": REDACTED, "count": 2},
    }


def test_bytes_are_never_shown() -> None:
    assert redacted(None, "info", {"found": b"NM1*QC*1*DOE"}) == {"found": REDACTED}


def test_a_failure_is_shown_as_type_and_places() -> None:
    try:
        raise ValueError("Jane Doe")
    except ValueError as failure:
        event = without_failure_texts(None, "error", {"event": "failed", "exc_info": failure})

    assert event["error"] == "builtins.ValueError"
    assert "Jane" not in str(event)
    assert event["at"]
