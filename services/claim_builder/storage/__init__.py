"""The schema claim_builder: one module per family of tables."""

from claim_builder.storage.tables import metadata as metadata
