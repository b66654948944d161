"""Generated from proto/cobrelay/contracts/era/v1/events.proto by proto/generate.py. Do not edit."""

from .events_pb2 import AdjudicationUnmatched as AdjudicationUnmatched
from .events_pb2 import ClaimAdjudicated as ClaimAdjudicated
from .events_pb2 import ClaimPayment as ClaimPayment
from .events_pb2 import ClaimQuarantined as ClaimQuarantined
from .events_pb2 import ProviderAdjusted as ProviderAdjusted
from .events_pb2 import QuarantineClosed as QuarantineClosed
from .events_pb2 import RemittanceAccepted as RemittanceAccepted
from .events_pb2 import RemittanceDuplicated as RemittanceDuplicated
from .events_pb2 import RemittanceQuarantined as RemittanceQuarantined
from .events_pb2 import ServiceLinePayment as ServiceLinePayment
