"""The payers behind the clearinghouse: what each pays, when, and on which remittance."""
