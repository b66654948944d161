"""What earlier payers denied and an answer does not settle is kept with its determination."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE payment_poster.determinations"
        " ADD COLUMN unsettled_cents bigint NOT NULL DEFAULT 0"
    )
