"""`cobrelay flow` on the snapshot that a monitor tells by HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cobrelay.cli import main

SNAPSHOT = {
    "totals": {
        "adjudicated": {"events": 1_200, "cents": 123_456_789},
        "submitted": {"events": 7, "cents": 5_000},
    },
    "window": {"adjudicated": {"events": 30, "cents": 9_900}},
    "latencies": [
        {
            "from": "adjudicated",
            "to": "submitted",
            "claims": 1_100,
            "median_ms": 250,
            "p99_ms": 1_900,
        }
    ],
    "unfinished": 3,
    "oldest_unfinished_ms": 61_500,
}


class Page(BaseHTTPRequestHandler):
    """/flow, and nothing else."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/flow" else 404)
        self.end_headers()
        self.wfile.write(json.dumps(SNAPSHOT).encode())

    def log_message(self, *_: Any) -> None:
        """Keeps quiet."""


@pytest.fixture
def monitor(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        monkeypatch.setenv("FLOW_MONITOR_HTTP_PORT", str(server.server_port))
        monkeypatch.setenv("COLUMNS", "120")
        yield
        server.shutdown()
        thread.join()


def run(*words: str) -> Result:
    return CliRunner().invoke(main.app, ["flow", *words])


def cells(output: str, row: str) -> list[str]:
    return next(line for line in output.splitlines() if line.strip().startswith(row)).split()


@pytest.mark.usefixtures("monitor")
@pytest.mark.parametrize("words", [["--once"], []], ids=["as told", "as there is no terminal"])
def test_flow_shows_events_dollars_and_latencies_once(words: list[str]) -> None:
    shown = run(*words)

    assert shown.exit_code == 0
    assert cells(shown.output, "adjudicated  ") == (
        ["adjudicated", "1,200", "1,234,567.89", "30", "99.00"]
    )
    assert cells(shown.output, "submitted") == ["submitted", "7", "50.00", "0", "0.00"]
    assert "1,100" in shown.output
    assert "3 unfinished, the oldest for 61 s" in shown.output


@pytest.mark.usefixtures("monitor")
def test_flow_is_told_to_programs_as_it_is() -> None:
    assert json.loads(run("--json").output) == SNAPSHOT
