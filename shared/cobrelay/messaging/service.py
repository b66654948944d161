"""What a service is to the engine: which causes it handles, and with which three functions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, overload

import sqlalchemy as sa
from google.protobuf.message import Message
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.errors import Broken
from cobrelay.files.kinds import FileKind, FileVerified
from cobrelay.messaging.causes import Cause, TimerFired
from cobrelay.messaging.effects import Effect

if TYPE_CHECKING:
    import grpc.aio

    from cobrelay.messaging.runtime import Runtime

B = TypeVar("B")
D = TypeVar("D")
B_co = TypeVar("B_co", covariant=True)
D_co = TypeVar("D_co", covariant=True)
F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Await:
    """A decision: not yet. The cause is kept until one of `facts` is on record.

    Seek and record a fact under the lock of the key that names it (`also_locks`).
    """

    facts: tuple[str, ...]
    reason: str


class Decided(NamedTuple, Generic[B_co, D_co]):
    """A cause and what was decided of it."""

    cause: Cause[B_co]
    decision: D_co


Load = Callable[[Sequence[Cause[B]], AsyncConnection], Awaitable[F]]
Decide = Callable[[Cause[B], F], D]
DecideOrAwait = Callable[[Cause[B], F], D | Await]
Save = Callable[[Sequence[Decided[B, D]], AsyncConnection], Awaitable[Sequence[Effect]]]
AlsoLocks = Callable[[B], Iterable[str]]
Step = Callable[["Runtime"], Awaitable[bool | None]]
Measure = Callable[[AsyncConnection], Awaitable[float]]
Register = Callable[["grpc.aio.Server", "Runtime"], None]


@dataclass(frozen=True, slots=True)
class Subscription:
    """How one type of cause takes effect: load, decide, save."""

    name: str
    body_type: type[Any]
    load: Load[Any, Any]
    decide: Decide[Any, Any, Any]
    save: Save[Any, Any]
    also_locks: AlsoLocks[Any] | None
    key: Callable[[Any], str] | None
    order: int


@dataclass(frozen=True, slots=True)
class Background:
    """A step that is repeated: one pass over what polls or calls the outside world."""

    name: str
    step: Step
    every_seconds: float


@dataclass(frozen=True, slots=True)
class Gauge:
    """A number of the service's own that is measured with the depths of its tables."""

    name: str
    about: str
    measure: Measure


class Service:
    """A service's wiring: names, tables, settings, and its subscriptions in order."""

    def __init__(
        self, *, name: str, schema: str, tables: sa.MetaData, settings: Callable[[], Any]
    ) -> None:
        if not schema.isidentifier():
            raise Broken(f"the schema {schema!r} of {name} is no identifier")
        self.name = name
        self.schema = schema
        self.tables = tables
        self.settings = settings
        self.subscriptions: dict[str, Subscription] = {}
        self.backgrounds: list[Background] = []
        self.gauges: list[Gauge] = []
        self.grpc_registrations: list[Register] = []
        self.file_kinds: dict[str, FileKind] = {}
        self.absence_kinds: set[str] = set()

    @overload
    def on(
        self,
        body_type: type[B],
        *,
        load: Load[B, F],
        decide: Decide[B, F, D],
        save: Save[B, D],
        also_locks: AlsoLocks[B] | None = None,
        key: Callable[[B], str] | None = None,
    ) -> None: ...

    @overload
    def on(
        self,
        body_type: type[B],
        *,
        load: Load[B, F],
        decide: DecideOrAwait[B, F, D],
        save: Save[B, D],
        also_locks: AlsoLocks[B] | None = None,
        key: Callable[[B], str] | None = None,
    ) -> None: ...

    def on(
        self,
        body_type: type[B],
        *,
        load: Load[B, Any],
        decide: Decide[B, Any, Any],
        save: Save[B, Any],
        also_locks: AlsoLocks[B] | None = None,
        key: Callable[[B], str] | None = None,
    ) -> None:
        """Handles an event of the registry, or a frozen dataclass of our own (`key` gives its key).

        `load` sees the whole group and should take few queries. `decide` and `save` must be
        deterministic in (cause, facts). `also_locks` names further keys whose facts are read or
        written; they are locked together with the cause's key before `load`.
        """
        name = subscription_name(body_type)
        order = len(self.subscriptions)
        self._add(Subscription(name, body_type, load, decide, save, also_locks, key, order))

    @overload
    def on_timer(
        self,
        kind: str,
        *,
        load: Load[TimerFired, F],
        decide: Decide[TimerFired, F, D],
        save: Save[TimerFired, D],
        also_locks: AlsoLocks[TimerFired] | None = None,
        means_absence: bool = False,
    ) -> None: ...

    @overload
    def on_timer(
        self,
        kind: str,
        *,
        load: Load[TimerFired, F],
        decide: DecideOrAwait[TimerFired, F, D],
        save: Save[TimerFired, D],
        also_locks: AlsoLocks[TimerFired] | None = None,
        means_absence: bool = False,
    ) -> None: ...

    def on_timer(
        self,
        kind: str,
        *,
        load: Load[TimerFired, Any],
        decide: Decide[TimerFired, Any, Any],
        save: Save[TimerFired, Any],
        also_locks: AlsoLocks[TimerFired] | None = None,
        means_absence: bool = False,
    ) -> None:
        """Handles the timers of one kind.

        One that says that something did not come (`means_absence`) fires only when all has been
        read that was on the topics as it fell due: after an outage it may lie there.
        """
        if means_absence:
            self.absence_kinds.add(kind)
        order = len(self.subscriptions)
        self._add(
            Subscription(f"timer:{kind}", TimerFired, load, decide, save, also_locks, None, order)
        )

    @overload
    def on_file(
        self,
        kind: str,
        *,
        load: Load[FileVerified[Any], F],
        decide: Decide[FileVerified[Any], F, D],
        save: Save[FileVerified[Any], D],
        also_locks: AlsoLocks[FileVerified[Any]] | None = None,
    ) -> None: ...

    @overload
    def on_file(
        self,
        kind: str,
        *,
        load: Load[FileVerified[Any], F],
        decide: DecideOrAwait[FileVerified[Any], F, D],
        save: Save[FileVerified[Any], D],
        also_locks: AlsoLocks[FileVerified[Any]] | None = None,
    ) -> None: ...

    def on_file(
        self,
        kind: str,
        *,
        load: Load[FileVerified[Any], Any],
        decide: Decide[FileVerified[Any], Any, Any],
        save: Save[FileVerified[Any], Any],
        also_locks: AlsoLocks[FileVerified[Any]] | None = None,
    ) -> None:
        """Handles the verdict of the first pass over a file of `kind`.

        The decision must have `proceed: bool` (read the chunks?) and may have `reason: str`.
        """
        order = len(self.subscriptions)
        self._add(
            Subscription(f"file:{kind}", FileVerified, load, decide, save, also_locks, None, order)
        )

    def background(self, name: str, step: Step, *, every_seconds: float = 1.0) -> None:
        """Repeats `step` on one process of the service, with back-off when it raises Transient.

        A step is one pass: it returns True when it did something, and is then repeated at once;
        otherwise after `every_seconds` of real time. It must end soon once `runtime.stopping` is
        set.
        """
        self.backgrounds.append(Background(name, step, every_seconds))

    def gauge(self, name: str, about: str, measure: Measure) -> None:
        """Shows what `measure` reads from the tables as `cobrelay_<name>`; never about anybody."""
        self.gauges.append(Gauge(name, about, measure))

    def grpc(self, register: Register) -> None:
        """Adds servicers; health and operations.v1 are added for every service."""
        self.grpc_registrations.append(register)

    def reads_files(self, kind: FileKind) -> None:
        """Takes files of `kind` from their inboxes."""
        self.file_kinds[kind.name] = kind

    def subscription_of(self, body: object) -> Subscription:
        """The subscription that handles `body`; raises Broken when there is none."""
        found = self.subscriptions.get(name_of(body))
        if found is None:
            raise Broken(f"{self.name} has no subscription for {name_of(body)}")
        return found

    def event_types(self) -> list[type[Message]]:
        """The events of the registry that this service handles, in order of subscription."""
        return [
            each.body_type
            for each in self.subscriptions.values()
            if issubclass(each.body_type, Message)
        ]

    def _add(self, subscription: Subscription) -> None:
        if subscription.name in self.subscriptions:
            raise Broken(f"{self.name} subscribes to {subscription.name} twice")
        self.subscriptions[subscription.name] = subscription


def subscription_name(body_type: type[Any]) -> str:
    """A protobuf's full name, or the name of a local cause's class."""
    if issubclass(body_type, Message):
        return str(body_type.DESCRIPTOR.full_name)
    return f"local:{body_type.__qualname__}"


def name_of(body: object) -> str:
    """The name under which the subscription of `body` is found."""
    match body:
        case TimerFired():
            return f"timer:{body.kind}"
        case FileVerified():
            return f"file:{body.kind}"
    return subscription_name(type(body))
