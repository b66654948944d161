"""The tables of schema status_tracker."""

import sqlalchemy as sa

from cobrelay.database.types import Cents, EnumText, Moment
from status_tracker.domain.evidence import Kind
from status_tracker.domain.lifecycle import ClaimState
from status_tracker.domain.worklist import Status

SCHEMA = "status_tracker"
metadata = sa.MetaData(schema=SCHEMA)

claims = sa.Table(
    "claims",
    metadata,
    sa.Column("claim_id", sa.Text, primary_key=True),
    sa.Column("claim_key", sa.Text, nullable=False),
    sa.Column("state", EnumText(ClaimState), nullable=False),
    sa.Column("patient_control_number", sa.Text, nullable=False),
    sa.Column("billing_provider_npi", sa.Text, nullable=False),
    sa.Column("charge_cents", Cents, nullable=False),
    sa.Column("next_action", sa.Text, nullable=False),
    sa.Column("next_action_on", sa.Date),
    sa.Column("money_at_risk_cents", Cents, nullable=False),
    sa.Column("file_by", sa.Date),
    sa.Column("is_closed", sa.Boolean, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
)
evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("event_id", sa.Text, primary_key=True),
    sa.Column("claim_id", sa.Text, nullable=False),
    sa.Column("kind", EnumText(Kind), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("adjudication_id", sa.Text, nullable=False),
    sa.Column("determination_id", sa.Text, nullable=False),
    sa.Column("submission_id", sa.Text, nullable=False),
    sa.Column("coverage_id", sa.Text, nullable=False),
    sa.Column("answered_by", sa.Text, nullable=False),
    sa.Column("payer_name", sa.Text, nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("next_sequence", sa.Integer, nullable=False),
    sa.Column("layer", sa.Integer, nullable=False),
    sa.Column("is_pending", sa.Boolean, nullable=False),
    sa.Column("amount_cents", Cents, nullable=False),
    sa.Column("due_on", sa.Date),
    sa.Column("reason_code", sa.Text, nullable=False),
    sa.Column("disposition", sa.Text, nullable=False),
)
timeline = sa.Table(
    "timeline",
    metadata,
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("claim_id", sa.Text, nullable=False),
    sa.Column("event_id", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("reason_code", sa.Text, nullable=False),
    sa.Column("amount_cents", Cents, nullable=False),
    sa.Column("causation_id", sa.Text, nullable=False),
)
work_items = sa.Table(
    "work_items",
    metadata,
    sa.Column("work_item_id", sa.Text, primary_key=True),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("claim_id", sa.Text, nullable=False),
    sa.Column("claim_key", sa.Text, nullable=False),
    sa.Column("reason_code", sa.Text, nullable=False),
    sa.Column("next_action", sa.Text, nullable=False),
    sa.Column("money_at_risk_cents", Cents, nullable=False),
    sa.Column("due_on", sa.Date),
    sa.Column("subject_kind", sa.Text, nullable=False),
    sa.Column("subject_id", sa.Text, nullable=False),
    sa.Column("status", EnumText(Status), nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("closing_reason", sa.Text, nullable=False),
    sa.Column("opened_at", Moment, nullable=False),
    sa.Column("closed_at", Moment),
)
settled = sa.Table("settled", metadata, sa.Column("about", sa.Text, primary_key=True))
