"""Column types that say what is in them: whole cents, and enums as readable text."""

from __future__ import annotations

import enum
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

E = TypeVar("E", bound=enum.Enum)


class Cents(TypeDecorator[int]):
    """Money as bigint; anything but an int is refused before it reaches the database."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        if value is None or type(value) is int:
            return value
        raise TypeError(f"cents are int, not {type(value).__name__}")


class EnumText(TypeDecorator[E], Generic[E]):
    """An enum as its value in a text column: readable in psql, extended without a migration."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, enum_type: type[E]) -> None:
        super().__init__()
        self.enum_type = enum_type

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else str(self.enum_type(value).value)

    def process_result_value(self, value: Any, dialect: Dialect) -> E | None:  # noqa: ARG002
        return None if value is None else self.enum_type(value)


Moment = sa.DateTime(timezone=True)
"""A point in time, UTC."""
