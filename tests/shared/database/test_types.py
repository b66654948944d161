"""Money is an int before it reaches the database, and an enum comes back as itself."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

import pytest
from sqlalchemy.dialects import postgresql

from cobrelay.database.types import Cents, EnumText

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


class State(Enum):
    OPEN = "open"


@pytest.mark.parametrize("value", [1.0, Decimal(1), "1", True])
def test_what_is_no_int_is_no_money(value: object) -> None:
    with pytest.raises(TypeError):
        Cents().process_bind_param(value, DIALECT)  # type: ignore[arg-type]


def test_an_enum_is_kept_as_its_value() -> None:
    column = EnumText(State)

    assert column.process_bind_param(State.OPEN, DIALECT) == "open"
    assert column.process_result_value("open", DIALECT) is State.OPEN
