"""The gateway's settings: its environment, and its part of the two configuration files."""

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from cobrelay.settings import (
    ORGANISATION,
    PAYERS,
    Misconfigured,
    Part,
    Platform,
    from_environment,
    read_toml,
)
from submission_gateway.domain.interchange import Partner


class Settings(BaseSettings):
    """SUBMISSION_GATEWAY_…"""

    model_config = SettingsConfigDict(
        env_prefix="SUBMISSION_GATEWAY_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    driver: Literal["sftp", "folder"] = "folder"
    inbox_path: Path = Path("var/submission-gateway/inbox")
    outbox_path: Path = Path("var/outbox")
    sftp_host: str = "127.0.0.1"
    sftp_port: int = 22
    sftp_username: str = "cobrelay"
    sftp_password: SecretStr | None = None
    sftp_client_key_path: Path | None = None
    sftp_known_hosts_path: Path | None = None
    sftp_outbound_path: str = "inbound"
    sftp_inbound_path: str = "outbound"
    call_timeout_seconds: float = 30.0
    # No call begins unless its timeout and this much of the lease are left.
    lease_margin_seconds: float = 5.0
    # Longer than a call can last: whoever held the lease is certainly not sending any more.
    lease_seconds: float = Field(default=60.0, validate_default=True)
    retry_seconds: int = Field(default=90, description="business seconds; CAQH CORE: not sooner")
    quiet_seconds: int = Field(default=7200, description="business; above the promised 999 time")
    resends_max: int = 3

    @field_validator("lease_seconds")
    @classmethod
    def _outlives_a_call(cls, lease_seconds: float, info: ValidationInfo) -> float:
        call = info.data.get("call_timeout_seconds", 0) + info.data.get("lease_margin_seconds", 0)
        if lease_seconds <= call:
            raise ValueError(f"must be above {call:g}: the call's timeout and the lease's margin")
        return lease_seconds

    @property
    def call_seconds(self) -> float:
        """What must be left of a lease when a call begins (real seconds)."""
        return self.call_timeout_seconds + self.lease_margin_seconds


class Receiver(Part):
    """A clearinghouse or payer that interchanges go to."""

    name: str
    id: str
    interchange_qualifier: str = "ZZ"
    interchange_id: str
    application_code: str
    sender_interchange_qualifier: str = "ZZ"
    sender_interchange_id: str
    sender_application_code: str
    usage: Literal["T", "P"] = "T"


class Submitter(Part):
    name: str
    id: str
    contact_name: str
    contact_phone: str


class Organisation(Part):
    submitter: Submitter
    receivers: dict[str, Receiver]


class PayerRoute(Part):
    """Where a payer's interchanges go."""

    receiver: str = "clearinghouse"


class Payers(Part):
    defaults: PayerRoute = PayerRoute()
    payers: dict[str, PayerRoute] = {}


class Configuration:
    """Who we send to, how each payer is reached, and how patient we are (business time)."""

    def __init__(
        self, organisation: Organisation, payers: Payers, settings: Settings, secret: str
    ) -> None:
        self.retry_after = timedelta(seconds=settings.retry_seconds)
        self.quiet_time = timedelta(seconds=settings.quiet_seconds)
        self.resends_max = settings.resends_max
        self.partners = {
            key: _partner(key, organisation.submitter, receiver)
            for key, receiver in organisation.receivers.items()
        }
        self._payers = payers
        self.claim_key_secret = secret

    def receiver_of(self, payer_profile: str) -> str:
        """The receiver of a payer's claims; the default one for a payer without an entry."""
        return self._payers.payers.get(payer_profile, self._payers.defaults).receiver

    def receivers_called(self, interchange_id: str) -> frozenset[str]:
        """The receivers that send under this id (ISA06)."""
        return frozenset(
            key for key, each in self.partners.items() if each.interchange_id == interchange_id
        )

    @property
    def clearinghouse_ids(self) -> frozenset[str]:
        """The ids under which our receivers call themselves in a 277CA."""
        return frozenset(
            {each.receiver_id for each in self.partners.values()}
            | {each.interchange_id for each in self.partners.values()}
        )


@cache
def configuration() -> Configuration:
    """Read once; raises Misconfigured with one sentence."""
    platform = from_environment(Platform)
    organisation = read_toml(platform.config_path / ORGANISATION, Organisation)
    payers = read_toml(platform.config_path / PAYERS, Payers, inherit=("defaults", "payers"))
    for name, route in (("defaults", payers.defaults), *payers.payers.items()):
        if route.receiver not in organisation.receivers:
            known = ", ".join(sorted(organisation.receivers))
            raise Misconfigured(
                f"{PAYERS}: {name}.receiver is none of the receivers of {ORGANISATION}: {known}."
            )
    secret = platform.claim_key_secret.get_secret_value()
    return Configuration(organisation, payers, from_environment(Settings), secret)


def checked() -> Settings:
    """The settings; also reads both configuration files, so that a mistake shows at the start."""
    configuration()
    return from_environment(Settings)


def _partner(key: str, submitter: Submitter, receiver: Receiver) -> Partner:
    return Partner(
        key=key,
        receiver_name=receiver.name,
        receiver_id=receiver.id,
        interchange_qualifier=receiver.interchange_qualifier,
        interchange_id=receiver.interchange_id,
        application_code=receiver.application_code,
        sender_interchange_qualifier=receiver.sender_interchange_qualifier,
        sender_interchange_id=receiver.sender_interchange_id,
        sender_application_code=receiver.sender_application_code,
        usage=receiver.usage,
        submitter_name=submitter.name,
        submitter_id=submitter.id,
        contact_name=submitter.contact_name,
        contact_phone=submitter.contact_phone,
    )
