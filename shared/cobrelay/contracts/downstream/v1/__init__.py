"""Generated from proto/cobrelay/contracts/downstream/v1/events.proto by proto/generate.py. Do not edit."""

from .events_pb2 import ClaimBalanceChanged as ClaimBalanceChanged
from .events_pb2 import ClaimPaymentRecorded as ClaimPaymentRecorded
from .events_pb2 import ClaimStateChanged as ClaimStateChanged
from .events_pb2 import PatientBalanceChanged as PatientBalanceChanged
from .events_pb2 import PaymentProved as PaymentProved
