"""What each cause does: facts, timers and requests of people."""
