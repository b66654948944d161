"""The schema payment_poster: the ledger, the claims' pages, the payments."""

from payment_poster.storage.tables import metadata as metadata
