"""What each cause does: one module per kind of cause."""
