"""The monitor's settings: the broker, and where it answers."""

from dataclasses import dataclass

from pydantic_settings import BaseSettings, SettingsConfigDict

from cobrelay.settings import from_environment


class Broker(BaseSettings):
    """COBRELAY_…: the monitor needs no database and no secret."""

    model_config = SettingsConfigDict(
        env_prefix="COBRELAY_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    kafka_bootstrap_servers: str = "127.0.0.1:9092"


class Own(BaseSettings):
    """FLOW_MONITOR_…"""

    model_config = SettingsConfigDict(
        env_prefix="FLOW_MONITOR_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    http_host: str = "127.0.0.1"
    http_port: int = 0
    snapshot_seconds: int = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """Both."""

    kafka_bootstrap_servers: str
    http_host: str
    http_port: int
    snapshot_seconds: int


def read_settings() -> Settings:
    """From the environment; raises Misconfigured with one sentence."""
    broker, own = from_environment(Broker), from_environment(Own)
    return Settings(
        broker.kafka_bootstrap_servers, own.http_host, own.http_port, own.snapshot_seconds
    )
