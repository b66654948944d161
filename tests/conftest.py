"""The fixtures that every test may ask for; what they do is in tests/support."""

from brokers import kafka_broker
from databases import postgres_server
from service_databases import database_templates, service_database

__all__ = ["database_templates", "kafka_broker", "postgres_server", "service_database"]
