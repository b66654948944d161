"""What is said of a segment, a claim or a set: rules, elements, sums, numbers and dates."""
