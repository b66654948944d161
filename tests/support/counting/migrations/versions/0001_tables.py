"""The tables of the counting service."""

from alembic import op

from cobrelay.database import mechanism

revision = "0001"
down_revision = None

STATEMENTS = (
    """CREATE TABLE counting.counted (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL, number integer NOT NULL, event_id uuid NOT NULL)""",
    "CREATE TABLE counting.originals (claim_id text NOT NULL)",
    "CREATE TABLE counting.remedies (key text NOT NULL)",
    "CREATE TABLE counting.entries (entry_id uuid NOT NULL, amount_cents bigint NOT NULL)",
    """CREATE FUNCTION counting.demand_zero() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sum(amount_cents) FROM counting.entries WHERE entry_id = NEW.entry_id) <> 0 THEN
        RAISE EXCEPTION 'an entry does not sum to zero' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$""",
    """CREATE CONSTRAINT TRIGGER entries_sum_to_zero AFTER INSERT ON counting.entries
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION counting.demand_zero()""",
)


def upgrade() -> None:
    mechanism.create(op, "counting")
    for statement in STATEMENTS:
        op.execute(statement)
