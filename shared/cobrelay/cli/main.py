"""`cobrelay`: the table of commands, each loaded when it is used, and how failures are told."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from typer.core import TyperCommand, TyperGroup

from cobrelay.cli.failures import Explained, explain
from cobrelay.platform import current


@dataclass(frozen=True, slots=True)
class Entry:
    """One word after `cobrelay`: a function, or a Typer with words of its own."""

    target: str  # module:name below cobrelay.cli
    help: str


COMMANDS: Mapping[str, Entry] = {
    "demo": Entry("demo:demo", "Watch claims go through all services."),
    "up": Entry("platform:up", "Start Kafka, PostgreSQL and the services of this checkout."),
    "down": Entry("platform:down", "Stop them."),
    "status": Entry("platform:status", "Say what is running."),
    "claim": Entry("claim:app", "One claim: its story, its amounts, what to do next."),
    "claims": Entry("claims:app", "Find claims."),
    "coverage": Entry("coverage:app", "A patient's coverages: show them, state or correct one."),
    "crossover": Entry("crossover:app", "Claims that a payer forwarded: one did not arrive."),
    "work": Entry("work:app", "The work queue: what a person should look at first."),
    "ledger": Entry("ledger:app", "The ledger of a claim, as a biller reads it."),
    "remittance": Entry("remittance:app", "One payment and its proof."),
    "submissions": Entry("submissions:app", "What was sent, and what of it is uncertain."),
    "quarantine": Entry("quarantine:app", "Files and claims that could not be used, and why."),
    "parked": Entry("parked:app", "Events that could not be handled: list, release, discard."),
    "waiting": Entry("waiting:app", "Events that wait for a fact."),
    "flow": Entry("flow:flow", "How the pipeline is doing, live."),
    "x12": Entry("x12:app", "Show and check X12 files."),
    "codes": Entry("codes:app", "What codes mean, and when they are in force; newer lists."),
    "generate": Entry("generate:generate", "Write claims, coverages and remittances to try."),
    "run": Entry("run:run", "Run one service in this terminal."),
    "migrate": Entry("migrate:migrate", "Bring all schemas up to date."),
    "topics": Entry("topics:app", "The topics: list them, create what is missing."),
}


class Commands(TyperGroup):
    """Lists the table without loading anything; loads a command when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """In the order of the table: what a newcomer wants first."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        """Name and help only."""
        del ctx
        entry = COMMANDS.get(cmd_name)
        return TyperCommand(cmd_name, help=entry.help) if entry else None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The real command, when it is about to run."""
        name, found, rest = super().resolve_command(ctx, args)
        return name, _loaded(name) if name else found, rest


app = typer.Typer(
    cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


@app.callback()
def cobrelay() -> None:
    """Secondary billing, from a primary payer's remittance to the last cent of the balance."""
    if folder := os.environ.get("COBRELAY_CODES_DIR"):
        import_module("cobrelay.cli.codes").lay_over(Path(folder))


def main() -> None:
    """Runs a command; a failure is a sentence and a hint. Exit code 1 is a finding, 2 is usage."""
    current.adopt(os.environ)
    try:
        app()
    except Exception as failure:
        explained = explain(failure)
        if explained is None:
            raise
        _tell(explained)
        sys.exit(explained.exit_code)


def _loaded(name: str) -> Any:
    """A missing or broken module of one command must not take the others with it."""
    module, _, attribute = COMMANDS[name].target.partition(":")
    try:
        target = getattr(import_module(f"cobrelay.cli.{module}"), attribute)
    except (ImportError, AttributeError) as failure:
        raise Explained(
            f"`cobrelay {name}` can't be loaded: {failure}.",
            "Run `make setup`; if that doesn't help, this release lacks the command.",
        ) from failure
    if isinstance(target, typer.Typer):
        command = typer.main.get_group(target)
    else:
        command = _single(target, COMMANDS[name].help)
    command.name = name
    return command


def _single(function: Callable[..., Any], help_text: str) -> Any:
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    alone.command(help=function.__doc__ or help_text)(function)
    return typer.main.get_command(alone)


def _tell(explained: Explained) -> None:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(explained.sentence, style="bold red", markup=False)
    if explained.hint:
        console.print(explained.hint, markup=False)


if __name__ == "__main__":
    main()
