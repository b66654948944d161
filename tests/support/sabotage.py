"""Kills, one after the other, everything that a relay stands on, while claims are in flight."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from cobrelay.platform.installation import services
from cobrelay.platform.supervisor import Supervisor
from sandbox.demonstration import quiet
from sandbox.demonstration.asking import Asking
from sandbox.demonstration.evidence import Evidence, collect
from sandbox.demonstration.feeding import feed_world
from sandbox.demonstration.plan import Plan
from sandbox.demonstration.stage import Stage
from sandbox.demonstration.verdict import Verdict, judge
from sandbox.generating import Order, generate

FOUNDATIONS = ("kafka", "postgres")
BREATH_SECONDS = 1.5  # between two kills: so that most kills meet a relay that works again
LOOK_SECONDS = 0.1
CLAIMS_PER_BATCH = 25


@dataclass(slots=True)
class Killed:
    """Who was killed, and what was going on just then."""

    name: str
    going_on: list[str]


@dataclass(slots=True)
class Run:
    """A relay that is being fed and killed."""

    stage: Stage
    asking: Asking
    killed: list[Killed] = field(default_factory=list)

    async def feed(self) -> None:
        """The whole world, batch by batch."""
        await feed_world(self.stage, self.asking, lambda _: None)

    async def kill_each(self) -> None:
        """Each service, the broker and the database once: SIGKILL, as a power cut would."""
        for name in (*services(), *FOUNDATIONS):
            going_on = await self._until_in_flight()
            self.killed.append(Killed(name, going_on))
            self.stage.supervisor.kill(name)
            await asyncio.sleep(BREATH_SECONDS)
            await self.stage.supervisor.wait_ready(name)

    async def verdict(self) -> tuple[Verdict, Evidence]:
        """Lives on to the end of all claims and weighs what came."""
        await quiet.until_over(self.stage, self.asking)
        evidence = await collect(self.asking)
        return judge(self.stage.plan, evidence), evidence

    async def _until_in_flight(self) -> list[str]:
        while not (going_on := await self._in_flight()):  # noqa: ASYNC110  (it tells nobody)
            await asyncio.sleep(LOOK_SECONDS)
        return going_on

    async def _in_flight(self) -> list[str]:
        """What is going on with claims; nothing is known while somebody does not answer."""
        told = (await quiet.business(self.stage, self.asking)).going_on
        return [] if any(each.startswith(quiet.NO_ANSWER) for each in told) else list(told)


@asynccontextmanager
async def running(plan: Plan) -> AsyncIterator[Run]:
    """Everything, brought up on a clean platform with a world to feed."""
    async with Supervisor(plan.home) as supervisor:
        stage = Stage(plan, supervisor)
        try:
            await stage.start_platform()
            order = Order(plan.claims, plan.seed, plan.as_of, claims_per_batch=CLAIMS_PER_BATCH)
            await asyncio.to_thread(generate, order, plan.world)
            await stage.start_everybody()
            asking = Asking(stage.installation.environment.shared, services())
            yield Run(stage, asking)
            await asking.close()
        finally:
            await stage.stop()
            # KEEP
