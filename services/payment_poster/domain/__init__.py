"""The ledger's rules: pure functions from facts to entries that balance."""
