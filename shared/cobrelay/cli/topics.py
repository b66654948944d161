"""`cobrelay topics`: the topics of the registry, and the making of those that are missing."""

import asyncio
import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from cobrelay.messaging.topics import TOPICS, Topic
from cobrelay.settings import Platform, from_environment

app = typer.Typer(help="The topics: list them, create what is missing.")


@app.command("list")
def list_topics(
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """List the topics, who writes them, and what they carry."""
    rows = [_row(topic) for topic in TOPICS]
    if as_json:
        typer.echo(json.dumps(rows, indent=1))
        return
    table = Table("topic", "written by", "keyed by", "partitions", "events")
    for row in rows:
        events = "\n".join(row["events"])
        cells = (row["name"], row["owner"], row["keyed_by"], row["partitions"], events)
        table.add_row(*(str(cell) for cell in cells))
    Console().print(table)


@app.command()
def create() -> None:
    """Create the topics that the broker lacks; COBRELAY_KAFKA_BOOTSTRAP_SERVERS names it."""
    from cobrelay.messaging.admin import create_topics  # noqa: PLC0415  (listing needs no broker)

    platform = from_environment(Platform)
    made = asyncio.run(create_topics(platform.kafka_bootstrap_servers))
    typer.echo("\n".join(made) if made else "All topics are there.")


def _row(topic: Topic) -> dict[str, Any]:
    return {
        "name": topic.name,
        "owner": topic.owner,
        "keyed_by": topic.keyed_by,
        "partitions": topic.partitions,
        "events": [event.DESCRIPTOR.name for event in topic.events],
    }
