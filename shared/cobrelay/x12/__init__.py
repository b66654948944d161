"""X12: remittances (835), claims (837P) and acknowledgments (TA1, 999, 277CA), read and written.

    from cobrelay import x12

    for item in x12.read(path):                      # streams; nothing holds the file
        match item:
            case x12.RemittanceHeader(): ...         # one payment: BPR, TRN, payer, payee
            case x12.ClaimPayment(): ...             # one adjudicated claim, with its findings
            case x12.ProviderAdjustment(): ...       # one pair of a PLB
            case x12.Claim837(): ...                 # one claim, with its loop tree
            case x12.SetEnd(): ...                   # verdict and totals of the set

    report = x12.check(path)                         # report.verdict, report.findings

Reading never raises for what stands in a file: it yields findings. Grammars are data (`grammars/`):
what reads (`reading/`), judges (`checking/`), puts together (`assembly/`), writes (`writing/`) and
answers (`acknowledging/`) is driven by them.
"""

from cobrelay.x12.acknowledging import AnswerValues, acknowledge, acknowledge_claims
from cobrelay.x12.checking import balances
from cobrelay.x12.delimiters import DEFAULT, Delimiters
from cobrelay.x12.findings import (
    ALL_LEVELS,
    Finding,
    Level,
    Place,
    Severity,
    Verdict,
    most_severe,
)
from cobrelay.x12.reading.bookmarks import Bookmark, bookmark
from cobrelay.x12.reading.outline import Line, outline, rewrite
from cobrelay.x12.reading.reader import Readable, read
from cobrelay.x12.reading.report import Report, check
from cobrelay.x12.reading.sniffing import sniff
from cobrelay.x12.segment import Element, Segment, read_segment, segment
from cobrelay.x12.tree import LoopNode, loop
from cobrelay.x12.views.acknowledgment import (
    ElementError,
    GroupAcknowledgment,
    SegmentError,
    SetResponse,
)
from cobrelay.x12.views.claim import (
    Claim837,
    ClaimBatch,
    ClaimLine,
    Diagnosis,
    LineAdjudication,
    OtherSubscriber,
    Subscription,
)
from cobrelay.x12.views.envelope import (
    FileEnd,
    GroupEnd,
    GroupStart,
    InterchangeAcknowledgment,
    InterchangeEnd,
    InterchangeStart,
    SetEnd,
    SetStart,
    UnreadSet,
)
from cobrelay.x12.views.facts import (
    Address,
    AdjudicationInfo,
    Adjustment,
    Amount,
    Contact,
    DateReference,
    Party,
    Procedure,
    Quantity,
    Reference,
    Remark,
)
from cobrelay.x12.views.items import Item
from cobrelay.x12.views.remittance import (
    ClaimPayment,
    ProviderAdjustment,
    RemittanceHeader,
    ServiceLine,
)
from cobrelay.x12.views.status import (
    ClaimStatus,
    LineStatus,
    ProviderStatus,
    ReceiverStatus,
    StatusCode,
    StatusInfo,
    StatusReport,
)
from cobrelay.x12.writing.texts import Unwritable, write_segment
from cobrelay.x12.writing.writer import (
    ClaimSet,
    InterchangeValues,
    Receiver,
    Submitter,
    write_claim_body,
    write_interchange,
)

__all__ = [
    "ALL_LEVELS",
    "DEFAULT",
    "Address",
    "AdjudicationInfo",
    "Adjustment",
    "Amount",
    "AnswerValues",
    "Bookmark",
    "Claim837",
    "ClaimBatch",
    "ClaimLine",
    "ClaimPayment",
    "ClaimSet",
    "ClaimStatus",
    "Contact",
    "DateReference",
    "Delimiters",
    "Diagnosis",
    "Element",
    "ElementError",
    "FileEnd",
    "Finding",
    "GroupAcknowledgment",
    "GroupEnd",
    "GroupStart",
    "InterchangeAcknowledgment",
    "InterchangeEnd",
    "InterchangeStart",
    "InterchangeValues",
    "Item",
    "Level",
    "Line",
    "LineAdjudication",
    "LineStatus",
    "LoopNode",
    "OtherSubscriber",
    "Party",
    "Place",
    "Procedure",
    "ProviderAdjustment",
    "ProviderStatus",
    "Quantity",
    "Readable",
    "Receiver",
    "ReceiverStatus",
    "Reference",
    "Remark",
    "RemittanceHeader",
    "Report",
    "Segment",
    "SegmentError",
    "ServiceLine",
    "SetEnd",
    "SetResponse",
    "SetStart",
    "Severity",
    "StatusCode",
    "StatusInfo",
    "StatusReport",
    "Submitter",
    "Subscription",
    "UnreadSet",
    "Unwritable",
    "Verdict",
    "acknowledge",
    "acknowledge_claims",
    "balances",
    "bookmark",
    "check",
    "loop",
    "most_severe",
    "outline",
    "read",
    "read_segment",
    "rewrite",
    "segment",
    "sniff",
    "write_claim_body",
    "write_interchange",
    "write_segment",
]
