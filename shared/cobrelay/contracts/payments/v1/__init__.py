"""Generated from proto/cobrelay/contracts/payments/v1/events.proto by proto/generate.py. Do not edit."""

from .events_pb2 import BalanceResolved as BalanceResolved
from .events_pb2 import DISPOSITION_DENIAL_WORK as DISPOSITION_DENIAL_WORK
from .events_pb2 import DISPOSITION_NEXT_PAYER as DISPOSITION_NEXT_PAYER
from .events_pb2 import DISPOSITION_REFUND as DISPOSITION_REFUND
from .events_pb2 import DISPOSITION_REVIEW as DISPOSITION_REVIEW
from .events_pb2 import DISPOSITION_SETTLED as DISPOSITION_SETTLED
from .events_pb2 import DISPOSITION_SMALL_BALANCE as DISPOSITION_SMALL_BALANCE
from .events_pb2 import DISPOSITION_STATEMENT as DISPOSITION_STATEMENT
from .events_pb2 import DISPOSITION_UNSPECIFIED as DISPOSITION_UNSPECIFIED
from .events_pb2 import DISPOSITION_WRITE_OFF as DISPOSITION_WRITE_OFF
from .events_pb2 import Disposition as Disposition
from .events_pb2 import EventOverdue as EventOverdue
from .events_pb2 import PatientBalanceRecalled as PatientBalanceRecalled
from .events_pb2 import PatientBalanceReleased as PatientBalanceReleased
from .events_pb2 import PaymentPosted as PaymentPosted
from .events_pb2 import PaymentReversed as PaymentReversed
from .events_pb2 import RemittanceProved as RemittanceProved
