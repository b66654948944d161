"""Bytes become items: blocks, segments, sets, claims; the fast path and the slow one."""
