"""The monitor starts like every other process: what is wrong with its settings is a sentence."""

from __future__ import annotations

import pytest

from flow_monitor.__main__ import main


def test_a_wrong_variable_is_named_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FLOW_MONITOR_HTTP_PORT", "eighty")

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("FLOW_MONITOR_HTTP_PORT should be")
