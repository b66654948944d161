"""The ways between the states of a claim when facts come in the order in which they happen.

The state itself is derived (lifecycle.live) and does not need this table; it is what people look
at, what docs/lifecycle.md is drawn from, and what a test holds against `live`.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from status_tracker.domain.evidence import Kind
from status_tracker.domain.lifecycle import OF_DISPOSITION, STATES, ClaimState

_DETERMINED: Mapping[Kind, ClaimState] = MappingProxyType(
    {
        Kind.NEXT_PAYER: ClaimState.TO_BE_BUILT,
        Kind.CROSSOVER: ClaimState.AWAITING_CROSSOVER,
        Kind.PATIENT: ClaimState.PATIENT,
        Kind.NOTHING_LEFT: ClaimState.SETTLED,
        Kind.DENIED: ClaimState.DENIED,
        Kind.DETERMINATION_HELD: ClaimState.HELD,
    }
)
# A payer's answer can come at any of these: also before we know that our claim arrived.
_ANSWERABLE = (
    ClaimState.AWAITING_DETERMINATION,
    ClaimState.AWAITING_CROSSOVER,
    ClaimState.TO_BE_BUILT,
    ClaimState.TO_BE_SENT,
    ClaimState.SENT,
    ClaimState.ACCEPTED,
    ClaimState.HELD,
    ClaimState.REJECTED,
    ClaimState.DENIED,
)

WAYS: Mapping[tuple[ClaimState, Kind], ClaimState] = MappingProxyType(
    {
        (ClaimState.UNKNOWN, Kind.REGISTERED): ClaimState.AWAITING_PRIMARY,
        (ClaimState.AWAITING_PRIMARY, Kind.ANSWERED): ClaimState.AWAITING_DETERMINATION,
        **{
            (state, kind): following
            for state in _ANSWERABLE
            for kind, following in _DETERMINED.items()
        },
        (ClaimState.TO_BE_BUILT, Kind.BUILT): ClaimState.TO_BE_SENT,
        (ClaimState.TO_BE_BUILT, Kind.BUILD_HELD): ClaimState.HELD,
        (ClaimState.HELD, Kind.BUILT): ClaimState.TO_BE_SENT,
        (ClaimState.TO_BE_SENT, Kind.SUBMITTED): ClaimState.SENT,
        (ClaimState.TO_BE_SENT, Kind.UNCERTAIN): ClaimState.HELD,
        (ClaimState.TO_BE_SENT, Kind.SUBMISSION_HELD): ClaimState.HELD,
        (ClaimState.TO_BE_SENT, Kind.CANCELLED): ClaimState.TO_BE_BUILT,
        (ClaimState.HELD, Kind.SUBMITTED): ClaimState.SENT,
        (ClaimState.HELD, Kind.CANCELLED): ClaimState.TO_BE_BUILT,
        (ClaimState.SENT, Kind.ACKNOWLEDGED): ClaimState.ACCEPTED,
        (ClaimState.SENT, Kind.REJECTED): ClaimState.REJECTED,
        (ClaimState.ACCEPTED, Kind.REJECTED): ClaimState.REJECTED,
        # It was put right, and built again.
        (ClaimState.REJECTED, Kind.BUILT): ClaimState.TO_BE_SENT,
        # A higher layer knows better.
        (ClaimState.REJECTED, Kind.ACKNOWLEDGED): ClaimState.ACCEPTED,
    }
)


def diagram() -> str:
    """The table as a Mermaid state diagram; what any open state may lead to is drawn once."""
    return "\n".join(("stateDiagram-v2", *_lines()))


def _lines() -> Iterator[str]:
    yield f"    [*] --> {ClaimState.UNKNOWN.value}"
    for (state, kind), following in WAYS.items():
        # From every other answerable state the same six ways lead on: drawn once.
        repeated = kind in _DETERMINED and state is not ClaimState.AWAITING_DETERMINATION
        if not repeated:
            yield f"    {state.value} --> {following.value}: {kind.value.replace('_', ' ')}"
    for state in _ANSWERABLE:
        if state is not ClaimState.AWAITING_DETERMINATION:
            after = ClaimState.AWAITING_DETERMINATION.value
            yield f"    {state.value} --> {after}: the payer answers"
    for state, meaning in STATES.items():
        if meaning.is_closed:
            yield f"    {state.value} --> [*]"
            for disposition, following in OF_DISPOSITION.items():
                word = disposition.replace("_", " ")
                yield f"    {state.value} --> {following.value}: the ledger says {word}"


def table() -> str:
    """Each state and what must be done next, as Markdown."""
    rows = ["| state | what comes next | who |", "|---|---|---|"]
    for state, meaning in STATES.items():
        who = "a person" if meaning.needs_person else "nobody" if meaning.is_closed else "the relay"
        rows.append(f"| `{state.value}` | {meaning.next_action} | {who} |")
    return "\n".join(rows)
