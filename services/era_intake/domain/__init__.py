"""The rules of intake: what a remittance says, whether it adds up, and whose claims it answers."""
