"""What a service says of a kind of file: where it comes from, how it is verified and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class FileContext:
    """The file that is being read: its hash, the name it came under, and the service's settings."""

    hash: str
    name: str
    kind: str
    settings: Any
    memo: str = ""
    """For the second pass: what the kind's `memo` said of the first."""
    bookmark: str = ""
    """For the second pass: the bookmark of the last chunk that took effect; "" at the start."""


@dataclass(frozen=True, slots=True)
class FileRefused:
    """Instead of what `verify` returns: it raised `Refused`, or the file broke it repeatedly."""

    reason: str


@dataclass(frozen=True, slots=True)
class FileVerified(Generic[V]):
    """The verdict of the first pass, a local cause: nothing of the file has been used yet.

    `arrival` tells two arrivals of the same bytes apart; `hash` is the same for both.
    """

    hash: str
    name: str
    kind: str
    arrival: str
    result: V | FileRefused


class FileDecision(Protocol):
    """What `decide` must answer to `FileVerified`: are chunks to be read from the file?"""

    @property
    def proceed(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a file that takes effect in one piece; `body` is a local cause of the service."""

    ordinal: int
    key: str
    body: Any
    correlation_id: str = ""
    bookmark: str = ""
    """Where to begin so as to come past this chunk again; in the words of the kind, no PHI."""


def _nothing(result: Any) -> str:  # noqa: ARG001 - the signature of `FileKind.memo`
    return ""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file that a service reads from its inboxes, in two passes.

    `verify` reads the kept file and emits nothing. It may raise `Refused`. It is a function of a
    module, for a large file is verified in a process of its own: what it returns must pickle.
    `memo` is what the second pass must know of the first: short, it is kept with the file.
    `chunks` yields from the kept file again, from an ordinal on, so that reading can resume: from
    the context's bookmark, where chunks carry bookmarks; else from the start.
    """

    name: str
    inboxes: Callable[[Any], Sequence[Path]]
    verify: Callable[[Path, FileContext], Any]
    chunks: Callable[[Path, int, FileContext], Iterator[Chunk]] | None = None
    memo: Callable[[Any], str] = _nothing
    key: Callable[[FileVerified[Any]], str] = field(default=lambda verified: verified.hash)
