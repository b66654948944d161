"""Where Kafka and PostgreSQL answer, in the words of the environment that services read."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Addresses:
    """`database_url` is that of an owner who may create roles and schemas."""

    kafka_bootstrap_servers: str
    database_url: str = field(repr=False)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "COBRELAY_KAFKA_BOOTSTRAP_SERVERS": self.kafka_bootstrap_servers,
            "COBRELAY_DATABASE_URL": self.database_url,
        }
