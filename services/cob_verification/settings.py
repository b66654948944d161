"""The environment of cob_verification, and its part of payers.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from cob_verification.domain.classes import AdjustmentClass
from cob_verification.domain.payers import (
    FilingLimit,
    LimitFrom,
    PayerDirectory,
    PayerProfile,
    aliases,
)
from cobrelay.settings import (
    PAYERS,
    Misconfigured,
    Part,
    Platform,
    file_hash,
    from_environment,
    read_toml,
)

Kind = Literal[
    "medicare",
    "medicare_advantage",
    "medigap",
    "medicaid",
    "commercial",
    "blue_cross",
    "tricare",
    "champva",
    "federal_employees",
    "workers_compensation",
    "liability",
    "other",
]


class Settings(BaseSettings):
    """COB_VERIFICATION_…"""

    model_config = SettingsConfigDict(
        env_prefix="COB_VERIFICATION_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    inbox_path: Path = Path("var/cob-verification/inbox")
    earlier_answer_days: int = Field(default=30, ge=1, description="then a person looks for it")
    correction_days: int = Field(default=30, ge=1, description="after a reversal, business time")
    # Far above any lag between two topics: whether our claim went out is known by then.
    unsent_grace_hours: int = Field(default=168, ge=1, description="business time")


KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")  # of a payer: accounts and pages are called by it
REASON = re.compile(r"((CO|PR|OA|PI|CR)-)?[A-Z]?[0-9]{1,3}")


class Limit(Part):
    """How long a payer takes claims, counted in days."""

    days: int = Field(ge=0, le=3660)
    start: LimitFrom = Field(alias="from")
    source: str = ""


class PayerPart(Part):
    """What this service reads of a payer."""

    name: str = ""
    kind: Kind = "commercial"
    aliases: tuple[str, ...] = ()
    ids: Mapping[str, str] = {}
    filing_limits: tuple[Limit, ...] = ()
    crossover_wait_days: int = Field(default=30, ge=0, le=365)
    considers_denied: bool = False
    class_overrides: Mapping[str, str] = {}

    @field_validator("class_overrides")
    @classmethod
    def _known_classes(cls, overrides: Mapping[str, str]) -> Mapping[str, str]:
        known = [each.value for each in AdjustmentClass if each is not AdjustmentClass.TECHNICAL]
        if not set(overrides.values()) <= set(known):
            raise ValueError(f"must name one of {', '.join(known)}")
        if not all(REASON.fullmatch(reason) for reason in overrides):
            raise ValueError("must be for a reason code (50), or a group with one (CO-50)")
        return overrides

    def profile(self, key: str) -> PayerProfile:
        limits = tuple(
            FilingLimit(each.days, each.start, each.source) for each in self.filing_limits
        )
        return PayerProfile(
            key=key,
            kind=self.kind,
            aliases=aliases((self.name, *self.aliases, *self.ids.values())),
            filing_limits=limits or PayerProfile().filing_limits,
            crossover_wait_days=self.crossover_wait_days,
            considers_denied=self.considers_denied,
            class_overrides=tuple(sorted(self.class_overrides.items())),
        )


class PayersFile(Part):
    defaults: PayerPart = PayerPart()
    payers: dict[str, PayerPart] = {}


@dataclass(frozen=True, slots=True)
class Configuration:
    """What decisions are taken under."""

    payers: PayerDirectory
    claim_key_secret: str
    settings: Settings


@cache
def configuration() -> Configuration:
    """Read once; raises Misconfigured with one sentence."""
    platform = from_environment(Platform)
    return Configuration(
        payers=read_payers(platform.config_path / PAYERS),
        claim_key_secret=platform.claim_key_secret.get_secret_value(),
        settings=from_environment(Settings),
    )


def checked() -> Settings:
    """The settings; also reads payers.toml, so that a mistake in it shows at the start."""
    return configuration().settings


def read_payers(path: Path) -> PayerDirectory:
    """The payers of payers.toml, each with what [defaults] gives it."""
    file = read_toml(path, PayersFile, inherit=("defaults", "payers"))
    profiles = [part.profile(key) for key, part in file.payers.items()]
    _demand_distinct(profiles, path)
    return PayerDirectory.of(
        profiles,
        file.defaults.profile(""),
        file_hash(path),
    )


def _demand_distinct(profiles: Sequence[PayerProfile], path: Path) -> None:
    """A payer is found by any of its names: one that two have would be either's by chance."""
    owners: dict[str, str] = {}
    for profile in profiles:
        if not KEY.fullmatch(profile.key):
            place = f"{path}: payers.{profile.key!r}"
            raise Misconfigured(f"{place} must be lower-case letters, digits and single hyphens.")
        for name in sorted(profile.aliases):
            other = owners.setdefault(name, profile.key)
            if other != profile.key:
                place = f"{path}: payers.{profile.key}.aliases"
                raise Misconfigured(
                    f"{place} must not have a name or id of payers.{other} as well."
                )
