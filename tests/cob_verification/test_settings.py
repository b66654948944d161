"""What this service reads of payers.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from cob_events import CONFIG
from cob_verification.domain.payers import FilingLimit, LimitFrom
from cob_verification.settings import read_payers
from cobrelay.settings import Misconfigured


def test_the_shipped_payers_are_found_by_every_alias() -> None:
    payers = read_payers(CONFIG / "payers.toml")

    found = [
        payers.profile([name]).key for name in ("55001", "supp-01", "Novitas Solutions Inc", "?")
    ]

    assert found == ["supplement", "supplement", "medicare-b", ""]
    assert payers.profile(["nobody"]).filing_limits == (
        FilingLimit(90, LimitFrom.REMITTANCE, "none stated: the shorter is assumed"),
    )
    assert payers.profile(["COMM3"]).filing_limits[0].days == 90


def test_a_class_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "payers.toml"
    path.write_text('[payers.a]\nname = "A"\nclass_overrides = { "CO-50" = "MAYBE" }\n')

    with pytest.raises(
        Misconfigured, match=r"payers\.a\.class_overrides must name one of PR_SHIFT"
    ):
        read_payers(path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(
            '[payers.a]\naliases = ["X 1"]\n[payers.b]\naliases = ["x-1"]\n',
            r"payers\.b\.aliases must not have a name or id of payers\.a as well",
            id="an alias of two payers",
        ),
        pytest.param(
            '[payers."A:1"]\nname = "A"\n',
            r"payers\.'A:1' must be lower-case letters, digits and single hyphens",
            id="a key that no account can be called by",
        ),
        pytest.param(
            '[payers.a]\nclass_overrides = { "CO50" = "FIXABLE" }\n',
            r"payers\.a\.class_overrides must be for a reason code",
            id="an override for no reason code",
        ),
    ],
)
def test_a_payer_that_could_not_be_told_is_one_sentence(
    tmp_path: Path, text: str, sentence: str
) -> None:
    path = tmp_path / "payers.toml"
    path.write_text(text)

    with pytest.raises(Misconfigured, match=sentence):
        read_payers(path)
