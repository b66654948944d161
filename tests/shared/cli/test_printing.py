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


ITEM = ("6734dd5b-4fb7-5614-8f31-a8b148352d3d", "COB-507", "Correct it, or appeal", "931.53")
COLUMNS = ("id", "code", "what to do", "$at risk")
ABOUT = "0296da2d-c8ca-57ca-9578-e0d2100f8167/12"


@pytest.mark.parametrize("width", ["40", "70", "200", ""])
def test_an_id_is_shown_whole_however_narrow_the_terminal(
    width: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    if width:
        monkeypatch.setenv("COLUMNS", width)

    show_table(COLUMNS, [ITEM, ITEM], empty="")

    words = capsys.readouterr().out.split()
    assert words.count(ITEM[0]) == 2
    assert "…" not in "".join(words)


@pytest.mark.parametrize("width", range(60, 180, 7))
def test_an_id_within_words_is_shown_whole_as_well(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    row = (*ITEM[:2], "Find the claim and link the payment, or refund it", f"remittance {ABOUT}")

    show_table(("id", "code", "what to do", "about"), [row], empty="")

    shown = capsys.readouterr().out
    assert ITEM[0] in shown
    assert ABOUT in shown
    assert max(map(len, shown.splitlines())) <= max(width, len(f"what to do  remittance {ABOUT}"))


def test_what_is_too_wide_for_the_terminal_becomes_paragraphs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    show_table(COLUMNS, [ITEM, (*ITEM[:3], "")], empty="")

    assert capsys.readouterr().out.splitlines() == [
        "id          6734dd5b-4fb7-5614-8f31-a8b148352d3d",
        "code        COB-507",
        "what to do  Correct it, or appeal",
        "at risk     931.53",
        "",
        "id          6734dd5b-4fb7-5614-8f31-a8b148352d3d",
        "code        COB-507",
        "what to do  Correct it, or appeal",
    ]


def test_what_is_no_terminal_gets_one_line_a_row(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)

    show_table(COLUMNS, [(*ITEM[:2], "a sentence " * 40, "1.00")], empty="")

    assert len(capsys.readouterr().out.splitlines()) == 2


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
