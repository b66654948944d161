"""However fast business time runs, the services' limits leave a machine time to be slow."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from cob_verification.domain.filing import filing_deadline
from cob_verification.settings import PayerPart, read_payers
from cob_verification.settings import Settings as CobSettings
from cobrelay.clock import parse_moment
from cobrelay.messaging.environment import EnginePlatform
from cobrelay.settings import PAYERS
from payment_poster.settings import Settings as PosterSettings
from sandbox.demonstration.patience import LIMITS, MARGIN, patience
from sandbox.demonstration.plan import SCALE
from sandbox.demonstration.program import LONGEST_SECONDS
from sandbox.generating.workshop import DAYS_BEFORE_REMITTANCE
from sandbox.payers.paying import (
    BUSINESS_DAYS,
    FORWARDED_BUSINESS_DAYS,
    LONGEST_ANSWER,
    PAYMENT_RUN,
    business_days_after,
)
from sandbox.roster import BENEFIT_TRUST
from status_tracker.domain.deadlines import Answer
from status_tracker.settings import Settings as TrackerSettings
from submission_gateway.settings import Settings as GatewaySettings

SERVICES: tuple[type[BaseSettings], ...] = (
    CobSettings,
    EnginePlatform,
    GatewaySettings,
    PosterSettings,
    TrackerSettings,
)
FASTEST = 60_000
CONFIG = Path("deploy/config")


def defaults() -> dict[str, object]:
    """Every setting of the services by its variable, with its default."""
    return {
        f"{settings.model_config['env_prefix']}{name}".upper(): field.default
        for settings in SERVICES
        for name, field in settings.model_fields.items()
    }


def test_at_an_ordinary_pace_the_limits_are_those_of_the_services() -> None:
    assert {each.variable: each.default for each in LIMITS}.items() <= defaults().items()
    assert patience(1) == {each.variable: str(each.default) for each in LIMITS}


@pytest.mark.parametrize("scale", [SCALE, FASTEST])
def test_every_limit_leaves_its_margin_in_real_time(scale: int) -> None:
    for each in LIMITS:
        real = (each.at(scale) * each.unit - each.taken) / scale
        assert real >= each.margin, each.variable


def test_the_services_take_what_they_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", "secret")
    for variable, value in patience(FASTEST).items():
        monkeypatch.setenv(variable, value)

    told = [settings() for settings in SERVICES]

    (tracker,) = (each for each in told if isinstance(each, TrackerSettings))
    assert tracker.windows[Answer.FUNCTIONAL] / FASTEST >= MARGIN


@pytest.mark.parametrize("day", range(7))
def test_no_payer_takes_longer_than_the_longest(day: int) -> None:
    accepted = parse_moment(f"2026-03-{2 + day:02d}")

    for count in BUSINESS_DAYS.values():
        on = business_days_after(accepted.date(), count)
        paid = datetime.combine(on, PAYMENT_RUN, accepted.tzinfo)
        assert paid - accepted <= LONGEST_ANSWER


def test_a_forwarded_claim_is_answered_long_before_its_wait_is_over() -> None:
    as_of = date(2026, 3, 2)
    answered = business_days_after(as_of, FORWARDED_BUSINESS_DAYS)
    slack = timedelta(days=PayerPart().crossover_wait_days) - (answered - as_of)

    assert slack / SCALE >= timedelta(seconds=90)


def test_a_claim_that_is_never_sent_does_not_miss_its_limit_while_a_demo_runs() -> None:
    as_of = date(2026, 3, 2)
    rules = read_payers(CONFIG / PAYERS).profile([BENEFIT_TRUST.id])
    deadline = filing_deadline(
        rules.filing_limits, as_of - timedelta(days=max(DAYS_BEFORE_REMITTANCE)), as_of
    )

    assert (deadline.file_by - as_of) / SCALE >= timedelta(seconds=LONGEST_SECONDS)
