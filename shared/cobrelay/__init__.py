"""cobrelay: what the services share. Mechanisms only, never policy."""
