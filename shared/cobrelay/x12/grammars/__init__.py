"""The grammars of the sets that we know: data only, one module a set."""
