"""Generated from proto/cobrelay/contracts/common/v1/business.proto by proto/generate.py. Do not edit."""

from .business_pb2 import Address as Address
from .business_pb2 import Adjustment as Adjustment
from .business_pb2 import Coverage as Coverage
from .business_pb2 import DocumentFinding as DocumentFinding
from .business_pb2 import Party as Party
from .business_pb2 import PayerName as PayerName
from .business_pb2 import PaymentIdentity as PaymentIdentity
from .business_pb2 import Procedure as Procedure
from .business_pb2 import Provenance as Provenance
from .business_pb2 import RuleTrace as RuleTrace
