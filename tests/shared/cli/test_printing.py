"""Tables for people, JSON for programs: what a payer wrote is shown as it was written."""

from __future__ import annotations

import json

import pytest

from cobrelay.api.operations import v1 as operations
from cobrelay.cli.failures import Explained
from cobrelay.cli.flow import flow
from cobrelay.cli.printing import show_json, show_table
from cobrelay.platform.ports import Ports


def test_what_looks_like_markup_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(("payer", "$paid"), [("[/] ACME [bold]", "1.00")], empty="")

    assert "[/] ACME [bold]" in capsys.readouterr().out


def test_a_program_is_told_whose_messages_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    show_json({"era-intake": [operations.ParkedMessage(position=7)], "claim-builder": []})

    shown = json.loads(capsys.readouterr().out)
    assert shown["era-intake"][0]["position"] == "7"
    assert shown["claim-builder"] == []


def test_a_monitor_that_is_away_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with Ports() as ports:
        monkeypatch.setenv("FLOW_MONITOR_HTTP_PORT", str(ports.reserve()))

        with pytest.raises(Explained, match="does not answer"):
            flow(as_json=True)
