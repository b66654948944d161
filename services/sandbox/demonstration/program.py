"""One demo from start to end: bring up, feed, watch, report; then stay, or leave nothing behind."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from rich.console import Console

from cobrelay.platform import current
from cobrelay.platform.installation import services
from cobrelay.platform.supervisor import Supervisor, interruption
from sandbox.demonstration import telling
from sandbox.demonstration.asking import Asking
from sandbox.demonstration.evidence import Evidence, collect
from sandbox.demonstration.feeding import feed_own, feed_world
from sandbox.demonstration.plan import Plan
from sandbox.demonstration.quiet import until_over
from sandbox.demonstration.screen import Screen
from sandbox.demonstration.stage import Stage
from sandbox.demonstration.verdict import judge
from sandbox.generating import Order, generate
from sandbox.reporting import unexplained_cents

RIGHT, WRONG, INTERRUPTED = 0, 1, 130
CLAIMS_PER_BATCH = 50
LONGEST_SECONDS = 900.0  # then the report says how far it came


class Interrupted(Exception):
    """Ctrl-C, SIGTERM or a closed terminal."""


async def demonstrate(plan: Plan, console: Console) -> int:
    """Runs the demo; its exit code: 0 all right, 1 something wrong, 130 interrupted."""
    async with interruption() as asked, Supervisor(plan.home) as supervisor:
        stage = Stage(plan, supervisor)
        try:
            async with Screen(console) as screen:
                code = await _unless(asked, _act(stage, screen))
            if plan.stays:
                await asked.wait()
        except Interrupted:
            code = INTERRUPTED
        finally:
            if plan.stays:
                current.withdraw()
            await asyncio.shield(stage.stop())
    return code


async def _act(stage: Stage, screen: Screen) -> int:
    screen.say("starting Kafka and PostgreSQL")
    await asyncio.to_thread(stage.installation.forget)
    await _prepare(stage)
    screen.say("starting the services, the flow monitor and the sandbox")
    await stage.start_everybody()
    asking = Asking(stage.installation.environment.shared, services())
    try:
        screen.follow(stage.flow_url, stage.business.clock)
        with suppress(TimeoutError):
            await asyncio.wait_for(_flow(stage, asking, screen), LONGEST_SECONDS)
        screen.say("asking what came of it")
        evidence = await collect(asking)
        await screen.finish()
        return _report(stage, screen.console, evidence)
    finally:
        await asking.close()


async def _prepare(stage: Stage) -> None:
    """The world is written while the platform starts."""
    plan = stage.plan
    async with asyncio.TaskGroup() as group:
        group.create_task(stage.start_platform())
        if not plan.files:
            order = Order(plan.claims, plan.seed, plan.as_of, claims_per_batch=CLAIMS_PER_BATCH)
            group.create_task(asyncio.to_thread(generate, order, plan.world))


async def _flow(stage: Stage, asking: Asking, screen: Screen) -> None:
    if stage.plan.files:
        await feed_own(stage, asking, stage.plan.files, screen.say)
        return
    await feed_world(stage, asking, screen.say)
    screen.say("all files are fed; business time runs until every claim has come to its end")
    await until_over(stage, asking)


def _report(stage: Stage, console: Console, evidence: Evidence) -> int:
    plan, clock = stage.plan, stage.business.clock
    if plan.files:
        telling.tell_own_files(console, plan, evidence)
        telling.tell_ledger(console, evidence)
        telling.tell_latency(console, evidence, clock)
        is_right = _tell_unexplained(console, evidence)
    else:
        verdict = judge(plan, evidence)
        telling.tell_verdict(console, verdict)
        telling.tell_ledger(console, evidence)
        telling.tell_numbers(console, verdict, evidence, clock)
        is_right = verdict.is_right
    telling.tell_places(console, plan)
    if plan.stays:
        current.publish(
            {**stage.installation.environment.of_operator, **stage.business.environment}
        )
        telling.tell_what_to_try(console, evidence)
    return RIGHT if is_right else WRONG


def _tell_unexplained(console: Console, evidence: Evidence) -> bool:
    rows = [
        {
            "payment_cents": each.proof.payment_cents,
            "provider_adjustments_cents": each.proof.provider_adjustments_cents,
            "posted_cents": each.proof.posted_to_claims_cents,
            "unapplied_cents": each.proof.unapplied_cents,
        }
        for each in evidence.payments
    ]
    cents = unexplained_cents(rows)
    console.print(f"Unexplained: {cents} cents.", style="bold red" if cents else "bold green")
    return not cents


async def _unless(asked: asyncio.Event, work: Coroutine[Any, Any, int]) -> int:
    """The result of `work`, or Interrupted as soon as we are asked to stop."""
    working, waiting = asyncio.ensure_future(work), asyncio.ensure_future(asked.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Interrupted
        return working.result()
    finally:
        for task in (working, waiting):
            task.cancel()
        await asyncio.gather(working, waiting, return_exceptions=True)
