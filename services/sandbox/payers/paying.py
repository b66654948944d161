"""When each payer answers an accepted or a forwarded claim, and which claims share a payment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from sandbox.claims import Answer
from sandbox.clearinghouse.acknowledging import ClaimVerdict
from sandbox.clearinghouse.receiving import PAYER_AFTER, Delivery
from sandbox.clearinghouse.submitted import SubmittedClaim
from sandbox.payers.adjudicating import Open, Share, answer_next
from sandbox.payers.remittances import Named, Payee, Payment
from sandbox.roster import PAYERS_BY_ID, Habit, Payer

PAYMENT_RUN = time(12)  # UTC, on business time
BUSINESS_DAYS = {Habit.PROMPT: 5, Habit.SLOW: 15}
# Long before anybody gives up waiting for it: business time may pass a week in twenty seconds.
FORWARDED_BUSINESS_DAYS = 7
SATURDAY = 5
# From acceptance: the slowest habit in weeks of five days, and the run at noon.
LONGEST_ANSWER = timedelta(days=max(BUSINESS_DAYS.values()) // 5 * 7 + 1)


@dataclass(frozen=True, slots=True)
class Pending:
    """A claim that a payer has and will answer: `key` names it once and for all."""

    key: str
    payer: Payer
    payee: Payee
    named: Named
    answer: Answer
    pay_on: date


def business_days_after(start: date, count: int) -> date:
    """The day that lies so many working days after `start`; holidays are left out of account."""
    on = start
    while count:
        on += timedelta(days=1)
        count -= on.weekday() < SATURDAY
    return on


def last_run(now: datetime) -> date:
    """The last day whose payment run is over."""
    return now.date() if now.time() >= PAYMENT_RUN else now.date() - timedelta(days=1)


def pending_of(delivery: Delivery) -> Iterator[Pending]:
    """The accepted claims of a delivery that a payer of ours will answer."""
    accepted_on = (delivery.received_at + PAYER_AFTER).date()
    for place, verdict in enumerate(delivery.accepted, start=1):
        payer = PAYERS_BY_ID.get(verdict.claim.payer_id)
        if payer is None or payer.habit is Habit.SILENT:
            continue
        yield Pending(
            key=f"{delivery.number:06d}.{place:04d}",
            payer=payer,
            payee=verdict.claim.payee,
            named=verdict.claim.named,
            answer=_answer(payer, verdict),
            pay_on=business_days_after(accepted_on, BUSINESS_DAYS[payer.habit]),
        )


def _answer(payer: Payer, verdict: ClaimVerdict) -> Answer:
    sequence = len(verdict.claim.answered) + 1
    return answer_next(payer, verdict.number, sequence, opened(verdict.claim))


def opened(claim: SubmittedClaim) -> tuple[Open, ...]:
    """What earlier payers left open: by line where they answered by line, else as one sum."""
    answered = claim.answered
    last = answered[-1]
    lines = tuple(
        Open(
            line.control,
            line.procedure,
            line.charge,
            sum(one.paid for one in line.adjudications),
            _shares(one for answer in line.by(last.payer_id) for one in answer.adjustments),
            line.units,
            line.on,
        )
        for line in claim.lines
    )
    if not any(other.adjustments for other in answered):
        return lines
    paid = sum(other.paid or 0 for other in answered)
    at_lines = tuple(share for line in lines for share in line.shares)
    shares = (*_shares(last.adjustments), *at_lines)
    return (Open("", "", claim.charge, paid, shares, on=claim.lines[0].on),)


def _shares(adjustments: Iterable[Any]) -> tuple[Share, ...]:
    return tuple(Share(one.reason, one.amount) for one in adjustments if one.group == "PR")


def forwarded(row: dict[str, Any]) -> Pending:
    """A claim that an earlier payer passes on (a row of forwarded.jsonl)."""
    payer = PAYERS_BY_ID[row["payer"]]
    last, first, member_id = row["patient"]
    lines = tuple(
        Open(
            line["control"],
            line["procedure"],
            line["charge"],
            line["paid_before"],
            tuple(Share(reason, amount) for reason, amount in line["shares"]),
            line["units"],
            date.fromisoformat(line["on"]),
        )
        for line in row["lines"]
    )
    forwarded_on = date.fromisoformat(row["forwarded_on"])
    return Pending(
        key=f"forwarded.{payer.id}.{row['control_number']}",
        payer=payer,
        payee=Payee(*row["payee"]),
        named=Named(row["control_number"], last, first, member_id),
        answer=answer_next(payer, row["number"], row["sequence"], lines),
        pay_on=business_days_after(forwarded_on, FORWARDED_BUSINESS_DAYS),
    )


def payments(
    due: Sequence[Pending], on: date, first_number: int
) -> Iterator[tuple[Payment, list[Pending]]]:
    """The payments of a day: one for each payer and provider, numbered from `first_number`."""
    ordered = sorted(due, key=lambda one: (one.payer.id, one.payee.npi, one.key))
    grouped = groupby(ordered, key=lambda one: (one.payer.id, one.payee.npi))
    for number, (_, of_one) in enumerate(grouped, start=first_number):
        claims = list(of_one)
        yield (
            Payment(
                payer=claims[0].payer,
                payee=claims[0].payee,
                trace=f"{claims[0].payer.id}{number:07d}",
                on=on,
                answers=tuple((one.named, one.answer) for one in claims),
            ),
            claims,
        )
