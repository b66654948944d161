"""Generated from proto/cobrelay/api/remittances/v1/remittances.proto by proto/generate.py. Do not edit."""

from .remittances_pb2 import GetRemittanceRequest as GetRemittanceRequest
from .remittances_pb2 import GetRemittanceResponse as GetRemittanceResponse
from .remittances_pb2 import LinkByHandRequest as LinkByHandRequest
from .remittances_pb2 import LinkByHandResponse as LinkByHandResponse
from .remittances_pb2 import ListAnswersRequest as ListAnswersRequest
from .remittances_pb2 import ListAnswersResponse as ListAnswersResponse
from .remittances_pb2 import ListQuarantinedRequest as ListQuarantinedRequest
from .remittances_pb2 import ListQuarantinedResponse as ListQuarantinedResponse
from .remittances_pb2 import ListRemittancesRequest as ListRemittancesRequest
from .remittances_pb2 import ListRemittancesResponse as ListRemittancesResponse
from .remittances_pb2 import ListUnmatchedRequest as ListUnmatchedRequest
from .remittances_pb2 import ListUnmatchedResponse as ListUnmatchedResponse
from .remittances_pb2 import QuarantinedItem as QuarantinedItem
from .remittances_pb2 import RemittanceClaim as RemittanceClaim
from .remittances_pb2 import RemittanceSummary as RemittanceSummary
from .remittances_pb2_grpc import RemittancesServiceServicer as RemittancesServiceServicer
from .remittances_pb2_grpc import RemittancesServiceStub as RemittancesServiceStub
from .remittances_pb2_grpc import add_RemittancesServiceServicer_to_server as add_RemittancesServiceServicer_to_server
