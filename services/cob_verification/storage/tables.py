"""The tables of schema cob_verification."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from cob_verification.domain.coverage import Evidence
from cob_verification.domain.dossier import NoticeKind
from cobrelay.database.types import EnumText, Moment

SCHEMA = "cob_verification"
metadata = sa.MetaData(schema=SCHEMA)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


claims = sa.Table(
    "claims",
    metadata,
    sa.Column("claim_id", sa.Text, primary_key=True),
    _text("claim_key"),
    _text("patient_key"),
    _text("patient_account"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("event", sa.LargeBinary, nullable=False),
    sa.Column("registered_at", Moment, nullable=False),
)
answers = sa.Table(
    "answers",
    metadata,
    sa.Column("adjudication_id", sa.Text, primary_key=True),
    sa.Column("position", sa.BigInteger, sa.Identity(always=True)),
    _text("claim_id"),
    sa.Column("event", sa.LargeBinary, nullable=False),
    sa.Column("received_on", sa.Date, nullable=False),
)
coverages = sa.Table(
    "coverages",
    metadata,
    sa.Column("version", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    _text("coverage_id"),
    _text("patient_key"),
    _text("patient_account"),
    sa.Column("rank", sa.Integer, nullable=False),
    sa.Column("effective_on", sa.Date),
    sa.Column("terminated_on", sa.Date),
    sa.Column("evidence", EnumText(Evidence), nullable=False),
    sa.Column("stated", sa.LargeBinary, nullable=False),
    _text("source"),
    sa.Column("extras", JSONB, nullable=False),
    sa.Column("recorded_at", Moment, nullable=False),
    sa.Column("superseded_at", Moment),
)
determinations = sa.Table(
    "determinations",
    metadata,
    sa.Column("determination_id", sa.Text, primary_key=True),
    sa.Column("position", sa.BigInteger, sa.Identity(always=True)),
    _text("adjudication_id"),
    _text("claim_id"),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    _text("coverage_id"),
    _text("next_coverage_id"),
    _text("outcome"),
    _text("reason_code"),
    _text("fingerprint"),
    _text("configuration_hash"),
    _text("event_type"),
    sa.Column("event", sa.LargeBinary, nullable=False),
    sa.Column("decided_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Column("ended_by", sa.Text, nullable=False, server_default=""),
)
notices = sa.Table(
    "notices",
    metadata,
    sa.Column("adjudication_id", sa.Text, primary_key=True),
    sa.Column("kind", EnumText(NoticeKind), primary_key=True),
    _text("claim_id"),
    sa.Column("at", Moment, nullable=False),
)
submissions = sa.Table(
    "submissions",
    metadata,
    sa.Column("submission_id", sa.Text, primary_key=True),
    _text("claim_id"),
    sa.Column("coverage_id", sa.Text, nullable=False, server_default=""),
    sa.Column("is_sent", sa.Boolean, nullable=False, server_default=sa.false()),
)
feeds = sa.Table(
    "feeds",
    metadata,
    sa.Column("arrival", sa.Text, primary_key=True),
    _text("file_hash"),
    _text("name"),
    sa.Column("row_count", sa.Integer, nullable=False),
    sa.Column("unknown_columns", ARRAY(sa.Text), nullable=False),
    sa.Column("received_at", Moment, nullable=False),
)
