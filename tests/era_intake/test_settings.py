"""Intake's settings come from the environment, and a mistake is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from cobrelay.settings import Misconfigured
from era_intake.settings import settings


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", "a secret")
    monkeypatch.setenv("ERA_INTAKE_INBOX_PATH", "/somewhere/835")
    monkeypatch.setenv("ERA_INTAKE_RECEIVER_IDS", '["OURS"]')

    own = settings()

    assert own.claim_key_secret.get_secret_value() == "a secret"
    assert (own.inbox_path, own.receiver_ids) == (Path("/somewhere/835"), frozenset({"OURS"}))
    assert "a secret" not in repr(own)


def test_a_missing_secret_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COBRELAY_CLAIM_KEY_SECRET", raising=False)

    with pytest.raises(Misconfigured, match=r"^COBRELAY_CLAIM_KEY_SECRET is required"):
        settings()
