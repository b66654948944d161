"""Generated from proto/cobrelay/api/operations/v1/operations.proto by proto/generate.py. Do not edit."""

from .operations_pb2 import DiscardParkedRequest as DiscardParkedRequest
from .operations_pb2 import DiscardParkedResponse as DiscardParkedResponse
from .operations_pb2 import FileRecord as FileRecord
from .operations_pb2 import GetStatusRequest as GetStatusRequest
from .operations_pb2 import GetStatusResponse as GetStatusResponse
from .operations_pb2 import ListFilesRequest as ListFilesRequest
from .operations_pb2 import ListFilesResponse as ListFilesResponse
from .operations_pb2 import ListParkedRequest as ListParkedRequest
from .operations_pb2 import ListParkedResponse as ListParkedResponse
from .operations_pb2 import ListWaitingRequest as ListWaitingRequest
from .operations_pb2 import ListWaitingResponse as ListWaitingResponse
from .operations_pb2 import ParkedMessage as ParkedMessage
from .operations_pb2 import ReleaseParkedRequest as ReleaseParkedRequest
from .operations_pb2 import ReleaseParkedResponse as ReleaseParkedResponse
from .operations_pb2 import WaitingMessage as WaitingMessage
from .operations_pb2_grpc import OperationsServiceServicer as OperationsServiceServicer
from .operations_pb2_grpc import OperationsServiceStub as OperationsServiceStub
from .operations_pb2_grpc import add_OperationsServiceServicer_to_server as add_OperationsServiceServicer_to_server
