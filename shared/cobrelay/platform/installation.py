"""All that runs in one checkout: the platform, then schemas and topics, then the services."""

import asyncio
import shutil
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from importlib.metadata import entry_points
from pathlib import Path

from cobrelay.database.migrate import migrate, migrations_of
from cobrelay.messaging.admin import create_topics
from cobrelay.platform import choice, environment, postgres, roles, supervisor
from cobrelay.platform.addresses import Addresses
from cobrelay.platform.children import Process
from cobrelay.platform.environment import Environment
from cobrelay.platform.ports import Ports
from cobrelay.platform.supervisor import Supervisor

SERVICES_GROUP = "cobrelay.services"


def services() -> tuple[str, ...]:
    """Every installed service that stands on the engine."""
    return tuple(sorted(point.name for point in entry_points(group=SERVICES_GROUP)))


class Installation:
    """Starts everything under a supervisor, in order; `settings` are added to each environment
    (COBRELAY_CLOCK, SUBMISSION_GATEWAY_DRIVER, …)."""

    def __init__(
        self, home: Path, processes: Supervisor, settings: Mapping[str, str] | None = None
    ) -> None:
        self.home = home
        self._supervisor = processes
        self._settings = dict(settings or {})
        self._ports = Ports()
        self._platform = choice.platform(home)
        self._environment: Environment | None = None

    @property
    def environment(self) -> Environment:
        """Known once the platform has started."""
        if self._environment is None:
            raise RuntimeError("the platform has not been started")
        return self._environment

    def settle(self, settings: Mapping[str, str]) -> None:
        """Adds settings that are known only when the services are about to start."""
        self._settings.update(settings)

    def forget(self) -> None:
        """Deletes all data of an earlier run in `home`; call it before anything has started."""
        postgres.remove(self.home)
        for path in self.home.iterdir():
            if path.name not in supervisor.FILES:
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    async def start_platform(self) -> None:
        """Kafka, PostgreSQL, all schemas and roles, all topics."""
        async with asyncio.TaskGroup() as group:
            broker = group.create_task(self._start_broker())
            database = group.create_task(self._start_database())
        addresses = Addresses(broker.result(), *database.result())
        self._environment = environment.compose(self.home, addresses, self._ports)

    async def start_services(self) -> None:
        """All services at once; returns when each of them is ready."""
        async with asyncio.TaskGroup() as group:
            for process in self.processes(services()):
                group.create_task(self._supervisor.start(process))

    async def start(self, process: Process) -> None:
        """One more process beside the services: a sandbox, the flow monitor, a sorter."""
        await self._supervisor.start(process)

    async def stop(self) -> None:
        """What the supervisor does not stop: containers, and the hold on the ports."""
        await self._platform.stop()
        self._ports.release()

    def processes(self, names: Iterable[str]) -> list[Process]:
        """The table of the services."""
        return [self._service(name) for name in names]

    def program(
        self, name: str, *arguments: str, settings: Mapping[str, str] | None = None
    ) -> Process:
        """A process that is no service: `python -m` a module of ours."""
        return Process(
            name=name,
            command=(sys.executable, "-m", *arguments),
            environment={**self.environment.of(name), **self._settings, **(settings or {})},
            log=self.home / "logs" / f"{name}.log",
        )

    def _service(self, name: str) -> Process:
        own = self.environment.of(name)
        port = own[f"{environment.prefix(name)}_HTTP_PORT"]
        return Process(
            name=name,
            command=(sys.executable, "-m", roles.schema(name)),
            environment={**own, **self._settings},
            log=self.home / "logs" / f"{name}.log",
            ready=lambda: is_ready(f"http://127.0.0.1:{port}/readyz"),
        )

    async def _start_broker(self) -> str:
        bootstrap_servers = await self._platform.start_broker(self._supervisor)
        await create_topics(bootstrap_servers, services())
        return bootstrap_servers

    async def _start_database(self) -> tuple[str, dict[str, str]]:
        url = await self._platform.start_database(self._supervisor)
        role_urls = roles.urls(url, services())
        packages = [roles.schema(name) for name in services()]
        found = [migrations_of(package, package) for package in packages]
        await migrate(url, found, roles.passwords(role_urls))
        return url, role_urls


def is_ready(url: str) -> bool:
    """Whether a health endpoint answers 200."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  (our own http URL)
            return bool(answer.status == 200)
    except OSError:
        return False
