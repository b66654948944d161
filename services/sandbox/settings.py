"""The sandbox's environment variables: SANDBOX_ and the name; the clock is everybody's."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints
from pydantic_settings import BaseSettings, SettingsConfigDict

from cobrelay.clock import Clock, parse_clock, parse_moment


class Mode(StrEnum):
    """`world`: payers pay. `files`: claims are acknowledged, and no payment is invented."""

    WORLD = "world"
    FILES = "files"


Username = Annotated[str, StringConstraints(pattern="^[a-z0-9_]+$")]


class Settings(BaseSettings):
    """Where it listens and where it keeps things."""

    model_config = SettingsConfigDict(
        env_prefix="SANDBOX_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    state_path: Path = Path("var/clearinghouse")
    keys_path: Path | None = None
    remittances_path: Path | None = None
    world_path: Path | None = None
    mode: Mode = Mode.WORLD
    sftp_host: str = "127.0.0.1"
    sftp_port: int = 2222
    http_port: int = 0  # 0: no health endpoint
    usernames: tuple[Username, ...] = ("examplehs",)

    @property
    def keys(self) -> Path:
        return self.keys_path or self.state_path / "keys"

    @property
    def remittances(self) -> Path:
        return self.remittances_path or self.state_path / "remittances"


class ClockSettings(BaseSettings):
    """COBRELAY_CLOCK and COBRELAY_CLOCK_EPOCH, as every process reads them."""

    model_config = SettingsConfigDict(
        env_prefix="COBRELAY_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    clock: str = "system"
    clock_epoch: str = ""

    def started(self) -> Clock:
        epoch = parse_moment(self.clock_epoch) if self.clock_epoch else None
        return parse_clock(self.clock, epoch)
