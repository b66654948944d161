"""Generated from proto/cobrelay/api/submissions/v1/submissions.proto by proto/generate.py. Do not edit."""

from .submissions_pb2 import GetJournalRequest as GetJournalRequest
from .submissions_pb2 import GetJournalResponse as GetJournalResponse
from .submissions_pb2 import JournalEntry as JournalEntry
from .submissions_pb2 import ListSubmissionsRequest as ListSubmissionsRequest
from .submissions_pb2 import ListSubmissionsResponse as ListSubmissionsResponse
from .submissions_pb2 import ResolveRequest as ResolveRequest
from .submissions_pb2 import ResolveResponse as ResolveResponse
from .submissions_pb2 import SendAgainRequest as SendAgainRequest
from .submissions_pb2 import SendAgainResponse as SendAgainResponse
from .submissions_pb2 import Submission as Submission
from .submissions_pb2_grpc import SubmissionsServiceServicer as SubmissionsServiceServicer
from .submissions_pb2_grpc import SubmissionsServiceStub as SubmissionsServiceStub
from .submissions_pb2_grpc import add_SubmissionsServiceServicer_to_server as add_SubmissionsServiceServicer_to_server
