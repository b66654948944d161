"""Where remittances come from."""
