"""The environment and the configuration files: a mistake is one sentence without a value."""

from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field

from cobrelay.settings import Misconfigured, Part, Platform, file_hash, from_environment, read_toml

SHIPPED = Path(__file__).parents[2] / "deploy" / "config"


class Limit(Part):
    days: int
    start: Literal["service", "remittance"] = Field(alias="from")


class Payer(Part):
    channel: Literal["sftp", "paper"] = "sftp"
    considers_denied: bool = False
    filing_limits: tuple[Limit, ...] = ()


class Payers(Part):
    defaults: Payer
    payers: dict[str, Payer] = {}


def written(folder: Path, text: str) -> Path:
    path = folder / "payers.toml"
    path.write_text(text)
    return path


def complaint_about(path: Path) -> str:
    with pytest.raises(Misconfigured) as raised:
        read_toml(path, Payers, inherit=("defaults", "payers"))
    return str(raised.value)


def test_a_payer_takes_what_it_leaves_out_from_the_defaults(tmp_path: Path) -> None:
    path = written(tmp_path, "[defaults]\nconsiders_denied = true\n[payers.a]\nchannel = 'paper'\n")

    payers = read_toml(path, Payers, inherit=("defaults", "payers"))

    assert payers.payers["a"] == Payer(channel="paper", considers_denied=True)


def test_the_shipped_payers_file_is_accepted() -> None:
    payers = read_toml(SHIPPED / "payers.toml", Payers, inherit=("defaults", "payers"))

    assert payers.payers["state-medicaid"].filing_limits[1].days == 180


def test_a_value_that_is_not_allowed_is_answered_with_file_key_and_what_is_allowed(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, "[defaults]\n[payers.a]\nchannel = 'fax 5550100'\n")

    assert complaint_about(path) == f"{path}: payers.a.channel should be 'sftp' or 'paper'."


def test_a_key_that_is_missing_in_a_list_is_named_with_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, "[defaults]\nfiling_limits = [{ days = 3 }]\n")

    assert complaint_about(path) == f"{path}: defaults.filing_limits.0.from is required."


def test_a_misspelt_key_is_answered_with_the_key_that_was_meant(tmp_path: Path) -> None:
    path = written(tmp_path, "[defaults]\n[payers.a]\nconsider_denied = true\n")

    assert complaint_about(path) == (
        f"{path}: payers.a.consider_denied is not known; did you mean considers_denied?"
    )


def test_a_key_of_another_service_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "[defaults]\nwants_f8 = true\n")

    assert read_toml(path, Payers).defaults == Payer()


def test_a_file_that_is_not_toml_is_answered_with_the_place_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "[defaults]\nname = SMITH JANE\n")

    assert complaint_about(path) == f"{path} is not TOML: line 2, column 8."


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "payers.toml"

    assert complaint_about(path) == f"{path} is missing; see deploy/config for an example."


def test_the_hash_of_a_file_changes_with_its_content(tmp_path: Path) -> None:
    before = file_hash(written(tmp_path, "[defaults]\n"))

    assert before != file_hash(written(tmp_path, "[defaults]\n\n"))


def test_a_missing_secret_is_named_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COBRELAY_CLAIM_KEY_SECRET", raising=False)

    with pytest.raises(Misconfigured, match=r"^COBRELAY_CLAIM_KEY_SECRET is required\.$"):
        from_environment(Platform)


def test_the_platform_is_read_from_the_environment_and_hides_its_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", "canary-secret")
    monkeypatch.setenv("COBRELAY_DATABASE_URL", "postgresql+asyncpg://u:canary@h/d")

    platform = from_environment(Platform)

    assert platform.claim_key_secret.get_secret_value() == "canary-secret"
    assert "canary" not in repr(platform)
