"""A snapshot as JSON, for the topic ops.flow.v1 and for whoever asks over HTTP."""

import json
from typing import Any

from flow_monitor.domain.windows import Count, Snapshot


def as_json(snapshot: Snapshot) -> bytes:
    return json.dumps(as_dict(snapshot), separators=(",", ":")).encode()


def as_dict(snapshot: Snapshot) -> dict[str, Any]:
    """Amounts in cents, times in milliseconds."""
    return {
        "at_ms": snapshot.at_ms,
        "totals": {each.value: _count(count) for each, count in snapshot.totals.items()},
        "window": {each.value: _count(count) for each, count in snapshot.window.items()},
        "latencies": [
            {
                "from": each.start.value,
                "to": each.end.value,
                "claims": each.claims,
                "median_ms": each.median_ms,
                "p99_ms": each.p99_ms,
            }
            for each in snapshot.latencies
        ],
        "unfinished": snapshot.unfinished,
        "oldest_unfinished_ms": snapshot.oldest_unfinished_ms,
    }


def _count(count: Count) -> dict[str, int]:
    return {"events": count.events, "cents": count.cents}
