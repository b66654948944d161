"""The environment of each service of a checkout: what it may know, and no other's password."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cobrelay.platform import roles
from cobrelay.platform.addresses import Addresses
from cobrelay.platform.ports import Ports

# Who reads files; the sorter puts what it finds in var/inbox into theirs.
READERS = ("era-intake", "claim-builder", "cob-verification", "submission-gateway")

MONITOR = "flow-monitor"  # reads headers only, and needs no database


@dataclass(frozen=True, slots=True)
class Environment:
    """What all share, what is a service's own, and what the command line needs."""

    shared: Mapping[str, str]
    own: Mapping[str, Mapping[str, str]]
    owner: Mapping[str, str]

    def of(self, service: str) -> dict[str, str]:
        """The whole environment of one process."""
        return {**self.shared, **self.own.get(service, {})}

    @property
    def of_operator(self) -> dict[str, str]:
        """For the command line: the addresses, and the owner's database URL."""
        ports = {
            name: value
            for own in self.own.values()
            for name, value in own.items()
            if name.endswith("_HTTP_PORT")
        }
        return {**self.shared, **ports, **self.owner}


def compose(home: Path, addresses: Addresses, ports: Ports) -> Environment:
    """Chooses ports; what must outlive a restart is kept in `home`."""
    own = _own(home, (*addresses.role_urls, MONITOR), ports)
    for service, url in addresses.role_urls.items():
        own[service][roles.variable(service)] = url
    return Environment(
        shared={
            "COBRELAY_KAFKA_BOOTSTRAP_SERVERS": addresses.bootstrap_servers,
            # A restarted service takes over its partitions at once instead of joining anew.
            "COBRELAY_INSTANCE": "1",
            "COBRELAY_STORE_PATH": str(home / "store"),
            "COBRELAY_CONFIG_PATH": str(_config_folder()),
            "COBRELAY_CLAIM_KEY_SECRET": _kept_secret(home / "claim-key.secret"),
            **_callers(own),
        },
        own=own,
        owner={"COBRELAY_DATABASE_URL": addresses.owner_url},
    )


def inbox(home: Path, service: str) -> Path:
    """Where a service takes its files from."""
    return home / "inboxes" / service


def prefix(service: str) -> str:
    """ERA_INTAKE for era-intake."""
    return service.upper().replace("-", "_")


def _config_folder() -> Path:
    return Path(os.environ.get("COBRELAY_CONFIG_PATH") or "deploy/config").resolve()


def _own(home: Path, services: tuple[str, ...], ports: Ports) -> dict[str, dict[str, str]]:
    own: dict[str, dict[str, str]] = {}
    for service in services:
        name = prefix(service)
        own[service] = {
            f"{name}_HTTP_PORT": str(ports.reserve()),
            f"{name}_GRPC_PORT": str(ports.reserve()),
        }
        if service in READERS:
            own[service][f"{name}_INBOX_PATH"] = str(inbox(home, service))
    return own


def _callers(own: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Whom everybody may ask, and where."""
    return {
        f"{prefix(service)}_GRPC_ADDRESS": f"127.0.0.1:{values[f'{prefix(service)}_GRPC_PORT']}"
        for service, values in own.items()
    }


def _kept_secret(path: Path) -> str:
    """Claims are found again by keys made with it: another one would lose them."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_text(encoding="ascii")
