"""Every servicer says what is wrong by the standard status codes, and acts once for a key."""

from __future__ import annotations

import grpc
import pytest

from cobrelay.api.claims import v1 as api
from cobrelay.errors import Broken, KeyParked, Refused, Transient
from cobrelay.messaging.answering import (
    PAGE_MAX,
    SIGNATURE,
    Ambiguous,
    Misstated,
    Unknown,
    demand,
    page_size,
    position_of,
)
from cobrelay.messaging.grpc_server import status_of


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (Misstated("actor must be given"), "INVALID_ARGUMENT"),
        (Unknown("there is no such claim"), "NOT_FOUND"),
        (Ambiguous("several claims have that number"), "FAILED_PRECONDITION"),
        (Refused("COB-201", "the claim awaits no crossover"), "FAILED_PRECONDITION"),
        (KeyParked(), "ABORTED"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(failure: Exception, code: str) -> None:
    assert status_of(failure) == (grpc.StatusCode[code], str(failure))


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (TimeoutError(), "DEADLINE_EXCEEDED"),
        (Transient("of host 10.0.0.1"), "UNAVAILABLE"),
        (ConnectionRefusedError("of host 10.0.0.1"), "UNAVAILABLE"),
        (Broken("of JANE DOE"), "INTERNAL"),
        (KeyError("JANE DOE"), "INTERNAL"),
    ],
)
def test_the_text_of_any_other_failure_stays_inside(failure: Exception, code: str) -> None:
    status, details = status_of(failure)

    assert status is grpc.StatusCode[code]
    assert "of host" not in details
    assert "JANE DOE" not in details


def test_what_a_request_lacks_is_named() -> None:
    request = api.CloseWorkRequest(idempotency_key="1", actor="rosa")

    with pytest.raises(Misstated, match=r"^work_item_id, reason must be given$"):
        demand(request, "work_item_id", *SIGNATURE)


@pytest.mark.parametrize(("asked", "given"), [(0, PAGE_MAX), (20, 20), (10**6, PAGE_MAX)])
def test_a_page_is_as_long_as_asked_within_reason(asked: int, given: int) -> None:
    assert page_size(api.ListWorkRequest(page_size=asked)) == given


def test_a_page_of_less_than_nothing_is_an_error() -> None:
    with pytest.raises(Misstated, match="page_size"):
        page_size(api.ListWorkRequest(page_size=-1))


def test_a_page_token_is_one_of_ours() -> None:
    assert position_of("") is None
    assert position_of("25") == 25
    for forged in ("-1", "x", "1.5", "²", "２"):
        with pytest.raises(Misstated):
            position_of(forged)
