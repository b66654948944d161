"""When something is due, and that it fires once."""
