"""Generated from proto/cobrelay/api/coverages/v1/coverages.proto by proto/generate.py. Do not edit."""

from .coverages_pb2 import ListCoveragesRequest as ListCoveragesRequest
from .coverages_pb2 import ListCoveragesResponse as ListCoveragesResponse
from .coverages_pb2 import PutCoverageRequest as PutCoverageRequest
from .coverages_pb2 import PutCoverageResponse as PutCoverageResponse
from .coverages_pb2_grpc import CoveragesServiceServicer as CoveragesServiceServicer
from .coverages_pb2_grpc import CoveragesServiceStub as CoveragesServiceStub
from .coverages_pb2_grpc import add_CoveragesServiceServicer_to_server as add_CoveragesServiceServicer_to_server
