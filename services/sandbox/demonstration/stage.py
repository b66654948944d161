"""Everything that runs in a demo: the platform, the six services, the monitor, the far side."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from cobrelay.platform import environment
from cobrelay.platform.children import Process
from cobrelay.platform.installation import Installation, is_ready
from cobrelay.platform.ports import Ports
from cobrelay.platform.supervisor import Supervisor
from sandbox.clearinghouse.keys import Keys, prepared
from sandbox.demonstration.patience import patience
from sandbox.demonstration.plan import BusinessTime, Plan
from sandbox.settings import Mode

HOST = "127.0.0.1"
USER = "examplehs"
SANDBOX = "sandbox"


class Stage:
    """Starts everything in order. `business` is known once the services start."""

    def __init__(self, plan: Plan, supervisor: Supervisor) -> None:
        self.plan = plan
        self.supervisor = supervisor
        self.installation = Installation(plan.home, supervisor)
        self.business: BusinessTime = BusinessTime.from_now(plan)
        self._ports = Ports()
        self._sftp_port = self._ports.reserve()
        self.sandbox_port = self._ports.reserve()

    async def start_platform(self) -> None:
        """A clean Kafka and PostgreSQL, with schemas and topics."""
        await self.installation.start_platform()

    async def start_everybody(self) -> None:
        """Business time begins; then all processes start side by side."""
        self.business = BusinessTime.from_now(self.plan)
        keys = prepared(self.plan.clearinghouse / "keys", HOST, self._sftp_port)
        shared = {
            **self.business.environment,
            **patience(self.plan.scale),
            **self.plan.settings,
        }
        self.installation.settle({**shared, **self._of_gateway(keys)})
        monitor = self.installation.program(environment.MONITOR, "flow_monitor")
        async with asyncio.TaskGroup() as group:
            group.create_task(self.installation.start(self._sandbox()))
            group.create_task(self.installation.start(monitor))
            group.create_task(self.installation.start_services())

    async def stop(self) -> None:
        """Stops all processes, then gives back what they held."""
        await self.supervisor.stop_all()
        await self.installation.stop()
        self._ports.release()

    @property
    def flow_url(self) -> str:
        """The monitor's snapshot of the pipeline."""
        own = self.installation.environment.of(environment.MONITOR)
        return f"http://{HOST}:{own['FLOW_MONITOR_HTTP_PORT']}/flow"

    @property
    def counts_url(self) -> str:
        """What the far side says of itself."""
        return f"http://{HOST}:{self.sandbox_port}/counts"

    def inbox(self, service: str) -> Path:
        return environment.inbox(self.plan.home, service)

    @property
    def outgoing(self) -> Path:
        """Acknowledgments that the gateway has not fetched yet."""
        return self.plan.clearinghouse / "sftp" / USER / "outgoing"

    @property
    def uploads(self) -> Path:
        return self.plan.clearinghouse / "sftp" / USER / "upload"

    def _of_gateway(self, keys: Keys) -> dict[str, str]:
        values = {
            "DRIVER": "sftp",
            "SFTP_HOST": HOST,
            "SFTP_PORT": str(self._sftp_port),
            "SFTP_USERNAME": USER,
            "SFTP_CLIENT_KEY_PATH": str(keys.client),
            "SFTP_KNOWN_HOSTS_PATH": str(keys.known_hosts),
            "SFTP_OUTBOUND_PATH": "upload",
            "SFTP_INBOUND_PATH": "outgoing",
        }
        return {f"SUBMISSION_GATEWAY_{name}": value for name, value in values.items()}

    def _sandbox(self) -> Process:
        values = {
            "STATE_PATH": str(self.plan.clearinghouse),
            "SFTP_HOST": HOST,
            "SFTP_PORT": str(self._sftp_port),
            "HTTP_PORT": str(self.sandbox_port),
            "REMITTANCES_PATH": str(self.inbox("era-intake")),
            "MODE": Mode.FILES if self.plan.files else Mode.WORLD,
            **({} if self.plan.files else {"WORLD_PATH": str(self.plan.world)}),
        }
        settings = {f"SANDBOX_{name}": value for name, value in values.items()}
        process = self.installation.program(SANDBOX, "sandbox", settings=settings)
        url = f"http://{HOST}:{self.sandbox_port}/ready"
        return replace(process, ready=lambda: is_ready(url))
