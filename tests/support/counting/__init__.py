"""A service for the engine's tests: it counts adjudications, so that one counted twice shows."""
