"""Every reason code of the ledger with the one sentence that explains it."""

from collections.abc import Mapping
from types import MappingProxyType

CHARGE = "PST-101"
PATIENT_PAYMENT = "PST-102"
CHARGE_REPLACED = "PST-103"
CASH_ON_CLAIM = "PST-110"
CASH_UNMATCHED = "PST-111"
REVERSAL = "PST-112"
REVERSAL_UNKNOWN = "PST-113"
REVERSAL_REPEATED = "PST-114"
CASH_MOVED = "PST-115"
CASH_QUARANTINED = "PST-116"
PLB_FORWARDED = "PST-120"
PLB_RECOVERY = "PST-121"
PLB_INTEREST = "PST-122"
PLB_OTHER = "PST-123"

WRITE_OFF = "PST-201"
PATIENT_SHARE = "PST-202"
DENIED = "PST-203"
REMAINDER = "PST-204"
SMALL_BALANCE = "PST-205"
PAYER_CREDIT = "PST-206"
PATIENT_CREDIT = "PST-207"
MEANING_CHANGED = "PST-208"
SHARE_RECALLED = "PST-209"

WITH_PAYER = "PST-221"
DENIAL_WORK = "PST-222"
STATEMENT = "PST-223"
SETTLED = "PST-224"
NOBODY_OWES = "PST-225"
REFUND = "PST-226"
UNEXPLAINED_REST = "PST-227"
SMALL = "PST-228"
NOT_DETERMINED = "PST-229"
CASH_IN_DISPUTE = "PST-230"

SHORT = "PST-301"
OVER = "PST-302"
UNPAIRED_FORWARDING = "PST-303"
UNPAIRED_RECOVERY = "PST-304"
INCOMPLETE = "PST-305"

AWAITS_CHARGE = "PST-401"
AWAITS_CASH = "PST-402"
OTHER_AMOUNT = "PST-901"
OTHER_CLAIM = "PST-902"
OTHER_CHARGE = "PST-903"
OTHER_PAYMENT = "PST-904"

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        CHARGE: "The claim's charge (CLM02) is expected from payers.",
        PATIENT_PAYMENT: "The patient paid this before the claim went out (AMT*F5).",
        CHARGE_REPLACED: "A newer version of the claim replaces or voids this charge.",
        CASH_ON_CLAIM: "A payer's payment for this claim (CLP04).",
        CASH_UNMATCHED: "A payment whose claim is not known: it lies in unapplied.",
        REVERSAL: "The payer took back an earlier payment (CLP02 22).",
        REVERSAL_UNKNOWN: "The payer took back a payment that is not known: it lies in unapplied.",
        REVERSAL_REPEATED: "The payer took back again what was taken back already.",
        CASH_MOVED: "The payment's claim is known now: moved from unapplied to the claim.",
        CASH_QUARANTINED: "The claim payment cannot be used as it is: its cash lies in unapplied.",
        PLB_FORWARDED: "A balance forwarded to or from another remittance (PLB FB).",
        PLB_RECOVERY: "The payer recovers an overpayment or notes a refund (PLB WO, 72).",
        PLB_INTEREST: "Interest (PLB L6).",
        PLB_OTHER: "Another provider-level adjustment (PLB).",
        WRITE_OFF: "Written off by contract or law, up to what was still open.",
        PATIENT_SHARE: "The patient's share, up to what was still open: no payer is left.",
        DENIED: "Denied for what can be put right: worked before anybody is billed.",
        REMAINDER: "Nobody owes the rest: the payers' answers leave it to no one.",
        SMALL_BALANCE: "Too small to bill (organisation.toml: small_balance_cents).",
        PAYER_CREDIT: "Payers paid more than was owed: to be refunded.",
        PATIENT_CREDIT: "The patient paid more than his share: to be refunded.",
        MEANING_CHANGED: "What the payer's answer means was withdrawn or decided anew.",
        SHARE_RECALLED: "Paid by a payer already, so the patient is not asked for it.",
        WITH_PAYER: "The rest is expected from a payer.",
        DENIAL_WORK: "A denial is worked on first.",
        STATEMENT: "No payer is left: the patient owes the rest.",
        SETTLED: "Nothing is open.",
        NOBODY_OWES: "What no payer and no patient owes was written off.",
        REFUND: "More was paid than was owed.",
        UNEXPLAINED_REST: "Something is open that no adjustment explains: a person decides.",
        SMALL: "The patient's rest was too small to bill.",
        NOT_DETERMINED: "No determination holds: the rest stays with the payer.",
        CASH_IN_DISPUTE: "A payer paid more, and nobody has said yet what it pays for.",
        SHORT: "Claims and adjustments fall short of the payment: the rest of it has not come.",
        OVER: "Claims and adjustments exceed the payment.",
        UNPAIRED_FORWARDING: "A forwarded balance (FB) has not come back.",
        UNPAIRED_RECOVERY: "Money taken back (WO, 72) has no counterpart.",
        INCOMPLETE: "Claims of the remittance are not booked yet.",
        AWAITS_CHARGE: "The original claim is not booked yet.",
        AWAITS_CASH: "The payer's answer is not booked on the claim yet.",
        OTHER_AMOUNT: "This claim payment is booked already with another amount.",
        OTHER_CLAIM: "This claim payment is booked already on another claim.",
        OTHER_CHARGE: "This version of the claim is booked already with another charge.",
        OTHER_PAYMENT: "This remittance is known already with another payment.",
    }
)
