"""Shows how the pipeline is doing, window by window. Losing it loses nothing.

Consumes  every topic: headers only, never a value
Produces  ops.flow.v1   one JSON snapshot every few seconds
Owns      nothing durable
"""
