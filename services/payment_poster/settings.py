"""The poster's settings: its environment, and its part of the two configuration files."""

from functools import cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from cobrelay.money import ZERO, Cents
from cobrelay.settings import ORGANISATION, PAYERS, Part, Platform, from_environment, read_toml
from payment_poster.domain.payers import Payers, folded


class Settings(BaseSettings):
    """PAYMENT_POSTER_…"""

    model_config = SettingsConfigDict(
        env_prefix="PAYMENT_POSTER_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    rest_due_days: int = Field(
        default=5, ge=1, description="business days of waiting for the rest of a short payment"
    )


class Balances(Part):
    small_balance_cents: int = Field(default=0, ge=0)


class Organisation(Part):
    balances: Balances = Balances()


class PayerNames(Part):
    """How one payer is called."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    ids: dict[str, str] = {}


class PayersFile(Part):
    payers: dict[str, PayerNames] = {}


class Policy:
    """What this installation has decided about money."""

    def __init__(self, small_balance: Cents = ZERO, payers: Payers | None = None) -> None:
        self.small_balance = small_balance
        self.payers = payers or Payers()


def policy_of(organisation: Organisation, file: PayersFile) -> Policy:
    keys = {
        folded(name): key
        for key, payer in file.payers.items()
        for name in (key, payer.name, *payer.aliases, *payer.ids.values())
        if folded(name)
    }
    return Policy(Cents(organisation.balances.small_balance_cents), Payers(keys))


@cache
def policy() -> Policy:
    """Read once; raises Misconfigured with one sentence."""
    platform = from_environment(Platform)
    return policy_of(
        read_toml(platform.config_path / ORGANISATION, Organisation),
        read_toml(platform.config_path / PAYERS, PayersFile),
    )


@cache
def settings() -> Settings:
    return from_environment(Settings)


def checked() -> Settings:
    """The settings; also reads the configuration, so that a mistake in it shows at the start."""
    policy()
    return settings()
