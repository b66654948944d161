"""Generated from proto/cobrelay/contracts/status/v1/events.proto by proto/generate.py. Do not edit."""

from .events_pb2 import DeadlineApproaching as DeadlineApproaching
from .events_pb2 import DeadlineMissed as DeadlineMissed
from .events_pb2 import FollowUpFellDue as FollowUpFellDue
from .events_pb2 import WorkItemClosed as WorkItemClosed
from .events_pb2 import WorkItemOpened as WorkItemOpened
