"""Any bytes, any text and any damage at the edges: a result, or an answer that is typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cob_verification.settings
from fuzzing.targets import BY_NAME
from generated_x12.chance import Drawn
from generated_x12.mutation import EVIL, mutate

EDGES = ("coverages", "configuration", "requests", "events", "names", "money", "dates")
EXAMPLES = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
edges = pytest.mark.parametrize("edge", EDGES)


@pytest.fixture(autouse=True)
def _configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", "fuzzing")
    cob_verification.settings.configuration.cache_clear()
    yield
    cob_verification.settings.configuration.cache_clear()


@edges
@EXAMPLES
@given(st.binary() | st.text().map(str.encode) | st.sampled_from(EVIL))
def test_any_bytes_are_answered(edge: str, raw: bytes) -> None:
    BY_NAME[edge].run(raw)


@edges
@EXAMPLES
@given(st.data())
def test_any_damage_is_answered(edge: str, draw: st.DataObject) -> None:
    seeds = list(BY_NAME[edge].seeds())

    BY_NAME[edge].run(mutate(draw.draw(st.sampled_from(seeds)), Drawn(draw.draw)))
