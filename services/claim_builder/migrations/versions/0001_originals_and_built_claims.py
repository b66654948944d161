"""Originals and their versions, answers, determinations, built claims and what was held."""

from alembic import op

from cobrelay.database import mechanism

revision = "0001"
down_revision = None

SCHEMA = "claim_builder"

TABLES = """
CREATE TABLE claim_builder.originals (
    claim_id text NOT NULL,
    version integer NOT NULL,
    claim_key text NOT NULL,
    provider text NOT NULL,
    control_number text NOT NULL,
    is_void boolean NOT NULL,
    content_hash text NOT NULL,
    body bytea NOT NULL,
    event bytea NOT NULL,
    registered_at timestamptz NOT NULL,
    PRIMARY KEY (claim_id, version),
    UNIQUE (claim_id, content_hash)
);
CREATE INDEX originals_number ON claim_builder.originals (provider, control_number);

CREATE TABLE claim_builder.held_originals (
    file_hash text NOT NULL,
    ordinal bigint NOT NULL,
    reason_code text NOT NULL,
    event bytea NOT NULL,
    held_at timestamptz NOT NULL,
    PRIMARY KEY (file_hash, ordinal)
);

CREATE TABLE claim_builder.adjudications (
    adjudication_id text PRIMARY KEY,
    claim_id text NOT NULL,
    payer_claim_control_number text NOT NULL,
    reverses_adjudication_id text NOT NULL,
    event bytea NOT NULL,
    received_at timestamptz NOT NULL
);
CREATE INDEX adjudications_reversals ON claim_builder.adjudications (reverses_adjudication_id)
    WHERE reverses_adjudication_id <> '';
CREATE INDEX adjudications_payer_number
    ON claim_builder.adjudications (payer_claim_control_number)
    WHERE payer_claim_control_number <> '';

CREATE TABLE claim_builder.determinations (
    determination_id text PRIMARY KEY,
    claim_id text NOT NULL,
    claim_key text NOT NULL,
    event bytea NOT NULL,
    determined_at timestamptz NOT NULL
);
CREATE TABLE claim_builder.withdrawn_determinations (
    determination_id text PRIMARY KEY,
    claim_id text NOT NULL,
    reason_code text NOT NULL,
    withdrawn_at timestamptz NOT NULL
);
CREATE TABLE claim_builder.crossover_failures (
    claim_id text NOT NULL,
    coverage_id text NOT NULL,
    failed_at timestamptz NOT NULL,
    PRIMARY KEY (claim_id, coverage_id)
);

CREATE TABLE claim_builder.built_claims (
    submission_id text PRIMARY KEY,
    claim_id text NOT NULL,
    determination_id text NOT NULL,
    coverage_id text NOT NULL,
    payer text NOT NULL,
    control_number text NOT NULL,
    state text NOT NULL,
    is_withdrawn boolean NOT NULL DEFAULT false,
    configuration_hash text NOT NULL,
    event bytea NOT NULL,
    built_at timestamptz NOT NULL
);
CREATE INDEX built_claims_claim ON claim_builder.built_claims (claim_id);
CREATE INDEX built_claims_determination ON claim_builder.built_claims (determination_id);
-- No two live claims for one claim and coverage, whatever a handler believes.
CREATE UNIQUE INDEX built_claims_live ON claim_builder.built_claims (claim_id, coverage_id)
    WHERE state NOT IN ('cancelled', 'rejected');

CREATE TABLE claim_builder.held_claims (
    cause_id uuid PRIMARY KEY,
    claim_id text NOT NULL,
    determination_id text NOT NULL,
    reason_code text NOT NULL,
    configuration_hash text NOT NULL,
    event bytea NOT NULL,
    held_at timestamptz NOT NULL
);
CREATE INDEX held_claims_claim ON claim_builder.held_claims (claim_id);

CREATE TABLE claim_builder.rebuilds (
    request_id uuid PRIMARY KEY,
    determination_id text NOT NULL,
    submission_id text NOT NULL,
    held_reason_code text NOT NULL,
    requested_at timestamptz NOT NULL
);

-- What was received and decided is never rewritten.
REVOKE UPDATE, DELETE ON claim_builder.originals, claim_builder.held_originals,
    claim_builder.adjudications, claim_builder.determinations,
    claim_builder.withdrawn_determinations, claim_builder.crossover_failures,
    claim_builder.held_claims, claim_builder.rebuilds FROM claim_builder;
REVOKE DELETE ON claim_builder.built_claims FROM claim_builder;
"""


def upgrade() -> None:
    mechanism.create(op, SCHEMA)
    for statement in TABLES.split(";\n"):
        if statement.strip():
            op.execute(statement)
