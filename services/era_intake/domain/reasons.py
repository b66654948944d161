"""The reason codes of intake, each with the sentence that a person reads."""

from collections.abc import Mapping
from types import MappingProxyType

FILE_UNREADABLE = "ERA-101"
SET_MALFORMED = "ERA-102"
NOT_A_REMITTANCE = "ERA-103"
PAYMENT_UNIDENTIFIED = "ERA-104"
READER_FAILED = "ERA-105"
TOO_MANY_UNUSABLE = "ERA-106"
PAYMENT_NEGATIVE = "ERA-110"
PAYMENT_IS_DEBIT = "ERA-111"
METHOD_WITHOUT_MONEY = "ERA-112"
MORE_THAN_PAID = "ERA-113"
OTHER_PAYMENT_AMOUNT = "ERA-114"
REPEATED_BYTES = "ERA-130"
REPEATED_CONTENT = "ERA-131"

CLAIM_UNREADABLE = "ERA-201"
LINE_OUT_OF_BALANCE = "ERA-202"
CLAIM_OUT_OF_BALANCE = "ERA-203"
LINES_MISS_CHARGE = "ERA-204"
PREDETERMINATION_PAID = "ERA-205"

PROVIDER = "ERA-311"
DATES = "ERA-312"
CHARGE = "ERA-313"
NAME = "ERA-314"

# Why an answer is nobody's yet.
NO_CLAIM = "ERA-301"
AMBIGUOUS = "ERA-302"
NO_CONTROL_NUMBER = "ERA-303"
FACTS_DISAGREE = "ERA-304"
REVERSAL_WITHOUT_ORIGINAL = "ERA-305"

LINK_NO_SUCH_ANSWER = "ERA-401"
LINK_NO_SUCH_CLAIM = "ERA-402"
LINK_NOT_OPEN = "ERA-403"
NOT_QUARANTINED = "ERA-411"
CLOSED_BEFORE = "ERA-412"
SAME_FILE = "ERA-413"

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        FILE_UNREADABLE: "The file is not whole, well-formed X12; nothing of it was used.",
        SET_MALFORMED: "The transaction set is not built as its guide says; it was not used.",
        NOT_A_REMITTANCE: "The transaction set is something else than an 835.",
        PAYMENT_UNIDENTIFIED: "The payment cannot be identified: trace number or date is missing.",
        READER_FAILED: "The file could not be read to its end.",
        TOO_MANY_UNUSABLE: "More of its claims cannot be used than people can look at one by one.",
        PAYMENT_NEGATIVE: "The payment is below zero; a negative balance belongs in PLB FB.",
        PAYMENT_IS_DEBIT: "The payment is a debit: a person must see it.",
        METHOD_WITHOUT_MONEY: "The payment method is NON although money is stated.",
        MORE_THAN_PAID: "Claims and provider adjustments come to more than the payment.",
        OTHER_PAYMENT_AMOUNT: "The same payment came before with another amount.",
        REPEATED_BYTES: "The very same file was received before.",
        REPEATED_CONTENT: "Everything in this remittance was received before.",
        CLAIM_UNREADABLE: "Something in the claim cannot be read as the guide says.",
        LINE_OUT_OF_BALANCE: "A line's charge less its adjustments is not what was paid for it.",
        CLAIM_OUT_OF_BALANCE: "The claim's charge less all its adjustments is not what was paid.",
        LINES_MISS_CHARGE: "The lines' charges do not come to the claim's charge.",
        PREDETERMINATION_PAID: "A predetermination is no claim and cannot carry a payment.",
        PROVIDER: "Another provider than the one that billed the claim.",
        DATES: "Other dates of service than the claim's.",
        CHARGE: "Another charge than any version of the claim.",
        NAME: "Another patient's name, and not everything else agrees.",
        NO_CLAIM: "No claim of ours has this number or these facts.",
        AMBIGUOUS: "Several claims of ours fit equally well.",
        NO_CONTROL_NUMBER: "The payer did not say which claim it answers.",
        FACTS_DISAGREE: "A claim of ours has this number, but what was billed differs.",
        REVERSAL_WITHOUT_ORIGINAL: "The payment that is taken back was never received.",
        LINK_NO_SUCH_ANSWER: "There is no such claim payment.",
        LINK_NO_SUCH_CLAIM: "There is no such claim.",
        LINK_NOT_OPEN: "Only an answer that is not matched can be linked by hand.",
        NOT_QUARANTINED: "No such file, set or claim is quarantined.",
        CLOSED_BEFORE: "A person has closed it before, otherwise.",
        SAME_FILE: "A file cannot replace itself: its bytes are the same.",
    }
)
