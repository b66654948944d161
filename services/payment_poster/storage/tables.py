"""The tables of schema payment_poster; the first migration says what each is for."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID

from cobrelay.database.types import Cents, EnumText, Moment
from payment_poster.domain.facts import Outcome, Standing
from payment_poster.domain.movements import Kind

SCHEMA = "payment_poster"

metadata = sa.MetaData(schema=SCHEMA)


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=key, nullable=False)


def _count(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, primary_key=key, nullable=False, autoincrement=False)


def _cents(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, Cents, nullable=nullable)


entries = sa.Table(
    "entries",
    metadata,
    sa.Column("entry_id", UUID(as_uuid=False), primary_key=True),
    _text("cause"),
    _text("memo"),
    _text("reason_code"),
    _text("claim_id"),
    _text("payment_id"),
    sa.Column("reverses_entry_id", UUID(as_uuid=False)),
    _text("cause_event_id"),
    sa.Column("posted_at", Moment, nullable=False),
    _text("chain"),
    _count("chain_position"),
    _text("digest"),
)
postings = sa.Table(
    "postings",
    metadata,
    sa.Column("entry_id", UUID(as_uuid=False), primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
    _text("account"),
    _cents("amount_cents"),
)
chains = sa.Table("chains", metadata, _text("chain", key=True), _count("position"), _text("digest"))
claims = sa.Table(
    "claims",
    metadata,
    _text("claim_id", key=True),
    sa.Column("version", sa.Integer, nullable=False),
    _cents("charge_cents"),
    _cents("patient_paid_cents"),
    sa.Column("is_void", sa.Boolean, nullable=False),
    _text("released_determination_id"),
    _cents("released_cents"),
)
answers = sa.Table(
    "answers",
    metadata,
    _text("remittance_id", key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
    _text("adjudication_id"),
    _text("payment_id"),
    _text("claim_id"),
    _cents("paid_cents"),
    sa.Column("standing", EnumText(Standing), nullable=False),
    _text("status_code"),
    _text("reverses_adjudication_id"),
    sa.Column("is_unapplied", sa.Boolean, nullable=False),
    _text("entry_id"),
    _text("reason_code"),
)
determinations = sa.Table(
    "determinations",
    metadata,
    _text("determination_id", key=True),
    sa.Column("position", sa.BigInteger, sa.Identity(always=True)),
    _text("claim_id"),
    _text("adjudication_id"),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("outcome", EnumText(Outcome), nullable=False),
    _cents("nobody_cents"),
    _cents("bonus_cents"),
    _cents("technical_cents"),
    _cents("person_cents"),
    _cents("unsettled_cents"),
    _cents("patient_cents"),
    _text("reason_code"),
)
withdrawals = sa.Table(
    "withdrawals", metadata, _text("determination_id", key=True), _text("claim_id")
)
movements = sa.Table(
    "movements",
    metadata,
    _text("adjudication_id", key=True),
    sa.Column("kind", EnumText(Kind), primary_key=True),
    _text("claim_id"),
    _cents("amount_cents"),
    sa.Column("revision", sa.Integer, nullable=False),
)
payments = sa.Table(
    "payments",
    metadata,
    _text("payment_id", key=True),
    _text("payer_identifier"),
    _text("trace_number"),
    _text("paid_on"),
    _text("payee_id"),
    _cents("payment_cents", nullable=True),
    sa.Column("is_overdue", sa.Boolean, nullable=False),
    sa.Column("proof", JSONB),
)
remittances = sa.Table(
    "remittances",
    metadata,
    _text("remittance_id", key=True),
    _text("payment_id"),
    sa.Column("claim_count", sa.Integer, nullable=False),
    sa.Column("provider_adjustment_count", sa.Integer, nullable=False),
)
provider_adjustments = sa.Table(
    "provider_adjustments",
    metadata,
    _text("remittance_id", key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
    _text("payment_id"),
    _text("payer"),
    _text("reason_code"),
    _text("reference"),
    _cents("amount_cents"),
)


def is_any(column: sa.Column[str], wanted: Sequence[str]) -> sa.ColumnElement[bool]:
    """One statement, however many values are asked for."""
    return column == sa.any_(sa.literal(list(wanted), sa.ARRAY(sa.Text)))
