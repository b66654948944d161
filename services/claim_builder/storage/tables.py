"""The tables of schema claim_builder."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID

from claim_builder.domain.lifecycle import BuiltState
from cobrelay.database.types import EnumText, Moment

SCHEMA = "claim_builder"
metadata = sa.MetaData(schema=SCHEMA)

originals = sa.Table(
    "originals",
    metadata,
    sa.Column("claim_id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("claim_key", sa.Text, nullable=False),
    sa.Column("provider", sa.Text, nullable=False),
    sa.Column("control_number", sa.Text, nullable=False),
    sa.Column("is_void", sa.Boolean, nullable=False),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("event", sa.LargeBinary, nullable=False),
    sa.Column("registered_at", Moment, nullable=False),
)
held_originals = sa.Table(
    "held_originals",
    metadata,
    sa.Column("file_hash", sa.Text, primary_key=True),
    sa.Column("ordinal", sa.BigInteger, primary_key=True),
    sa.Column("reason_code", sa.Text, nullable=False),
    sa.Column("event", sa.LargeBinary, nullable=False),
    sa.Column("held_at", Moment, nullable=False),
)
adjudications = sa.Table(
    "adjudications",
    metadata,
    sa.Column("adjudication_id", sa.Text, primary_key=True),
    sa.Column("claim_id", sa.Text, nullable=False),
    sa.Column("payer_claim_control_number", sa.Text, nullable=False),
    sa.Column("reverses_adjudication_id", sa.Text, nullable=False),
    sa.Column("event", sa.LargeBinary, nullable=False),
    sa.Column("received_at", Moment, nullable=False),
)
determinations = sa.Table(
    "determinations",
    metadata,
    sa.Column("determination_id", sa.Text, primary_key=True),
    sa.Column("claim_id", sa.Text, nullable=False),
    sa.Column("claim_key", sa.Text, nullable=False),
    sa.Column("event", sa.LargeBinary, nullable=False),
    sa.Column("determined_at", Moment, nullable=False),
)
withdrawn_determinations = sa.Table(
    "withdrawn_determinations",
    metadata,
    sa.Column("determination_id", sa.Text, primary_key=True),
    sa.Column("claim_id", sa.Text, nullable=False),
    sa.Column("reason_code", sa.Text, nullable=False),
    sa.Column("withdrawn_at", Moment, nullable=False),
)
crossover_failures = sa.Table(
    "crossover_failures",
    metadata,
    sa.Column("claim_id", sa.Text, primary_key=True),
    sa.Column("coverage_id", sa.Text, primary_key=True),
    sa.Column("failed_at", Moment, nullable=False),
)
built_claims = sa.Table(
    "built_claims",
    metadata,
    sa.Column("submission_id", sa.Text, primary_key=True),
    sa.Column("claim_id", sa.Text, nullable=False),
    sa.Column("determination_id", sa.Text, nullable=False),
    sa.Column("coverage_id", sa.Text, nullable=False),
    sa.Column("payer", sa.Text, nullable=False),
    sa.Column("control_number", sa.Text, nullable=False),
    sa.Column("state", EnumText(BuiltState), nullable=False),
    sa.Column("is_withdrawn", sa.Boolean, nullable=False),
    sa.Column("configuration_hash", sa.Text, nullable=False),
    sa.Column("event", sa.LargeBinary, nullable=False),
    sa.Column("built_at", Moment, nullable=False),
)
held_claims = sa.Table(
    "held_claims",
    metadata,
    sa.Column("cause_id", UUID(as_uuid=True), primary_key=True),
    sa.Column("claim_id", sa.Text, nullable=False),
    sa.Column("determination_id", sa.Text, nullable=False),
    sa.Column("reason_code", sa.Text, nullable=False),
    sa.Column("configuration_hash", sa.Text, nullable=False),
    sa.Column("event", sa.LargeBinary, nullable=False),
    sa.Column("held_at", Moment, nullable=False),
)
rebuilds = sa.Table(
    "rebuilds",
    metadata,
    sa.Column("request_id", UUID(as_uuid=True), primary_key=True),
    sa.Column("determination_id", sa.Text, nullable=False),
    sa.Column("submission_id", sa.Text, nullable=False),
    sa.Column("held_reason_code", sa.Text, nullable=False),
    sa.Column("requested_at", Moment, nullable=False),
)
