"""The fixtures that every test may ask for; what they do is in tests/support."""

from brokers import kafka_broker
from databases import postgres_server

__all__ = ["kafka_broker", "postgres_server"]
