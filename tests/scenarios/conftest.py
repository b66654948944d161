"""The fixtures of the scenarios."""

from stories import stories, storyteller

__all__ = ["stories", "storyteller"]
