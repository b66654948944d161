"""What is asked of a broker, where there is none."""

from __future__ import annotations

import gc
import warnings

import pytest
from aiokafka.errors import KafkaConnectionError

from cobrelay.messaging.admin import LagMeter, lag_of
from cobrelay.platform.ports import Ports


async def test_who_measures_without_a_broker_fails_each_time_and_leaves_no_client_open() -> None:
    with Ports() as ports, warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        nobody = f"127.0.0.1:{ports.reserve()}"
        meter = LagMeter(nobody, "a-service", ["a.topic.v1"])
        for _ in range(2):
            with pytest.raises(KafkaConnectionError):
                await meter.progress()
        with pytest.raises(KafkaConnectionError):
            await lag_of(nobody, "a-service", ["a.topic.v1"])
        await meter.close()
        del meter
        gc.collect()

    assert [str(each.message) for each in warned] == []


async def test_who_reads_nothing_needs_no_broker() -> None:
    assert (await LagMeter("nowhere:0", "a-service", []).progress()).lag == {}
