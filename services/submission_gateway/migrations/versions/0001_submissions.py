"""Submissions, interchanges, their journal and the control numbers."""

from alembic import op

from cobrelay.database import mechanism

revision = "0001"
down_revision = None

SCHEMA = "submission_gateway"

TABLES = """
CREATE TABLE submission_gateway.submissions (
    submission_id text PRIMARY KEY,
    claim_id text NOT NULL,
    claim_key text NOT NULL,
    sequence integer NOT NULL,
    payer_id text NOT NULL,
    payer_name text NOT NULL,
    receiver text NOT NULL,
    control_number text NOT NULL,
    charge_cents bigint NOT NULL,
    file_by date,
    body bytea NOT NULL,
    standing text NOT NULL CHECK (standing IN ('ready', 'batched', 'sent', 'cancelled', 'held')),
    is_withdrawn boolean NOT NULL DEFAULT false,
    not_before timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    interchange_id text,
    set_number text,
    batch_reference text,
    built_at timestamptz NOT NULL,
    submitted_at timestamptz
);
CREATE INDEX submissions_ready ON submission_gateway.submissions (file_by, submission_id)
    WHERE standing = 'ready';
CREATE INDEX submissions_claim ON submission_gateway.submissions (claim_id);
CREATE INDEX submissions_control_number ON submission_gateway.submissions (control_number);
CREATE INDEX submissions_interchange ON submission_gateway.submissions (interchange_id, set_number);
CREATE UNIQUE INDEX submissions_batch_reference
    ON submission_gateway.submissions (batch_reference, receiver);

CREATE TABLE submission_gateway.interchanges (
    interchange_id text PRIMARY KEY,
    receiver text NOT NULL,
    control_number bigint NOT NULL,
    state text NOT NULL,
    content bytea NOT NULL,
    content_hash text NOT NULL,
    file_name text NOT NULL,
    attempt integer NOT NULL,
    looks integer NOT NULL DEFAULT 0,
    lease_until timestamptz NOT NULL,
    quiet_until timestamptz,
    formed_at timestamptz NOT NULL
);
-- A number is used once, unless the partner is known not to have taken its interchange.
CREATE UNIQUE INDEX interchanges_control_number
    ON submission_gateway.interchanges (receiver, control_number) WHERE state <> 'refused';
CREATE INDEX interchanges_open ON submission_gateway.interchanges (state)
    WHERE state NOT IN ('sent', 'refused', 'held');

CREATE TABLE submission_gateway.journal (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    submission_id text NOT NULL,
    at timestamptz NOT NULL,
    state text NOT NULL,
    reason_code text NOT NULL DEFAULT '',
    detail text NOT NULL DEFAULT '',
    actor text NOT NULL DEFAULT ''
);
CREATE INDEX journal_submission ON submission_gateway.journal (submission_id, position);

CREATE TABLE submission_gateway.control_numbers (
    receiver text PRIMARY KEY,
    following bigint NOT NULL,
    returned bigint[] NOT NULL DEFAULT '{}'
);

CREATE TABLE submission_gateway.acknowledgments (
    submission_id text NOT NULL,
    layer integer NOT NULL,
    verdict text NOT NULL,
    file_hash text NOT NULL,
    segment_index bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (submission_id, layer, verdict)
);

REVOKE UPDATE, DELETE ON submission_gateway.journal FROM submission_gateway;
"""


def upgrade() -> None:
    mechanism.create(op, SCHEMA)
    for statement in TABLES.split(";\n"):
        if statement.strip():
            op.execute(statement)
