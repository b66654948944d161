"""`cobrelay run SERVICE`: runs one service, found by its entry point, in this terminal."""

from importlib.metadata import EntryPoint, entry_points
from typing import Annotated, Any

import typer

SERVICES = "cobrelay.services"  # Service objects, which the engine runs
PROGRAMS = "cobrelay.programs"  # what runs itself: the flow monitor, the sandbox


def run(service: Annotated[str, typer.Argument(help="For example: era-intake")]) -> None:
    """Run one service in this terminal, until Ctrl-C."""
    found = known()
    if service not in found:
        raise typer.BadParameter(f"there is no {service}; known are {', '.join(found)}")
    start(found[service])


def known() -> dict[str, EntryPoint]:
    """Every service and program that is installed, by name."""
    points = [*entry_points(group=SERVICES), *entry_points(group=PROGRAMS)]
    return {point.name: point for point in points}


def services() -> list[str]:
    """The services that stand on the engine, and so have a schema."""
    return sorted(point.name for point in entry_points(group=SERVICES))


def start(point: EntryPoint) -> None:
    """Runs what an entry point names, until it ends."""
    loaded: Any = point.load()
    if point.group == PROGRAMS:
        loaded()
        return
    from cobrelay.messaging.run import run as run_service  # noqa: PLC0415  (programs need none)

    run_service(loaded)
