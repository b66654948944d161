"""Generated package. Do not edit."""
