"""The rules by which one payer's answer and the original claim become the next payer's claim."""
