"""The command line: what billers, operators and programs can ask and do."""
