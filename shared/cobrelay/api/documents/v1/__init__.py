"""Generated from proto/cobrelay/api/documents/v1/documents.proto by proto/generate.py. Do not edit."""

from .documents_pb2 import BuiltClaim as BuiltClaim
from .documents_pb2 import GetOriginalRequest as GetOriginalRequest
from .documents_pb2 import GetOriginalResponse as GetOriginalResponse
from .documents_pb2 import ListBuiltRequest as ListBuiltRequest
from .documents_pb2 import ListBuiltResponse as ListBuiltResponse
from .documents_pb2 import RebuildRequest as RebuildRequest
from .documents_pb2 import RebuildResponse as RebuildResponse
from .documents_pb2_grpc import DocumentsServiceServicer as DocumentsServiceServicer
from .documents_pb2_grpc import DocumentsServiceStub as DocumentsServiceStub
from .documents_pb2_grpc import add_DocumentsServiceServicer_to_server as add_DocumentsServiceServicer_to_server
