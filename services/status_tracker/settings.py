"""The tracker's settings: how long an answer may take before somebody must ask where it is."""

from datetime import timedelta
from functools import cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from cobrelay.settings import from_environment
from status_tracker.domain.deadlines import Answer, Windows

HOURS_MAX, DAYS_MAX = 87_600, 3_650


class Settings(BaseSettings):
    """STATUS_TRACKER_…; business time, each from the answer before (domain 10.5)."""

    model_config = SettingsConfigDict(
        env_prefix="STATUS_TRACKER_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    functional_999_hours: int = Field(default=24, ge=1, le=HOURS_MAX, description="sent to 999")
    clearinghouse_277ca_hours: int = Field(
        default=48, ge=1, le=HOURS_MAX, description="999 to the clearinghouse's 277CA"
    )
    payer_277ca_days: int = Field(
        default=7, ge=1, le=DAYS_MAX, description="the clearinghouse's 277CA to the payer's"
    )
    remittance_days: int = Field(
        default=45, ge=1, le=DAYS_MAX, description="the payer's acceptance to its remittance"
    )

    @property
    def windows(self) -> Windows:
        return {
            Answer.FUNCTIONAL: timedelta(hours=self.functional_999_hours),
            Answer.CLEARINGHOUSE: timedelta(hours=self.clearinghouse_277ca_hours),
            Answer.PAYER: timedelta(days=self.payer_277ca_days),
            Answer.REMITTANCE: timedelta(days=self.remittance_days),
        }


@cache
def windows() -> Windows:
    """Read once; raises Misconfigured with one sentence."""
    return from_environment(Settings).windows
