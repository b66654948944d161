"""Generated from proto/cobrelay/contracts/submissions/v1/events.proto by proto/generate.py. Do not edit."""

from .events_pb2 import ACKNOWLEDGMENT_LAYER_999 as ACKNOWLEDGMENT_LAYER_999
from .events_pb2 import ACKNOWLEDGMENT_LAYER_CLEARINGHOUSE_277CA as ACKNOWLEDGMENT_LAYER_CLEARINGHOUSE_277CA
from .events_pb2 import ACKNOWLEDGMENT_LAYER_PAYER_277CA as ACKNOWLEDGMENT_LAYER_PAYER_277CA
from .events_pb2 import ACKNOWLEDGMENT_LAYER_TA1 as ACKNOWLEDGMENT_LAYER_TA1
from .events_pb2 import ACKNOWLEDGMENT_LAYER_UNSPECIFIED as ACKNOWLEDGMENT_LAYER_UNSPECIFIED
from .events_pb2 import AcknowledgmentCode as AcknowledgmentCode
from .events_pb2 import AcknowledgmentLayer as AcknowledgmentLayer
from .events_pb2 import AcknowledgmentQuarantined as AcknowledgmentQuarantined
from .events_pb2 import AcknowledgmentUnmatched as AcknowledgmentUnmatched
from .events_pb2 import ClaimAcknowledged as ClaimAcknowledged
from .events_pb2 import ClaimRejected as ClaimRejected
from .events_pb2 import ClaimSubmitted as ClaimSubmitted
from .events_pb2 import ControlNumbers as ControlNumbers
from .events_pb2 import EventOverdue as EventOverdue
from .events_pb2 import SubmissionCancelled as SubmissionCancelled
from .events_pb2 import SubmissionHeld as SubmissionHeld
from .events_pb2 import SubmissionUncertain as SubmissionUncertain
