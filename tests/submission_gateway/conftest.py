"""The fixtures of the gateway's tests."""

from gateway import running_gateway

__all__ = ["running_gateway"]
