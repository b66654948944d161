"""The tables of schema submission_gateway."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from cobrelay.database.types import Cents, EnumText, Moment
from submission_gateway.domain.acknowledgments import Verdict
from submission_gateway.domain.journal import State
from submission_gateway.domain.submission import Standing

metadata = sa.MetaData(schema="submission_gateway")

submissions = sa.Table(
    "submissions",
    metadata,
    sa.Column("submission_id", sa.Text, primary_key=True),
    sa.Column("claim_id", sa.Text, nullable=False),
    sa.Column("claim_key", sa.Text, nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("payer_id", sa.Text, nullable=False),
    sa.Column("payer_name", sa.Text, nullable=False),
    sa.Column("receiver", sa.Text, nullable=False),
    sa.Column("control_number", sa.Text, nullable=False),
    sa.Column("charge_cents", Cents, nullable=False),
    sa.Column("file_by", sa.Date),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("standing", EnumText(Standing), nullable=False),
    sa.Column("is_withdrawn", sa.Boolean, nullable=False),
    sa.Column("not_before", Moment),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("interchange_id", sa.Text),
    sa.Column("set_number", sa.Text),
    sa.Column("batch_reference", sa.Text),
    sa.Column("built_at", Moment, nullable=False),
    sa.Column("submitted_at", Moment),
)
interchanges = sa.Table(
    "interchanges",
    metadata,
    sa.Column("interchange_id", sa.Text, primary_key=True),
    sa.Column("receiver", sa.Text, nullable=False),
    sa.Column("control_number", sa.BigInteger, nullable=False),
    sa.Column("state", EnumText(State), nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("resends", sa.Integer, nullable=False),
    sa.Column("looks", sa.Integer, nullable=False),
    sa.Column("lease_until", Moment, nullable=False),
    sa.Column("quiet_until", Moment),
    sa.Column("formed_at", Moment, nullable=False),
)
journal = sa.Table(
    "journal",
    metadata,
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("submission_id", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reason_code", sa.Text, nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
)
control_numbers = sa.Table(
    "control_numbers",
    metadata,
    sa.Column("receiver", sa.Text, primary_key=True),
    sa.Column("following", sa.BigInteger, nullable=False),
    sa.Column("returned", ARRAY(sa.BigInteger), nullable=False),
)
acknowledgments = sa.Table(
    "acknowledgments",
    metadata,
    sa.Column("submission_id", sa.Text, primary_key=True),
    sa.Column("layer", sa.Integer, primary_key=True),
    sa.Column("verdict", EnumText(Verdict), primary_key=True),
    sa.Column("file_hash", sa.Text, nullable=False),
    sa.Column("segment_index", sa.BigInteger, nullable=False),
    sa.Column("recorded_at", Moment, nullable=False),
)
