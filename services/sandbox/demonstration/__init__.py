"""The demo: brings the relay up, feeds it a world or one's own files, tells what came of it."""

from sandbox.demonstration.plan import Plan
from sandbox.demonstration.program import demonstrate

__all__ = ["Plan", "demonstrate"]
