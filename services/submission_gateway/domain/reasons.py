"""The gateway's reason codes, each with the sentence that a person reads."""

from collections.abc import Mapping
from types import MappingProxyType

LATE = "SUB-101"
UNKNOWN_OUTCOME = "SUB-201"
INTERRUPTED = "SUB-202"
REFUSED = "SUB-203"
NOT_RESENT_WITHDRAWN = "SUB-204"
RESENT_TOO_OFTEN = "SUB-205"
NOT_OFFERED = "SUB-206"
CANCELLED_UNSENT = "SUB-301"
CANCELLED_REFUSED = "SUB-302"
NOT_COMPOSED = "SUB-303"
ACKNOWLEDGES_NOTHING = "SUB-401"
CONTRADICTS = "SUB-402"
NO_DECISION = "SUB-403"
NO_ACKNOWLEDGMENT = "SUB-404"
UNREADABLE = "SUB-405"
REGRESSES = "SUB-406"
COUNTS_DISAGREE = "SUB-407"

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        LATE: "The payer's filing limit passed before the claim could be sent.",
        UNKNOWN_OUTCOME: "The connection broke after the file was offered: it may have arrived.",
        INTERRUPTED: "The gateway stopped while sending: the file may have arrived.",
        REFUSED: "The other side did not take the file; it is tried again.",
        NOT_RESENT_WITHDRAWN: "Whether it arrived is unknown and it is withdrawn: not sent again.",
        RESENT_TOO_OFTEN: "It was sent again as often as is allowed and nothing answered.",
        NOT_OFFERED: "The record took too long for the file to be offered; it is tried again.",
        CANCELLED_UNSENT: "Withdrawn before it was sent.",
        CANCELLED_REFUSED: "Withdrawn after the other side had not taken it.",
        NOT_COMPOSED: "The interchange cannot be written with the configured identifiers.",
        ACKNOWLEDGES_NOTHING: "The acknowledgment names nothing that we sent.",
        CONTRADICTS: "The acknowledgment contradicts a later one of a higher layer.",
        REGRESSES: "The acknowledgment accepts what the same side has rejected.",
        COUNTS_DISAGREE: "The 999 does not list the claim's set, and its counts prove nothing.",
        NO_DECISION: "The acknowledgment names the claim without accepting or rejecting it.",
        NO_ACKNOWLEDGMENT: "The file is no TA1, 999 or 277CA.",
        UNREADABLE: "The acknowledgment cannot be read as its guide says.",
    }
)

# What a person does about each reason to hold a submission.
REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        LATE: "Ask the payer to take the claim late and send it again, or write it off",
        NOT_RESENT_WITHDRAWN: "Ask the clearinghouse whether it has the file, and say so (resolve)",
        RESENT_TOO_OFTEN: "Ask the clearinghouse whether it has the file, and say so (resolve)",
        NOT_COMPOSED: "Correct the identifiers in organisation.toml, and send it again",
    }
)

# What the codec's findings would call it.
FINDINGS: Mapping[str, str] = MappingProxyType(
    {
        ACKNOWLEDGES_NOTHING: "B-NOCLAIM",
        CONTRADICTS: "B-STATUS-REGRESS",
        REGRESSES: "B-STATUS-REGRESS",
    }
)
REPEATED = "B-DUP"  # what says nothing new has no effect, and is counted under this word
