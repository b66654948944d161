"""Facts that are told again after the inbox forgot them change nothing in era_intake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from era_files import Claim, Plb, Remittance
from era_files import era as file_of
from replaying import changed_by_replay

CORRECTED = replace(Claim(), contractual=3000, icn="ICN2")
TAKEN_BACK = Remittance([Claim().reversal(), CORRECTED], plbs=[Plb("FB", -1000)], trace="T2")
STRANGER = Remittance([Claim("XX9", charge=5000)], trace="T3")


@pytest.mark.parametrize("order", ["O12", "12O", "2O1", "1O1212", "2121OO", "O123"])
async def test_nothing_is_matched_or_told_again(
    world: Any, original: Callable[..., Any], order: str
) -> None:
    files = {"1": file_of(Remittance()), "2": file_of(TAKEN_BACK), "3": file_of(STRANGER)}
    for step in order:
        if step == "O":
            await world.register(original())
        else:
            await world.receive(files[step])

    assert await changed_by_replay(world.relay) == {}
