"""What each event, file and request brings about: one module per kind of cause."""
