"""Generated from proto/cobrelay/contracts/claims/v1/events.proto by proto/generate.py. Do not edit."""

from .events_pb2 import EventOverdue as EventOverdue
from .events_pb2 import NumberProvenance as NumberProvenance
from .events_pb2 import OriginalClaimHeld as OriginalClaimHeld
from .events_pb2 import OriginalClaimRegistered as OriginalClaimRegistered
from .events_pb2 import OriginalFileQuarantined as OriginalFileQuarantined
from .events_pb2 import SecondaryClaimBuilt as SecondaryClaimBuilt
from .events_pb2 import SecondaryClaimHeld as SecondaryClaimHeld
from .events_pb2 import SecondaryClaimWithdrawn as SecondaryClaimWithdrawn
from .events_pb2 import ServiceLine as ServiceLine
from .events_pb2 import StatedCoverage as StatedCoverage
