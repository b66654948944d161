"""A consumer group as its broker sees it: who is in it, and how to throw out who was killed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.protocol.group import LeaveGroupRequest

NOBODY = {"Empty", "Dead"}


async def is_empty(servers: str, group: str) -> bool:
    """Whether everybody has left, or was given up by the broker."""
    async with _admin(servers) as admin:
        state, _ = await _described(admin, group)
        return state in NOBODY


async def throw_out(servers: str, group: str) -> None:
    """Lets everybody leave who was killed.

    Until its session ends the broker waits for one who was killed, and with it all who join after.
    """
    async with _admin(servers) as admin:
        _, members = await _described(admin, group)
        coordinator = await admin.find_coordinator(group)
        for member_id in members:
            await admin._send_request(LeaveGroupRequest(group, member_id), coordinator)


async def _described(admin: Any, group: str) -> tuple[str, list[str]]:
    """The group's state, and the ids of its members."""
    [answer] = await admin.describe_consumer_groups([group])
    [(_error, _group, state, _type, _protocol, members, *_rest)] = answer.groups
    return state, [member[0] for member in members]


@asynccontextmanager
async def _admin(servers: str) -> AsyncIterator[Any]:
    admin = AIOKafkaAdminClient(bootstrap_servers=servers)
    await admin.start()
    try:
        yield admin
    finally:
        await admin.close()
