"""ledger.v1: a claim's ledger, the proof of a payment, the trial balance, the hash chains."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import grpc

from cobrelay.api.ledger import v1 as api
from cobrelay.dates import stamp
from cobrelay.messaging.answering import Ambiguous, Misstated, Unknown, page_size
from cobrelay.messaging.runtime import Runtime
from payment_poster.domain.chain import first_broken
from payment_poster.domain.claim_book import resolution_of
from payment_poster.domain.journal import balances
from payment_poster.domain.reconciliation import proof_as_it_stands
from payment_poster.settings import policy
from payment_poster.storage import ledger, pages, payments
from payment_poster.storage.ledger import Booked
from payment_poster.translation import balance_resolved, remittance_proved

TOKEN_CHARACTERS_MAX = 64  # a payment id has 36


def register(server: grpc.aio.Server, runtime: Runtime) -> None:
    api.add_LedgerServiceServicer_to_server(Ledger(runtime), server)


class Ledger(api.LedgerServiceServicer):
    """Reads only: nothing in the ledger is changed by request."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    async def GetClaimLedger(
        self, request: api.GetClaimLedgerRequest, context: Any
    ) -> api.GetClaimLedgerResponse:
        async with self._runtime.engine.connect() as connection:
            book = (await pages.load(connection, [request.claim_id])).of(request.claim_id)
            booked = await ledger.of_claim(connection, request.claim_id)
        resolved = resolution_of(book, policy().small_balance)
        if not booked and resolved is None:
            raise Unknown("the ledger knows no such claim")
        return api.GetClaimLedgerResponse(
            entries=map(_entry, booked),
            balances=_balances(booked),
            resolved=balance_resolved(resolved) if resolved else None,
            released_cents=book.released.amount if book.released else 0,
        )

    async def GetPayment(
        self, request: api.GetPaymentRequest, context: Any
    ) -> api.GetPaymentResponse:
        async with self._runtime.engine.connect() as connection:
            found = await payments.ids_of(connection, request.payment_id)
            if not found:
                raise Unknown("the ledger knows no such payment")
            if len(found) > 1:
                raise Ambiguous(f"{len(found)} payments have this trace number; give a payment id")
            standing = (await payments.all_standings(connection, found))[found[0]]
            booked = await ledger.of_payment(connection, found[0])
        return api.GetPaymentResponse(
            proof=remittance_proved(proof_as_it_stands(standing.facts)),
            entries=map(_entry, booked),
            balances=_balances(booked),
        )

    async def ListPayments(
        self, request: api.ListPaymentsRequest, context: Any
    ) -> api.ListPaymentsResponse:
        size = page_size(request)
        async with self._runtime.engine.connect() as connection:
            page = await payments.page(connection, _after(request.page_token), size + 1)
            shown = page[:size]
            found = await payments.all_standings(connection, shown)
        return api.ListPaymentsResponse(
            payments=(remittance_proved(proof_as_it_stands(found[each].facts)) for each in shown),
            next_page_token=shown[-1] if len(page) > size else "",
        )

    async def GetTrialBalance(
        self, request: api.GetTrialBalanceRequest, context: Any
    ) -> api.GetTrialBalanceResponse:
        async with self._runtime.engine.connect() as connection:
            found = await ledger.trial_balance(connection, request.prefix)
        return api.GetTrialBalanceResponse(
            balances=(api.AccountBalance(account=a, balance_cents=c) for a, c in found),
            total_cents=sum(cents for _, cents in found),
        )

    async def VerifyChains(
        self, request: api.VerifyChainsRequest, context: Any
    ) -> api.VerifyChainsResponse:
        checked, broken = 0, []
        async with self._runtime.engine.connect() as connection:
            # One snapshot, or what is booked meanwhile would look like tampering.
            snapshot = await connection.execution_options(isolation_level="REPEATABLE READ")
            async for stored, head in ledger.all_chains(snapshot):
                checked += 1
                if (entry_id := first_broken(stored, head)) is not None:
                    broken.append(entry_id)
        return api.VerifyChainsResponse(claims_checked=checked, broken_entry_ids=broken)


def _after(token: str) -> str:
    """The payment that a page token names: the last one that was shown."""
    if token and not (token.isprintable() and len(token) <= TOKEN_CHARACTERS_MAX):
        raise Misstated("this is no page token of ours")
    return token


def _entry(booked: Booked) -> api.Entry:
    entry = booked.entry
    return api.Entry(
        entry_id=entry.entry_id,
        posted_at=stamp(booked.posted_at),
        memo=entry.memo,
        cause_event_id=booked.cause_event_id,
        reverses_entry_id=entry.reverses_entry_id,
        postings=(
            api.Posting(account=posting.account.path, amount_cents=posting.amount)
            for posting in entry.postings
        ),
        reason_code=entry.reason_code,
    )


def _balances(booked: Iterable[Booked]) -> list[api.AccountBalance]:
    totals = balances(each.entry for each in booked)
    return [
        api.AccountBalance(account=account.path, balance_cents=cents)
        for account, cents in sorted(totals.items())
    ]
