"""The tables of schema era_intake: remittances, their claims, and the index of known claims."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from cobrelay.database.types import Cents, Moment

SCHEMA = "era_intake"
metadata = sa.MetaData(schema=SCHEMA)

remittances = sa.Table(
    "remittances",
    metadata,
    sa.Column("arrival", sa.Text, primary_key=True),
    sa.Column("set_ordinal", sa.Integer, primary_key=True),  # 0: the whole file
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
    sa.Column("file_hash", sa.Text, nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("remittance_id", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),  # accepted, duplicate, quarantined
    sa.Column("reason_code", sa.Text, nullable=False),
    sa.Column("payment_id", sa.Text, nullable=False),  # empty where it could not be read
    sa.Column("payment", sa.LargeBinary, nullable=False),  # PaymentIdentity
    sa.Column("payer", sa.LargeBinary, nullable=False),  # PayerName
    sa.Column("trace_number", sa.Text, nullable=False),
    sa.Column("payment_cents", Cents, nullable=False),
    sa.Column("claims_paid_cents", Cents, nullable=False),
    sa.Column("adjustments_cents", Cents, nullable=False),
    sa.Column("claim_count", sa.Integer, nullable=False),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("adjustments", sa.LargeBinary, nullable=False),  # Items that it added
    sa.Column("left_out", ARRAY(sa.Integer), nullable=False),  # ordinals of known claims
    sa.Column("adjustments_left_out", ARRAY(sa.Integer), nullable=False),
    sa.Column("retaken", JSONB, nullable=False),  # {ordinal: [remittance_id, ordinal]}
    sa.Column("findings", ARRAY(sa.LargeBinary), nullable=False),  # DocumentFinding
    sa.Column("received_at", Moment, nullable=False),
)
# The claims that a used set added to its payment, in pieces: a set may hold a million.
remittance_items = sa.Table(
    "remittance_items",
    metadata,
    sa.Column("arrival", sa.Text, primary_key=True),
    sa.Column("set_ordinal", sa.Integer, primary_key=True),
    sa.Column("piece", sa.Integer, primary_key=True),
    sa.Column("items", sa.LargeBinary, nullable=False),
)
quarantined_claims = sa.Table(
    "quarantined_claims",
    metadata,
    sa.Column("remittance_id", sa.Text, primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("payment_id", sa.Text, nullable=False),
    sa.Column("item", sa.LargeBinary, nullable=False),
)
quarantine_closings = sa.Table(
    "quarantine_closings",
    metadata,
    sa.Column("item_id", sa.Text, primary_key=True),
    sa.Column("position", sa.BigInteger, primary_key=True),  # of the file, set or claim
    sa.Column("outcome", sa.Text, nullable=False),  # discarded, replaced
    sa.Column("replacement", sa.Text, nullable=False),  # hash of the repaired file
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("closed_at", Moment, nullable=False),
)
provider_adjustments = sa.Table(
    "provider_adjustments",
    metadata,
    sa.Column("remittance_id", sa.Text, primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True),
    sa.Column("event", sa.LargeBinary, nullable=False),  # ProviderAdjusted
)
answers = sa.Table(
    "answers",
    metadata,
    sa.Column("adjudication_id", sa.Text, primary_key=True),
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
    sa.Column("remittance_id", sa.Text, nullable=False),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),  # matched, unmatched, quarantined
    sa.Column("reason_code", sa.Text, nullable=False),
    sa.Column("disagreements", ARRAY(sa.Text), nullable=False),
    sa.Column("key", sa.Text, nullable=False),  # claim key of CLP01
    sa.Column("number", sa.Text, nullable=False),  # CLP01, normalised
    sa.Column("facts", sa.Text, nullable=False),  # digest of day, charge and last name
    sa.Column("status_code", sa.Text, nullable=False),
    sa.Column("charge_cents", Cents, nullable=False),
    sa.Column("paid_cents", Cents, nullable=False),
    sa.Column("payer_control_number", sa.Text, nullable=False),
    sa.Column("payer_identifier", sa.Text, nullable=False),
    sa.Column("npis", ARRAY(sa.Text), nullable=False),
    sa.Column("tax_ids", ARRAY(sa.Text), nullable=False),
    sa.Column("service_from", sa.Date),
    sa.Column("service_to", sa.Date),
    sa.Column("last_name", sa.Text, nullable=False),
    sa.Column("first_name", sa.Text, nullable=False),
    sa.Column("payment", sa.LargeBinary, nullable=False),  # ClaimPayment
    sa.Column("findings", ARRAY(sa.LargeBinary), nullable=False),
    sa.Column("claim_id", sa.Text, nullable=False),
    sa.Column("claim_version", sa.Integer, nullable=False),
    sa.Column("matched_by", sa.Text, nullable=False),
    sa.Column("submission_id", sa.Text, nullable=False),
    sa.Column("reverses", sa.Text, nullable=False),
    sa.Column("corrects", sa.Text, nullable=False),
    sa.Column("received_at", Moment, nullable=False),
)
known_claims = sa.Table(
    "known_claims",
    metadata,
    sa.Column("claim_id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("number", sa.Text, nullable=False),  # CLM01, normalised
    sa.Column("facts", sa.Text, nullable=False),
    sa.Column("npi", sa.Text, nullable=False),
    sa.Column("tax_id", sa.Text, nullable=False),
    sa.Column("charge_cents", Cents, nullable=False),
    sa.Column("service_from", sa.Date),
    sa.Column("service_to", sa.Date),
    sa.Column("last_name", sa.Text, nullable=False),
    sa.Column("first_name", sa.Text, nullable=False),
    sa.Column("is_void", sa.Boolean, nullable=False),
)
sent_claims = sa.Table(
    "sent_claims",
    metadata,
    sa.Column("submission_id", sa.Text, primary_key=True),
    sa.Column("number", sa.Text, nullable=False),  # CLM01 as sent, normalised
    sa.Column("claim_id", sa.Text, nullable=False),
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
)
