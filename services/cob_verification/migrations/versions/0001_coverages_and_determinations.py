"""Claims, answers, coverages (bitemporal) and determinations."""

from __future__ import annotations

from alembic import op

from cobrelay.database import mechanism

revision = "0001"
down_revision = None

SCHEMA = "cob_verification"

TABLES = (
    """CREATE TABLE cob_verification.claims (
    claim_id text PRIMARY KEY,
    claim_key text NOT NULL,
    patient_key text NOT NULL,
    patient_account text NOT NULL,
    version integer NOT NULL,
    event bytea NOT NULL,
    registered_at timestamptz NOT NULL
)""",
    "CREATE INDEX claims_patient ON cob_verification.claims (patient_key)",
    """CREATE TABLE cob_verification.answers (
    adjudication_id text PRIMARY KEY,
    position bigint GENERATED ALWAYS AS IDENTITY,
    claim_id text NOT NULL,
    event bytea NOT NULL,
    received_on date NOT NULL
)""",
    "CREATE INDEX answers_claim ON cob_verification.answers (claim_id, position)",
    # Valid time: effective_on to terminated_on, both days included, NULL is open.
    # Transaction time: recorded_at to superseded_at; what we knew is never erased.
    """CREATE TABLE cob_verification.coverages (
    version bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    coverage_id text NOT NULL,
    patient_key text NOT NULL,
    patient_account text NOT NULL,
    rank integer NOT NULL,
    effective_on date,
    terminated_on date,
    evidence text NOT NULL CHECK (evidence IN ('feed', 'api')),
    stated bytea NOT NULL,
    source text NOT NULL,
    extras jsonb NOT NULL,
    recorded_at timestamptz NOT NULL,
    superseded_at timestamptz,
    -- One place in the order is one coverage's on any day, at any state of our knowledge.
    EXCLUDE USING gist (
        patient_key WITH =,
        patient_account WITH =,
        rank WITH =,
        daterange(effective_on, terminated_on, '[]') WITH &&,
        tstzrange(recorded_at, superseded_at) WITH &&
    )
)""",
    """CREATE INDEX coverages_known ON cob_verification.coverages (patient_key)
    WHERE superseded_at IS NULL""",
    """CREATE TABLE cob_verification.determinations (
    determination_id text PRIMARY KEY,
    position bigint GENERATED ALWAYS AS IDENTITY,
    adjudication_id text NOT NULL,
    claim_id text NOT NULL,
    attempt integer NOT NULL,
    sequence integer NOT NULL,
    coverage_id text NOT NULL,
    next_coverage_id text NOT NULL,
    outcome text NOT NULL,
    reason_code text NOT NULL,
    fingerprint text NOT NULL,
    configuration_hash text NOT NULL,
    event_type text NOT NULL,
    event bytea NOT NULL,
    decided_at timestamptz NOT NULL,
    ended_at timestamptz,
    ended_by text NOT NULL DEFAULT '',
    UNIQUE (adjudication_id, attempt)
)""",
    # An answer has one standing determination, or none.
    """CREATE UNIQUE INDEX determinations_standing
    ON cob_verification.determinations (adjudication_id) WHERE ended_at IS NULL""",
    "CREATE INDEX determinations_claim ON cob_verification.determinations (claim_id, position)",
    """CREATE TABLE cob_verification.notices (
    adjudication_id text NOT NULL,
    kind text NOT NULL,
    claim_id text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (adjudication_id, kind)
)""",
    "CREATE INDEX notices_claim ON cob_verification.notices (claim_id)",
    """CREATE TABLE cob_verification.submissions (
    submission_id text PRIMARY KEY,
    claim_id text NOT NULL,
    coverage_id text NOT NULL DEFAULT '',
    is_sent boolean NOT NULL DEFAULT false
)""",
    "CREATE INDEX submissions_claim ON cob_verification.submissions (claim_id)",
    """CREATE TABLE cob_verification.feeds (
    arrival text PRIMARY KEY,
    file_hash text NOT NULL,
    name text NOT NULL,
    row_count integer NOT NULL,
    unknown_columns text[] NOT NULL,
    received_at timestamptz NOT NULL
)""",
)


def upgrade() -> None:
    mechanism.create(op, SCHEMA)
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public")
    for statement in TABLES:
        op.execute(statement)
