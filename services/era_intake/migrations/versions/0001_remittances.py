"""Remittances, their claim payments, and the index of the claims they may answer."""

from alembic import op

from cobrelay.database import mechanism

revision = "0001"
down_revision = None

SCHEMA = "era_intake"

TABLES = """
CREATE TABLE era_intake.remittances (
    arrival text NOT NULL,
    set_ordinal integer NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    file_hash text NOT NULL,
    file_name text NOT NULL,
    remittance_id text NOT NULL,
    state text NOT NULL CHECK (state IN ('accepted', 'duplicate', 'quarantined')),
    reason_code text NOT NULL,
    payment_id text NOT NULL,
    payment bytea NOT NULL,
    payer bytea NOT NULL,
    trace_number text NOT NULL,
    payment_cents bigint NOT NULL,
    claims_paid_cents bigint NOT NULL,
    adjustments_cents bigint NOT NULL,
    claim_count integer NOT NULL,
    content_hash text NOT NULL,
    adjustments bytea NOT NULL,
    left_out integer[] NOT NULL,
    adjustments_left_out integer[] NOT NULL,
    retaken jsonb NOT NULL,
    findings bytea[] NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (arrival, set_ordinal)
);
CREATE UNIQUE INDEX remittances_position ON era_intake.remittances (position);
CREATE UNIQUE INDEX remittances_used ON era_intake.remittances (file_hash, set_ordinal)
    WHERE state = 'accepted';
CREATE INDEX remittances_payment ON era_intake.remittances (payment_id)
    WHERE state = 'accepted';
CREATE INDEX remittances_remittance_id ON era_intake.remittances (remittance_id);
CREATE INDEX remittances_trace_number ON era_intake.remittances (trace_number);
CREATE INDEX remittances_quarantined ON era_intake.remittances (position)
    WHERE state = 'quarantined';
CREATE INDEX remittances_file ON era_intake.remittances (file_hash);

CREATE TABLE era_intake.remittance_items (
    arrival text NOT NULL,
    set_ordinal integer NOT NULL,
    piece integer NOT NULL,
    items bytea STORAGE EXTERNAL NOT NULL,
    PRIMARY KEY (arrival, set_ordinal, piece)
);

CREATE TABLE era_intake.quarantined_claims (
    remittance_id text NOT NULL,
    ordinal integer NOT NULL,
    payment_id text NOT NULL,
    item bytea NOT NULL,
    PRIMARY KEY (remittance_id, ordinal)
);
CREATE INDEX quarantined_claims_payment ON era_intake.quarantined_claims (payment_id);

CREATE TABLE era_intake.quarantine_closings (
    item_id text NOT NULL,
    position bigint NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('discarded', 'replaced')),
    replacement text NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL,
    closed_at timestamptz NOT NULL,
    PRIMARY KEY (item_id, position)
);
CREATE INDEX quarantine_closings_replacement ON era_intake.quarantine_closings (replacement)
    WHERE replacement <> '';

CREATE TABLE era_intake.provider_adjustments (
    remittance_id text NOT NULL,
    ordinal integer NOT NULL,
    event bytea NOT NULL,
    PRIMARY KEY (remittance_id, ordinal)
);

CREATE TABLE era_intake.answers (
    adjudication_id text PRIMARY KEY,
    position bigint GENERATED ALWAYS AS IDENTITY,
    remittance_id text NOT NULL,
    ordinal integer NOT NULL,
    state text NOT NULL CHECK (state IN ('matched', 'unmatched', 'quarantined')),
    reason_code text NOT NULL,
    disagreements text[] NOT NULL,
    key text NOT NULL,
    number text NOT NULL,
    facts text NOT NULL,
    status_code text NOT NULL,
    charge_cents bigint NOT NULL,
    paid_cents bigint NOT NULL,
    payer_control_number text NOT NULL,
    payer_identifier text NOT NULL,
    npis text[] NOT NULL,
    tax_ids text[] NOT NULL,
    service_from date,
    service_to date,
    last_name text NOT NULL,
    first_name text NOT NULL,
    payment bytea NOT NULL,
    findings bytea[] NOT NULL,
    claim_id text NOT NULL,
    claim_version integer NOT NULL,
    matched_by text NOT NULL,
    submission_id text NOT NULL,
    reverses text NOT NULL,
    corrects text NOT NULL,
    received_at timestamptz NOT NULL,
    UNIQUE (remittance_id, ordinal),
    CHECK ((state = 'matched') <= (claim_id <> ''))
);
CREATE INDEX answers_number ON era_intake.answers (number, position);
CREATE INDEX answers_unmatched ON era_intake.answers (facts) WHERE state = 'unmatched';
CREATE INDEX answers_claim ON era_intake.answers (claim_id) WHERE state = 'matched';
CREATE INDEX answers_open ON era_intake.answers (position) WHERE state <> 'matched';
CREATE UNIQUE INDEX answers_reversed_once ON era_intake.answers (reverses) WHERE reverses <> '';

CREATE TABLE era_intake.known_claims (
    claim_id text NOT NULL,
    version integer NOT NULL,
    key text NOT NULL,
    number text NOT NULL,
    facts text NOT NULL,
    npi text NOT NULL,
    tax_id text NOT NULL,
    charge_cents bigint NOT NULL,
    service_from date,
    service_to date,
    last_name text NOT NULL,
    first_name text NOT NULL,
    is_void boolean NOT NULL,
    PRIMARY KEY (claim_id, version)
);
CREATE INDEX known_claims_number ON era_intake.known_claims (number);
CREATE INDEX known_claims_facts ON era_intake.known_claims (facts);

CREATE TABLE era_intake.sent_claims (
    submission_id text PRIMARY KEY,
    number text NOT NULL,
    claim_id text NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX sent_claims_number ON era_intake.sent_claims (number);
"""


def upgrade() -> None:
    mechanism.create(op, SCHEMA)
    for statement in TABLES.split(";\n"):
        if statement.strip():
            op.execute(statement)
