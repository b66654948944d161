"""What the service does about each cause, one module per kind of cause."""
