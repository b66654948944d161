"""Every reason that a determination can give: one stable code, one plain sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that spoke: its code, and what it said in one sentence without names or numbers."""

    code: str
    sentence: str


REASONS: Mapping[str, str] = MappingProxyType(
    {
        # What has to be known first.
        "COB-001": "the original claim has not arrived",
        "COB-002": "the original claim states no usable date of service",
        # Which coverage answered.
        "COB-101": "the payer's id or name is that of one coverage",
        "COB-102": "the member id is that of one coverage",
        "COB-103": "the claim's number is that of a claim we sent to one coverage",
        "COB-104": "the claim status says at which place the payer stood",
        "COB-105": "none of the patient's coverages gave this answer",
        "COB-106": "payer, member id and claim number point at different coverages",
        "COB-107": "the claim names no coverage at all",
        "COB-108": "a second answer of the same coverage, and the first was not reversed",
        "COB-109": "the answer of an earlier payer is missing",
        "COB-110": "the payer took its answer back, and a corrected one has not come",
        "COB-111": "the payer took back an answer that is not known",
        "COB-112": "the corrected answer is overdue",
        # Was it forwarded?
        "COB-201": "the claim status says that the payer forwarded the claim",
        "COB-202": "the payer names the carrier to which it forwarded the claim",
        "COB-203": "a remark code announces that the claim is forwarded",
        "COB-204": "the payer forwarded the claim without deciding it",
        "COB-205": "the next payer has answered a claim that we never sent",
        "COB-206": "the payer says that it did not forward the claim",
        "COB-207": "the carrier that the payer names is none of the patient's coverages",
        "COB-208": "the forwarded claim did not arrive in time",
        "COB-209": "a notice says that the forwarded claim was not accepted",
        "COB-210": "the claim was forwarded undecided, and no payer has answered",
        # Payer order.
        "COB-301": "a coverage feed states the payers and their order",
        "COB-302": "the claim itself states the payers and their order",
        "COB-303": "a person stated or corrected a coverage",
        "COB-304": "a coverage was not in force on the dates of service",
        "COB-305": "the payer says that another payer comes first",
        "COB-306": "the first payer processed the claim as a later one",
        "COB-307": "the next coverage names no payer",
        "COB-308": "two coverages claim the same place in the order",
        "COB-309": "the payer says that this is not its claim",
        "COB-310": "the patient is a qualified Medicare beneficiary, and no Medicaid is known",
        # Until when.
        "COB-401": "the next payer's filing limit runs from the last date of service",
        "COB-402": "the next payer's filing limit runs from the earlier payer's payment date",
        "COB-403": "the next payer's filing limit is over",
        # What is left, and whose it is.
        "COB-501": "there is no further coverage",
        "COB-502": "no further coverage was in force on the dates of service",
        "COB-503": "the next payer is billed for what is left",
        "COB-504": "nothing is left",
        "COB-505": "the patient may not be billed for what is left",
        "COB-506": "the lower of the payers' patient shares counts",
        "COB-507": "a denial has to be worked first",
        "COB-508": "the next payer does not consider what the earlier one denied",
        "COB-509": "every payer has answered: the rest is the patient's",
        "COB-510": "what an earlier payer denied is worked on, and this answer does not settle it",
        # What an adjustment means.
        "COB-601": "the table of reason codes says what it means",
        "COB-602": "the group decides what this reason code means",
        "COB-603": "an unknown reason code means what its group means",
        "COB-604": "the payer's profile says what it means",
        "COB-605": "the patient is a qualified Medicare beneficiary",
        # Why a determination no longer holds (and COB-205, COB-208, COB-209).
        "COB-701": "the payer took back an answer that it rests on",
        "COB-702": "another answer of a payer came",
        "COB-703": "a coverage came late or was corrected",
        "COB-704": "another version of the original claim came",
        "COB-705": "it was decided again, for a person or because a wait is over",
        # Rows and files of a coverage feed.
        "COB-901": "a required column is empty",
        "COB-902": "not a date (YYYY-MM-DD)",
        "COB-903": "not a rank (1 to 11)",
        "COB-904": "not a code of this column",
        "COB-905": "the row has more or fewer columns than the header",
        "COB-906": "the last day is before the first",
        "COB-907": "the row is no text that can be read",
        "COB-908": "the file has no usable header",
        "COB-909": "more rows of one patient than a patient can have coverages",
        "COB-910": "from here on rows are refused that are not told one by one",
    }
)

# What a person does about each reason to hold a claim.
REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        "COB-105": "Add the coverage of the payer that answered, or its other names to payers.toml",
        "COB-106": "Find out which coverage answered, and correct what is wrong in the coverages",
        "COB-107": "Add the patient's coverages",
        "COB-108": "Ask the payer which answer holds; the other one it has to take back (CLP02 22)",
        "COB-109": "Ask the earlier payer for its remittance",
        "COB-110": "Nothing yet: ask the payer when its corrected answer is overdue",
        "COB-111": "Ask the payer which answer it took back, and feed the remittance that has it",
        "COB-112": "Ask the payer for its corrected answer",
        "COB-207": "Find out whose carrier that is, and add its coverage or its names",
        "COB-210": "Ask the payer that forwarded the claim, and the one it names, who decides it",
        "COB-305": "Find out which payer comes first, and correct the order of the coverages",
        "COB-306": "Find out which payer comes first, and correct the order of the coverages",
        "COB-307": "Find out who the payer of the next coverage is, and correct the coverage",
        "COB-308": "Find out which of the two payers comes first, and correct their coverages",
        "COB-310": "Add the patient's Medicaid coverage; the patient must not be billed",
        "COB-403": "Ask the next payer to take it late and correct its limit, or write it off",
    }
)
_ANY_REMEDY = "Decide what holds the claim"


def remedy(code: str) -> str:
    """What to do about a claim that is held for the reason of `code`, as a work item says it."""
    return REMEDIES.get(code, _ANY_REMEDY)


def told(code: str) -> str:
    """What the rule of `code` says, as a sentence of its own."""
    words = REASONS[code]
    return f"{words[0].upper()}{words[1:]}."


def rule(code: str, detail: str = "") -> Rule:
    """The rule of `code`; `detail` is added in brackets."""
    sentence = REASONS[code]
    return Rule(code, f"{sentence} ({detail})" if detail else sentence)
