"""What a service process is told by its environment, beside the service's own settings."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from cobrelay.clock import RunningClock, parse_clock
from cobrelay.errors import Refused
from cobrelay.settings import Misconfigured, Platform, from_environment


class EnginePlatform(Platform):
    """The platform as the engine sees it; each variable is COBRELAY_ and the name."""

    clock_epoch: datetime | None = None
    """The real moment at which the business time was the start that COBRELAY_CLOCK names."""
    instance: str = ""
    """Names this copy of a service among its copies; its next life takes over its partitions."""
    bind_host: str = "127.0.0.1"
    session_timeout_ms: int = Field(default=10_000, ge=6_000, le=300_000)
    pool_size: int = Field(default=6, ge=1, le=100)
    waiting_overdue_days: int = Field(
        default=7, ge=1, le=3650, description="then a person looks for what is waited for"
    )
    log_level: str = "INFO"
    codes_dir: Path | None = None
    """Newer code lists that lie over ours; `cobrelay codes update` writes them."""


class ServiceAddress(BaseSettings):
    """A service's own database role and ports; 0 is any free port."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    database_url: str | None = Field(default=None, repr=False)
    http_port: int = Field(default=0, ge=0, le=65535)
    grpc_port: int = Field(default=0, ge=0, le=65535)


def prefix_of(service_name: str) -> str:
    """``era-intake`` reads ERA_INTAKE_… ."""
    return service_name.replace("-", "_").upper() + "_"


def address_of(service_name: str) -> ServiceAddress:
    """The service's own variables, or Misconfigured."""
    prefix = prefix_of(service_name)
    prefixed = SettingsConfigDict(**{**ServiceAddress.model_config, "env_prefix": prefix})
    return from_environment(type("ServiceAddress", (ServiceAddress,), {"model_config": prefixed}))


def lay_code_lists_over(platform: EnginePlatform) -> None:
    """Before anything is read; Misconfigured when one of the lists has a mistake."""
    if platform.codes_dir is None:
        return
    from cobrelay.x12 import codes  # noqa: PLC0415  (most services read no X12)

    try:
        codes.use(platform.codes_dir)
    except codes.Unreadable as mistake:
        raise Misconfigured(str(mistake)) from None


def clock_of(platform: EnginePlatform) -> RunningClock:
    """The clock that all processes of this installation share."""
    try:
        return parse_clock(platform.clock, platform.clock_epoch)
    except Refused as refusal:
        raise Misconfigured(f"COBRELAY_CLOCK: {refusal.detail}.") from None
