"""What the poster does with each fact: claims' pages, provider adjustments, proofs."""
