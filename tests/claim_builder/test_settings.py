"""What the builder takes from the shipped configuration."""

from __future__ import annotations

import pytest

from claim_builder.domain.coverage import PayerPolicy
from claim_builder.settings import Configuration, Organisation, PayerRules, Payers, configuration


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> Configuration:
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", "not-a-secret")
    monkeypatch.setenv("COBRELAY_CONFIG_PATH", "deploy/config")
    return configuration.__wrapped__()


def test_the_shipped_files_say_who_takes_paper_and_who_is_medicare(shipped: Configuration) -> None:
    assert shipped.policy_of("benefit-trust", "benefit-trust").is_paper_only
    assert shipped.policy_of("medicare-b", "supplement") == PayerPolicy("medicare", id="12402")
    assert "1999999984" in shipped.known_npis


def test_a_payer_without_an_entry_has_the_defaults_and_its_own_id(shipped: Configuration) -> None:
    assert shipped.policy_of("", "") == PayerPolicy()


def test_an_earlier_payer_is_named_by_its_id_at_the_destinations_receiver() -> None:
    payers = Payers(
        payers={
            "first": PayerRules(ids={"north": "N-1", "south": "S-1"}),
            "second": PayerRules(receiver="south"),
        }
    )
    configured = Configuration(Organisation(), payers, version="v", secret="s")

    assert configured.policy_of("first", "second").id == "S-1"
    assert configured.policy_of("first", "first").id == ""
