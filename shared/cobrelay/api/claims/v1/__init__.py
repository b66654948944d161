"""Generated from proto/cobrelay/api/claims/v1/claims.proto by proto/generate.py. Do not edit."""

from .claims_pb2 import ClaimSummary as ClaimSummary
from .claims_pb2 import CloseWorkRequest as CloseWorkRequest
from .claims_pb2 import CloseWorkResponse as CloseWorkResponse
from .claims_pb2 import GetClaimRequest as GetClaimRequest
from .claims_pb2 import GetClaimResponse as GetClaimResponse
from .claims_pb2 import ListClaimsRequest as ListClaimsRequest
from .claims_pb2 import ListClaimsResponse as ListClaimsResponse
from .claims_pb2 import ListWorkRequest as ListWorkRequest
from .claims_pb2 import ListWorkResponse as ListWorkResponse
from .claims_pb2 import Obligation as Obligation
from .claims_pb2 import SubmissionState as SubmissionState
from .claims_pb2 import TakeWorkRequest as TakeWorkRequest
from .claims_pb2 import TakeWorkResponse as TakeWorkResponse
from .claims_pb2 import TimelineEntry as TimelineEntry
from .claims_pb2 import WorkItem as WorkItem
from .claims_pb2_grpc import ClaimsServiceServicer as ClaimsServiceServicer
from .claims_pb2_grpc import ClaimsServiceStub as ClaimsServiceStub
from .claims_pb2_grpc import add_ClaimsServiceServicer_to_server as add_ClaimsServiceServicer_to_server
