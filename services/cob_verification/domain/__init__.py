"""The rules of coordination of benefits: pure functions, each with a reason code."""
