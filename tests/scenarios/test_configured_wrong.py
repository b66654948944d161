"""A mistake in the configuration files shows when a service starts, never at its first claim."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from claim_builder.service import service as claim_builder
from claim_builder.settings import configuration as builders
from cob_verification.service import service as cob_verification
from cob_verification.settings import configuration as verifications
from cobrelay.messaging.service import Service
from cobrelay.settings import Misconfigured
from submission_gateway.service import service as submission_gateway
from submission_gateway.settings import configuration as gateways

SHIPPED = Path("deploy/config")
KEPT = (builders, verifications, gateways)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the shipped files, which the services read as if they were just started."""
    copy = tmp_path / "config"
    shutil.copytree(SHIPPED, copy)
    monkeypatch.setenv("COBRELAY_CONFIG_PATH", str(copy))
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", "not-a-secret")
    for each in KEPT:
        each.cache_clear()
    yield copy
    for each in KEPT:
        each.cache_clear()


@pytest.mark.parametrize(
    ("service", "name", "right", "wrong", "sentence"),
    [
        pytest.param(
            claim_builder,
            "payers.toml",
            '\nchannel = "sftp"',
            '\nchannel = "fax"',
            "defaults.channel should be 'sftp' or 'paper'",
            id="a channel that is none",
        ),
        pytest.param(
            cob_verification,
            "payers.toml",
            "crossover_wait_days = 30",
            "crossover_wait_days = -1",
            "crossover_wait_days should be",
            id="a wait that is none",
        ),
        pytest.param(
            submission_gateway,
            "organisation.toml",
            '\nusage = "T"',
            '\nusage = "X"',
            "usage should be 'T' or 'P'",
            id="a usage that is none",
        ),
    ],
)
def test_a_service_that_is_configured_wrong_does_not_start(
    folder: Path, service: Service, name: str, right: str, wrong: str, sentence: str
) -> None:
    service.settings()
    for each in KEPT:
        each.cache_clear()
    text = (folder / name).read_text(encoding="utf-8")
    assert right in text
    (folder / name).write_text(text.replace(right, wrong, 1), encoding="utf-8")

    with pytest.raises(Misconfigured, match=name) as mistake:
        service.settings()

    assert sentence in str(mistake.value)
