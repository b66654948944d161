"""Where intake finds its remittances, and the secret behind the claim keys."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from cobrelay.settings import Platform, from_environment


class Settings(BaseSettings):
    """ERA_INTAKE_…, and COBRELAY_CLAIM_KEY_SECRET."""

    model_config = SettingsConfigDict(
        env_prefix="ERA_INTAKE_",
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
        populate_by_name=True,
    )

    inbox_path: Path = Path("var/inbox/835")
    receiver_ids: frozenset[str] = frozenset()  # ISA08 that are ours; empty: not checked
    claim_key_secret: SecretStr = Field(validation_alias="COBRELAY_CLAIM_KEY_SECRET")


def settings() -> Settings:
    """Raises Misconfigured with one sentence that names the variable."""
    from_environment(Platform)  # complains of a missing secret under its own name
    return from_environment(Settings)
