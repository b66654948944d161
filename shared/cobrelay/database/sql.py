"""SQL for tables that are alike in every schema: the schema's name is put where `{schema}` is."""

from __future__ import annotations

from functools import lru_cache

import sqlalchemy as sa

from cobrelay.errors import Broken


@lru_cache(maxsize=1024)
def query(schema: str, statement: str, **parts: str) -> sa.TextClause:
    """The statement for one schema; `parts` are lists of columns that several statements share.

    Everything put in is a constant of ours or the name of a schema; values are bound parameters.
    """
    if not schema.isidentifier():
        raise Broken(f"{schema!r} is no schema")
    for name, part in {**parts, "schema": schema}.items():
        statement = statement.replace("{" + name + "}", part)
    return sa.text(statement)
