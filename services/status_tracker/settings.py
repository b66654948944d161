"""The tracker's settings: nothing but what every service has."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """STATUS_TRACKER_…"""

    model_config = SettingsConfigDict(
        env_prefix="STATUS_TRACKER_", frozen=True, extra="ignore", hide_input_in_errors=True
    )
