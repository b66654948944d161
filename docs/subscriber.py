"""Follows payments and claims: `PYTHONPATH=shared python docs/subscriber.py localhost:9092`."""

import asyncio
import sys

from aiokafka import AIOKafkaConsumer

from cobrelay.contracts.downstream.v1 import events_pb2 as downstream

TOPICS = ("payments.public.v1", "claims.public.v1")


async def follow(servers: str) -> None:
    options = {"bootstrap_servers": servers, "auto_offset_reset": "earliest", "group_id": "example"}
    seen = set()  # an event may come again, under the same id: keep the ids with what you store
    async with AIOKafkaConsumer(*TOPICS, **options) as consumer:
        async for record in consumer:
            headers = {name: value.decode() for name, value in record.headers}
            if headers["ce_id"] not in seen:
                seen.add(headers["ce_id"])
                name = headers["ce_type"].rpartition(".")[2]
                event = getattr(downstream, name).FromString(record.value)
                print(name, " ".join(str(event).split()), flush=True)  # noqa: T201


asyncio.run(follow(sys.argv[1]))
