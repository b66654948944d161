"""Generated from proto/cobrelay/api/ledger/v1/ledger.proto by proto/generate.py. Do not edit."""

from .ledger_pb2 import AccountBalance as AccountBalance
from .ledger_pb2 import Entry as Entry
from .ledger_pb2 import GetClaimLedgerRequest as GetClaimLedgerRequest
from .ledger_pb2 import GetClaimLedgerResponse as GetClaimLedgerResponse
from .ledger_pb2 import GetPaymentRequest as GetPaymentRequest
from .ledger_pb2 import GetPaymentResponse as GetPaymentResponse
from .ledger_pb2 import GetTrialBalanceRequest as GetTrialBalanceRequest
from .ledger_pb2 import GetTrialBalanceResponse as GetTrialBalanceResponse
from .ledger_pb2 import ListPaymentsRequest as ListPaymentsRequest
from .ledger_pb2 import ListPaymentsResponse as ListPaymentsResponse
from .ledger_pb2 import Posting as Posting
from .ledger_pb2 import VerifyChainsRequest as VerifyChainsRequest
from .ledger_pb2 import VerifyChainsResponse as VerifyChainsResponse
from .ledger_pb2_grpc import LedgerServiceServicer as LedgerServiceServicer
from .ledger_pb2_grpc import LedgerServiceStub as LedgerServiceStub
from .ledger_pb2_grpc import add_LedgerServiceServicer_to_server as add_LedgerServiceServicer_to_server
