"""The ledger, append-only and balanced by the database itself, and what its entries rest on."""

from alembic import op

from cobrelay.database import mechanism

revision = "0001"
down_revision = None

SCHEMA = "payment_poster"

LEDGER = """
CREATE TABLE payment_poster.entries (
    entry_id uuid PRIMARY KEY,
    cause text NOT NULL UNIQUE,
    memo text NOT NULL,
    reason_code text NOT NULL,
    claim_id text NOT NULL,
    payment_id text NOT NULL,
    reverses_entry_id uuid UNIQUE REFERENCES payment_poster.entries,
    cause_event_id text NOT NULL,
    posted_at timestamptz NOT NULL,
    chain text NOT NULL,
    chain_position bigint NOT NULL,
    digest text NOT NULL,
    UNIQUE (chain, chain_position)
);
CREATE INDEX entries_payment ON payment_poster.entries (payment_id) WHERE payment_id <> '';

CREATE TABLE payment_poster.postings (
    entry_id uuid NOT NULL REFERENCES payment_poster.entries,
    ordinal integer NOT NULL,
    account text NOT NULL,
    amount_cents bigint NOT NULL CHECK (amount_cents <> 0),
    PRIMARY KEY (entry_id, ordinal)
);
CREATE INDEX postings_account ON payment_poster.postings (account text_pattern_ops)
    INCLUDE (amount_cents);

-- Where each chain ends, so that entries cut off its end are missed.
CREATE TABLE payment_poster.chains (
    chain text PRIMARY KEY,
    position bigint NOT NULL,
    digest text NOT NULL
);
"""

BALANCE = """
CREATE FUNCTION payment_poster.entry_balances() RETURNS trigger LANGUAGE plpgsql AS $check$
BEGIN
    IF (SELECT coalesce(sum(amount_cents), 1) FROM payment_poster.postings
        WHERE entry_id = NEW.entry_id) <> 0
    THEN
        RAISE EXCEPTION 'entry does not balance' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $check$;
"""

# On entries for one without postings, on postings for one that is added to an old entry.
TRIGGERS = tuple(
    f"""
CREATE CONSTRAINT TRIGGER {table}_balance AFTER INSERT OR UPDATE OR DELETE
ON payment_poster.{table} DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION payment_poster.entry_balances()
"""
    for table in ("entries", "postings")
)

# What is in the books stays in the books, whatever the code does.
APPEND_ONLY = (
    "REVOKE UPDATE, DELETE, TRUNCATE ON payment_poster.entries FROM payment_poster",
    "REVOKE UPDATE, DELETE, TRUNCATE ON payment_poster.postings FROM payment_poster",
)

FACTS = """
CREATE TABLE payment_poster.claims (
    claim_id text PRIMARY KEY,
    version integer NOT NULL,
    charge_cents bigint NOT NULL,
    patient_paid_cents bigint NOT NULL,
    is_void boolean NOT NULL,
    released_determination_id text NOT NULL DEFAULT '',
    released_cents bigint NOT NULL DEFAULT 0
);

-- A claim payment's cash is booked once under (remittance, ordinal).
CREATE TABLE payment_poster.answers (
    remittance_id text NOT NULL,
    ordinal integer NOT NULL,
    adjudication_id text NOT NULL UNIQUE,
    payment_id text NOT NULL,
    claim_id text NOT NULL,
    paid_cents bigint NOT NULL,
    standing text NOT NULL,
    status_code text NOT NULL,
    reverses_adjudication_id text NOT NULL,
    is_unapplied boolean NOT NULL,
    entry_id text NOT NULL,
    reason_code text NOT NULL,
    PRIMARY KEY (remittance_id, ordinal)
);
CREATE INDEX answers_claim ON payment_poster.answers (claim_id) WHERE NOT is_unapplied;
CREATE INDEX answers_payment ON payment_poster.answers (payment_id);

CREATE TABLE payment_poster.determinations (
    determination_id text PRIMARY KEY,
    position bigint GENERATED ALWAYS AS IDENTITY,
    claim_id text NOT NULL,
    adjudication_id text NOT NULL,
    sequence integer NOT NULL,
    attempt integer NOT NULL,
    outcome text NOT NULL,
    nobody_cents bigint NOT NULL,
    bonus_cents bigint NOT NULL,
    technical_cents bigint NOT NULL,
    person_cents bigint NOT NULL,
    patient_cents bigint NOT NULL,
    reason_code text NOT NULL
);
CREATE INDEX determinations_claim ON payment_poster.determinations (claim_id);

-- A withdrawal may come before its determination.
CREATE TABLE payment_poster.withdrawals (
    determination_id text PRIMARY KEY,
    claim_id text NOT NULL
);
CREATE INDEX withdrawals_claim ON payment_poster.withdrawals (claim_id);

-- How the meaning of each answer stands in the ledger now.
CREATE TABLE payment_poster.movements (
    adjudication_id text NOT NULL,
    kind text NOT NULL,
    claim_id text NOT NULL,
    amount_cents bigint NOT NULL,
    revision integer NOT NULL,
    PRIMARY KEY (adjudication_id, kind)
);
CREATE INDEX movements_claim ON payment_poster.movements (claim_id);

CREATE TABLE payment_poster.payments (
    payment_id text PRIMARY KEY,
    payer_identifier text NOT NULL,
    trace_number text NOT NULL,
    paid_on text NOT NULL,
    payee_id text NOT NULL,
    payment_cents bigint,
    is_overdue boolean NOT NULL DEFAULT false,
    proof jsonb
);
CREATE INDEX payments_trace_number ON payment_poster.payments (trace_number);

CREATE TABLE payment_poster.remittances (
    remittance_id text PRIMARY KEY,
    payment_id text NOT NULL,
    claim_count integer NOT NULL,
    provider_adjustment_count integer NOT NULL
);
CREATE INDEX remittances_payment ON payment_poster.remittances (payment_id);

CREATE TABLE payment_poster.provider_adjustments (
    remittance_id text NOT NULL,
    ordinal integer NOT NULL,
    payment_id text NOT NULL,
    payer text NOT NULL,
    reason_code text NOT NULL,
    reference text NOT NULL,
    amount_cents bigint NOT NULL,
    PRIMARY KEY (remittance_id, ordinal)
);
CREATE INDEX provider_adjustments_payment ON payment_poster.provider_adjustments (payment_id);
CREATE INDEX provider_adjustments_pair
    ON payment_poster.provider_adjustments (payer, reference);
"""


def upgrade() -> None:
    mechanism.create(op, SCHEMA)
    for statement in (*LEDGER.split(";\n"), *FACTS.split(";\n")):
        if statement.strip():
            op.execute(statement)
    for statement in (BALANCE, *TRIGGERS, *APPEND_ONLY):
        op.execute(statement)
