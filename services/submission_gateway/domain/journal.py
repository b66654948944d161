"""What an interchange goes through from its control numbers to certainty, as a table.

    INTENT --> SENT | REFUSED | UNKNOWN --> RECONCILING --> SENT | QUIET --> RESEND | HELD

The bytes and control numbers are fixed at INTENT; a resend repeats them exactly, so that even a
naive far side can tell that it is the same (docs/adr/0007).
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from cobrelay.errors import Broken


class State(Enum):
    """Where an interchange stands."""

    INTENT = "intent"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    RECONCILING = "reconciling"
    QUIET = "quiet"
    RESEND = "resend"
    HELD = "held"


class Happening(Enum):
    """What can become of an interchange."""

    DELIVERED = "delivered"
    NOT_TAKEN = "not_taken"
    NOT_OFFERED = "not_offered"
    BROKE_OFF = "broke_off"
    LEASE_RAN_OUT = "lease_ran_out"
    LOOKED_UP = "looked_up"
    SEEN = "seen"
    NOT_SEEN = "not_seen"
    QUIET_ENDED = "quiet_ended"
    GIVEN_UP = "given_up"
    SETTLED_AS_SENT = "settled_as_sent"
    SETTLED_AS_REFUSED = "settled_as_refused"


_UNCERTAIN = (State.UNKNOWN, State.RECONCILING, State.QUIET, State.RESEND, State.HELD)

TRANSITIONS: Mapping[tuple[State, Happening], State] = MappingProxyType(
    {
        (State.INTENT, Happening.DELIVERED): State.SENT,
        (State.INTENT, Happening.NOT_TAKEN): State.REFUSED,
        (State.INTENT, Happening.NOT_OFFERED): State.REFUSED,
        (State.INTENT, Happening.BROKE_OFF): State.UNKNOWN,
        (State.INTENT, Happening.LEASE_RAN_OUT): State.UNKNOWN,
        (State.UNKNOWN, Happening.LOOKED_UP): State.RECONCILING,
        (State.RECONCILING, Happening.SEEN): State.SENT,
        (State.RECONCILING, Happening.NOT_SEEN): State.QUIET,
        (State.QUIET, Happening.SEEN): State.SENT,
        (State.QUIET, Happening.QUIET_ENDED): State.RESEND,
        (State.QUIET, Happening.GIVEN_UP): State.HELD,
        (State.RESEND, Happening.DELIVERED): State.SENT,
        # Not taken now says nothing of the first attempt: the quiet time begins anew.
        (State.RESEND, Happening.NOT_TAKEN): State.QUIET,
        (State.RESEND, Happening.NOT_OFFERED): State.QUIET,
        (State.RESEND, Happening.BROKE_OFF): State.UNKNOWN,
        (State.RESEND, Happening.LEASE_RAN_OUT): State.UNKNOWN,
        # An acknowledgment or a payer's answer proves that it arrived, whatever we believed.
        (State.INTENT, Happening.SETTLED_AS_SENT): State.SENT,
        **{(state, Happening.SETTLED_AS_SENT): State.SENT for state in _UNCERTAIN},
        **{(state, Happening.SETTLED_AS_REFUSED): State.REFUSED for state in _UNCERTAIN},
    }
)


def is_uncertain(state: State) -> bool:
    """It may have arrived: never sent again in another interchange while that is so."""
    return state in _UNCERTAIN


def advance(state: State, happening: Happening) -> State:
    """The next state; raises Broken when the table has none."""
    following = TRANSITIONS.get((state, happening))
    if following is None:
        raise Broken(f"an interchange in {state.value} cannot be {happening.value}")
    return following


def may(state: State, happening: Happening) -> bool:
    """Whether the table has a next state."""
    return (state, happening) in TRANSITIONS
