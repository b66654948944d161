"""Hypothesis strategies: sound files of each kind, ways to write them down, and damaged files."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from generated_x12 import claim, envelope, mutation, remittance
from generated_x12.acknowledgment import acknowledgment_file, status_file
from generated_x12.chance import Chance, Drawn
from generated_x12.claim import claim_file
from generated_x12.envelope import Layout, to_bytes
from generated_x12.remittance import remittance_file

MAKERS: dict[str, Callable[[Chance], list[str]]] = {
    "835": remittance_file,
    "837": claim_file,
    "999": acknowledgment_file,
    "277CA": status_file,
}
DELIMITERS = (envelope.USUAL, "|>!~", "*:^\n", "\x1d\x1f\x1e\x1c", "*<^`", "+:|\r")

Segments = list[str]


@st.composite
def segments(draw: st.DrawFn, *kinds: str) -> Segments:
    """A sound file as segments, of these kinds or of any."""
    kind = draw(st.sampled_from(kinds or tuple(MAKERS)))
    return MAKERS[kind](Drawn(draw))


def files(*kinds: str) -> st.SearchStrategy[bytes]:
    """A sound file as bytes, of these kinds or of any."""
    return segments(*kinds).map(to_bytes)


@st.composite
def remittances(draw: st.DrawFn) -> remittance.Remittance:
    return remittance.remittance(Drawn(draw))


@st.composite
def claims(draw: st.DrawFn) -> list[claim.Claim]:
    return claim.claims(Drawn(draw))


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Any way to write a file down that the reader accepts; a wrapped one has no other breaks."""
    used = draw(st.sampled_from(DELIMITERS))
    line_break = draw(st.sampled_from(["", "\n", "\r\n"])) if used[3] not in "\r\n" else ""
    width = 0
    if not line_break and used[3] not in "\r\n":
        width = draw(st.sampled_from([0, 80, 77, 128]))
    blanks = draw(st.sampled_from([0, 1, 4000]))
    return Layout(used, line_break, draw(st.booleans()), 0 if width else blanks, width)


@st.composite
def damaged(draw: st.DrawFn, *kinds: str) -> bytes:
    """A file after one to three operators of the mutator."""
    return mutation.mutate(draw(files(*kinds)), Drawn(draw))


@st.composite
def damage(draw: st.DrawFn, raw: bytes) -> bytes:
    """`raw` after one to three operators of the mutator."""
    return mutation.mutate(raw, Drawn(draw))
