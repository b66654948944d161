"""Every reason of claim_builder, mostly to keep something back, in one plain sentence each."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cobrelay.money import ZERO, Cents, format_dollars

REASONS: Mapping[str, str] = MappingProxyType(
    {
        # An original claim cannot be registered.
        "CLB-001": "the file is no readable interchange, or its counts are wrong",
        "CLB-002": "the transaction set's envelope, counts or hierarchy are wrong",
        "CLB-003": "the set is no professional claim (837P, 005010X222)",
        "CLB-004": "the number is known, the content differs, and the frequency says new claim",
        "CLB-005": "the service lines do not sum to the claim's charge (CLM02)",
        "CLB-006": "a fact is missing that the next claim needs",
        # Warnings about an original that is registered all the same.
        "CLB-051": "another payer of the claim is not named (2330B is missing)",
        "CLB-052": "an NPI fails its check digit",
        "CLB-053": "the billing provider is not in organisation.toml",
        # Preconditions (domain 3.1).
        "CLB-101": "the payer's answer does not add up",
        "CLB-102": "the answer is a reversal or a predetermination, or was reversed since",
        "CLB-103": "the payer says that it forwarded the claim itself",
        "CLB-104": "the answer's charge is not the claim's charge",
        "CLB-105": "the next coverage is not in force on every date of service",
        "CLB-106": "the next payer is one that has answered already",
        "CLB-107": "nothing is left to bill",
        "CLB-108": "a claim to this coverage is under way",
        "CLB-109": "the payer's answer is not final (pending, CARC 133)",
        "CLB-110": "the original claim is void",
        "CLB-111": "a newer version of the original claim awaits its own answer",
        "CLB-112": "a coverage lacks a fact that the claim needs",
        "CLB-113": "an answer of the determination belongs to another claim",
        # Which answered line is which line of ours (domain 3.3).
        "CLB-121": "an answered line with money matches no line of the claim, or several",
        "CLB-122": "a line of the claim has no answer, or several possible ones",
        # The equations (domain 2.4), computed from the built bytes.
        "CLB-201": "a line does not add up: charge = paid + adjustments",
        "CLB-202": "paid at claim level is not paid on the lines less claim-level adjustments",
        "CLB-203": "the claim does not add up: charge = paid + all adjustments",
        "CLB-204": "the service lines do not sum to the claim's charge",
        # What a payer would reject (domain 3.6).
        "CLB-301": "the same adjustment stands at claim and at line level",
        "CLB-302": "the remittance date of a payer does not stand at exactly one level",
        "CLB-303": "a paid amount on a line is negative",
        "CLB-304": "an adjustment lacks its reason or its amount",
        "CLB-305": "the remaining patient liability stands at both levels, or is zero",
        "CLB-306": "not exactly one payer is primary",
        "CLB-307": "two payers have the same place in the order",
        "CLB-308": "the order of payers has a gap",
        "CLB-309": "the insurance type of a Medicare coverage is missing or out of place",
        "CLB-310": "the payer takes paper only",
        "CLB-311": "a remark code of the answer is none, or was not in force on its day",
        "CLB-312": "the payers of the claim cannot be told apart by their ids",
        "CLB-313": "non-covered and paid amounts of one payer stand together",
        "CLB-314": "frequency and payer claim number contradict each other",
        "CLB-315": "a member id is missing",
        "CLB-316": "patient responsibility differs from what the payer reported",
        "CLB-317": "an adjustment reason is no code, or was not in force when the payer used it",
        "CLB-318": "the claim has no line, or more lines than a professional claim may have",
        "CLB-319": "more adjustments than the claim format holds",
        "CLB-320": "more payers, or more answers to one line, than the claim format holds",
        "CLB-330": "the built claim violates the claim format",
        "CLB-331": "a value of the claim cannot be written in X12",
        "CLB-332": "the built claim does not carry every line and charge of the original",
        # What a claim says of an earlier payer beside its amounts.
        "CLB-501": "the earlier payer adjudicated anew, and the next payer wants to know (REF*T4)",
        # The life of a built claim.
        "CLB-401": "the determination was withdrawn",
        "CLB-402": "a claim to this payer was sent already",
        "CLB-403": "there is no such determination",
        "CLB-404": "the original, or an answer that the claim rests on, is still awaited",
        "CLB-405": "what became of the recalled claim is still awaited",
    }
)


@dataclass(frozen=True, slots=True)
class Hold:
    """Why something is kept back: a stable code, where, and the sum that is missing (cents)."""

    code: str
    place: str = ""
    missing: Cents = ZERO
    what: str = ""
    """What exactly, where the code's sentence leaves it open; never a value of the claim."""

    @property
    def detail(self) -> str:
        """One plain sentence without names or ids of people."""
        sentence = REASONS[self.code]
        if self.what:
            sentence += f": {self.what}"
        if self.missing:
            amount = format_dollars(Cents(abs(self.missing)))
            sentence += f"; {amount} is {'missing' if self.missing > 0 else 'too much'}"
        return sentence + (f" ({self.place})" if self.place else "")
