"""Code sets say in words what codes mean."""

from __future__ import annotations

from importlib import import_module

import pytest

from cobrelay.x12 import codes
from cobrelay.x12.codes.elements import CODE_SETS


@pytest.mark.parametrize("name", codes.NAMES)
def test_every_set_names_its_source_and_date_and_has_no_code_twice(name: str) -> None:
    module = import_module(f"cobrelay.x12.codes.{name}")
    listed = [line.split()[0] for line in module.CODES.strip().splitlines()]

    assert module.SOURCE
    assert module.AS_OF.count("-") == 2
    assert len(listed) == len(set(listed))
    assert all(codes.code_set(name).values())


def test_a_code_is_told_in_words() -> None:
    assert (
        codes.meaning("adjustment_reason", "253") == "sequestration: reduction in federal payment"
    )
    assert codes.meaning("adjustment_reason", "9999") == ""


def test_elements_refer_to_sets_that_exist() -> None:
    assert set(CODE_SETS.values()) <= set(codes.NAMES)
