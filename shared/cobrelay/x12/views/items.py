"""What reading yields: the union of all items of the stream."""

from cobrelay.x12.views.acknowledgment import GroupAcknowledgment
from cobrelay.x12.views.claim import Claim837, ClaimBatch
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
from cobrelay.x12.views.remittance import ClaimPayment, ProviderAdjustment, RemittanceHeader
from cobrelay.x12.views.status import StatusReport

Item = (
    InterchangeStart
    | InterchangeAcknowledgment
    | GroupStart
    | SetStart
    | RemittanceHeader
    | ClaimPayment
    | ProviderAdjustment
    | ClaimBatch
    | Claim837
    | GroupAcknowledgment
    | StatusReport
    | UnreadSet
    | SetEnd
    | GroupEnd
    | InterchangeEnd
    | FileEnd
)
