"""How often an interchange was offered again is counted apart from its attempts."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE submission_gateway.interchanges ADD COLUMN resends integer NOT NULL DEFAULT 0"
    )
    op.execute("UPDATE submission_gateway.interchanges SET resends = attempt - 1")
