"""Claims, their evidence and timeline, and the work queue."""

from alembic import op

from cobrelay.database import mechanism

revision = "0001"
down_revision = None

SCHEMA = "status_tracker"

TABLES = """
CREATE TABLE status_tracker.claims (
    claim_id text PRIMARY KEY,
    claim_key text NOT NULL,
    state text NOT NULL,
    patient_control_number text NOT NULL DEFAULT '',
    billing_provider_npi text NOT NULL DEFAULT '',
    charge_cents bigint NOT NULL DEFAULT 0,
    next_action text NOT NULL,
    next_action_on date,
    money_at_risk_cents bigint NOT NULL,
    file_by date,
    is_closed boolean NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX claims_state ON status_tracker.claims (state, claim_id);
CREATE INDEX claims_control_number ON status_tracker.claims (patient_control_number);

CREATE TABLE status_tracker.evidence (
    event_id text PRIMARY KEY,
    claim_id text NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    adjudication_id text NOT NULL,
    determination_id text NOT NULL,
    submission_id text NOT NULL,
    coverage_id text NOT NULL,
    answered_by text NOT NULL,
    payer_name text NOT NULL,
    sequence integer NOT NULL,
    next_sequence integer NOT NULL,
    layer integer NOT NULL,
    is_pending boolean NOT NULL,
    amount_cents bigint NOT NULL,
    due_on date,
    reason_code text NOT NULL,
    disposition text NOT NULL DEFAULT ''
);
CREATE INDEX evidence_claim ON status_tracker.evidence (claim_id);

CREATE TABLE status_tracker.timeline (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    claim_id text NOT NULL,
    event_id text NOT NULL UNIQUE,
    event text NOT NULL,
    at timestamptz NOT NULL,
    sentence text NOT NULL,
    reason_code text NOT NULL,
    amount_cents bigint NOT NULL,
    causation_id text NOT NULL
);
CREATE INDEX timeline_claim ON status_tracker.timeline (claim_id, position);

CREATE TABLE status_tracker.work_items (
    work_item_id text PRIMARY KEY,
    about text NOT NULL,
    claim_id text NOT NULL,
    claim_key text NOT NULL,
    reason_code text NOT NULL,
    next_action text NOT NULL,
    money_at_risk_cents bigint NOT NULL,
    due_on date,
    subject_kind text NOT NULL,
    subject_id text NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'taken', 'closed')),
    actor text NOT NULL DEFAULT '',
    outcome text NOT NULL DEFAULT '',
    closing_reason text NOT NULL DEFAULT '',
    opened_at timestamptz NOT NULL,
    closed_at timestamptz
);
-- One open matter, one work item.
CREATE UNIQUE INDEX work_items_about
    ON status_tracker.work_items (about text_pattern_ops) WHERE status <> 'closed';
CREATE INDEX work_items_claim ON status_tracker.work_items (claim_id);
CREATE INDEX work_items_status ON status_tracker.work_items (status);

CREATE TABLE status_tracker.settled (
    about text PRIMARY KEY
);

REVOKE UPDATE, DELETE ON status_tracker.evidence, status_tracker.timeline FROM status_tracker;
"""


def upgrade() -> None:
    mechanism.create(op, SCHEMA)
    for statement in TABLES.split(";\n"):
        if statement.strip():
            op.execute(statement)
