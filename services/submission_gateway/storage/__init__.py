"""The schema submission_gateway: one module per family of tables."""

from submission_gateway.storage.tables import metadata as metadata
