"""The builder's settings: its environment, and its part of the two configuration files."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict

from claim_builder.domain.coverage import PayerPolicy
from cobrelay.settings import (
    ORGANISATION,
    PAYERS,
    Part,
    Platform,
    file_hash,
    from_environment,
    read_toml,
)


class Settings(BaseSettings):
    """CLAIM_BUILDER_…"""

    model_config = SettingsConfigDict(
        env_prefix="CLAIM_BUILDER_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    inbox_path: Path = Path("var/claim-builder/inbox")


class Provider(Part):
    """A provider whose claims are ours."""

    npi: str


class Organisation(Part):
    providers: tuple[Provider, ...] = ()


class PayerRules(Part):
    """What the builder wants to know of a payer."""

    kind: str = "commercial"
    channel: Literal["sftp", "paper"] = "sftp"
    receiver: str = "clearinghouse"
    ids: dict[str, str] = {}
    wants_f8: bool = True
    wants_t4: bool = False


class Payers(Part):
    defaults: PayerRules = PayerRules()
    payers: dict[str, PayerRules] = {}


class Configuration:
    """Which providers are ours, and what each payer wants in a claim."""

    def __init__(
        self, organisation: Organisation, payers: Payers, *, version: str, secret: str
    ) -> None:
        self.version = version
        self.claim_key_secret = secret
        self.known_npis = frozenset(provider.npi for provider in organisation.providers)
        self._payers = payers

    def policy_of(self, profile: str, destination_profile: str) -> PayerPolicy:
        """A payer's policy; its id is the one valid at the receiver of the destination's claims."""
        rules, receiver = self._rules(profile), self._rules(destination_profile).receiver
        return PayerPolicy(
            kind=rules.kind,
            channel=rules.channel,
            wants_f8=rules.wants_f8,
            wants_t4=rules.wants_t4,
            id=rules.ids.get(receiver, ""),
        )

    def _rules(self, profile: str) -> PayerRules:
        return self._payers.payers.get(profile, self._payers.defaults)


@cache
def configuration() -> Configuration:
    """Read once; raises Misconfigured with one sentence."""
    platform = from_environment(Platform)
    path = platform.config_path / PAYERS
    return Configuration(
        read_toml(platform.config_path / ORGANISATION, Organisation),
        read_toml(path, Payers, inherit=("defaults", "payers")),
        version=file_hash(path),
        secret=platform.claim_key_secret.get_secret_value(),
    )


def checked() -> Settings:
    """The settings; also reads both configuration files, so that a mistake shows at the start."""
    configuration()
    return from_environment(Settings)
