"""The fixtures of the builder's tests."""

from building import running_builder

__all__ = ["running_builder"]
