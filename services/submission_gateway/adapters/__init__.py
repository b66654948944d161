"""How claims leave and acknowledgments come in."""
