"""The Faust application: one agent over all topics, a timer that tells what it saw.

Faust may lose or repeat a record when a worker stops (design: why aiokafka carries the money);
here that harms nobody, and its agents and timers are just what is wanted.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import faust
from aiohttp import web
from prometheus_client import Counter, Gauge

from cobrelay.clock import real_now
from cobrelay.messaging.topics import OPS_FLOW, TOPICS
from cobrelay.observability.health import HealthServer
from flow_monitor.domain.checkpoints import checkpoint_of
from flow_monitor.domain.windows import Flow, Passed, Snapshot
from flow_monitor.settings import Settings
from flow_monitor.telling import as_dict, as_json
from flow_monitor.vitals import Vitals

EVENTS = Counter("cobrelay_flow_events", "Events that passed", ["checkpoint"])
CENTS = Counter("cobrelay_flow_cents", "Cents that passed; credits not counted", ["checkpoint"])
LATENCY = Gauge("cobrelay_flow_latency_p99_ms", "p99 between checkpoints", ["start", "end"])
UNFINISHED = Gauge("cobrelay_flow_unfinished", "Answered claims whose end is not known")
OLDEST = Gauge("cobrelay_flow_oldest_unfinished_ms", "Since the oldest of them was first seen")


def make_app(settings: Settings) -> Any:
    """The application; nothing runs before its worker starts it."""
    brokers = ";".join(f"kafka://{each}" for each in settings.kafka_bootstrap_servers.split(","))
    app = faust.App(
        "flow-monitor",
        broker=brokers,
        value_serializer="raw",
        key_serializer="raw",
        consumer_auto_offset_reset="earliest",
        topic_allow_declare=False,
        topic_disable_leader=True,
        web_enabled=False,
        # Faust wants a folder for tables; there are none, and a container may not write elsewhere.
        datadir=str(Path(tempfile.gettempdir()) / f"cobrelay-flow-monitor-{os.getuid()}"),
        # Offsets that are lost mean a few events counted twice.
        broker_commit_interval=5.0,
    )
    flow, vitals = Flow(), Vitals(settings.snapshot_seconds)
    pages = FlowPages(flow, vitals, settings)
    watched = [topic.name for topic in TOPICS if topic is not OPS_FLOW]
    told = app.topic(OPS_FLOW.name, key_type=bytes, value_type=bytes)

    @app.agent(app.topic(*watched, key_type=bytes, value_type=bytes))
    async def watch(stream: Any) -> None:
        async for event in stream.events():
            if (passed := passed_of(event.message)) is not None:
                flow.observe(passed)
                count(passed)

    @app.timer(interval=settings.snapshot_seconds)  # type: ignore[untyped-decorator]
    async def tell() -> None:
        snapshot = flow.snapshot(now_ms())
        measure(snapshot)
        # Awaited twice: sent, and acknowledged by the broker.
        await (await told.send(key=b"flow", value=as_json(snapshot)))
        vitals.told(real_now())

    @app.task  # type: ignore[untyped-decorator]
    async def answer() -> None:
        await pages.start()

    @app.on_partitions_assigned.connect  # type: ignore[arg-type]
    async def join(_app: Any, *_: Any, **__: Any) -> None:
        vitals.is_reading = True

    @app.on_partitions_revoked.connect  # type: ignore[arg-type]
    async def leave(_app: Any, *_: Any, **__: Any) -> None:
        vitals.is_reading = False

    # Faust finds agents, timers and tasks by registration; the names are for its logs.
    del watch, tell, answer
    # It keeps those who listen to a signal by weak reference: somebody must hold them.
    pages.listeners = (join, leave)
    return app


class FlowPages(HealthServer):
    """Health, metrics, and /flow: the snapshot of this moment."""

    listeners: tuple[Any, ...] = ()

    def __init__(self, flow: Flow, vitals: Vitals, settings: Settings) -> None:
        super().__init__(vitals.health(), settings.http_host, settings.http_port)
        self._flow = flow

    def routes(self) -> list[web.RouteDef]:
        return [*super().routes(), web.get("/flow", self._told)]

    async def _told(self, _request: web.Request) -> web.Response:
        return web.json_response(as_dict(self._flow.snapshot(now_ms())))


def passed_of(message: Any) -> Passed | None:
    """What a record says by its headers; None when it is no checkpoint's event."""
    headers = _headers(message.headers)
    checkpoint = checkpoint_of(headers.get("ce_type", ""))
    if checkpoint is None:
        return None
    return Passed(
        checkpoint=checkpoint,
        claim=headers.get("ce_correlationid", ""),
        cents=_cents(headers.get("ce_amountcents", "")),
        at_ms=int(message.timestamp * 1000),
    )


def _cents(text: str) -> int:
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdecimal() else 0


def _headers(headers: Any) -> Mapping[str, str]:
    pairs = headers.items() if isinstance(headers, Mapping) else headers or ()
    return {name: value.decode(errors="replace") for name, value in pairs}


def count(passed: Passed) -> None:
    EVENTS.labels(passed.checkpoint.value).inc()
    CENTS.labels(passed.checkpoint.value).inc(max(passed.cents, 0))


def measure(snapshot: Snapshot) -> None:
    UNFINISHED.set(snapshot.unfinished)
    OLDEST.set(snapshot.oldest_unfinished_ms)
    for each in snapshot.latencies:
        LATENCY.labels(each.start.value, each.end.value).set(each.p99_ms)


def now_ms() -> int:
    return int(real_now().timestamp() * 1000)
