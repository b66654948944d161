"""The tables of schema era_intake, and the queries by which handlers reach them."""

from era_intake.storage.tables import metadata

__all__ = ["metadata"]
