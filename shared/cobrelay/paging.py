"""A listing is told page by page (AIP-158); here is how to ask until no page follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, Protocol, TypeVar


class Request(Protocol):
    """Asks for a page; the token says after which, and is empty for the first."""

    page_token: str

    def CopyFrom(self, other: Any) -> None: ...  # noqa: N802 - protobuf's name


class Page(Protocol):
    """An answer; the token is empty where no page follows."""

    @property
    def next_page_token(self) -> str: ...


P = TypeVar("P", bound=Page)
R = TypeVar("R", bound=Request)


class AllPages(Generic[R, P]):
    """The requests for all pages of a listing, each after the answer to the one before was added.

    It asks nobody itself: so it serves those who wait for an answer and those who await it, and
    each page has a deadline of its own.
    """

    def __init__(self, request: R) -> None:
        self.told: list[P] = []
        self._request = request

    def add(self, page: P) -> None:
        """The answer to the request that was yielded last."""
        self.told.append(page)

    def __iter__(self) -> Iterator[R]:
        yield self._request
        while token := self.told[-1].next_page_token:
            further = type(self._request)()
            further.CopyFrom(self._request)
            further.page_token = token
            yield further
