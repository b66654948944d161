"""The schema cob_verification: one module per family of tables."""

from cob_verification.storage.tables import metadata as metadata
