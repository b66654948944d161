"""The fixtures of cob_verification's tests."""

from cob_events import cob_configuration, desk

__all__ = ["cob_configuration", "desk"]
