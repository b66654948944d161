"""Records that a topic's retention took before their reader came: lost, and never in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from aiokafka import TopicPartition


async def expired_unread(consumer: Any, assigned: Collection[TopicPartition]) -> Mapping[str, int]:
    """How many records expired between what the group had committed and what is still there.

    Exact when it is asked as partitions are assigned, before anything of them is read: later a
    commit hides the gap. A group that never read begins at the beginning, wherever that is.
    """
    beginnings = await consumer.beginning_offsets(list(assigned)) if assigned else {}
    lost: Counter[str] = Counter()
    for partition, beginning in beginnings.items():
        committed = await consumer.committed(partition)
        if committed is not None and committed >= 0:
            lost[partition.topic] += max(0, beginning - committed)
    return lost
