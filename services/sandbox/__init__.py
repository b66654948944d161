"""A clearinghouse with payers behind it, and a generated world, for demos, tests and chaos.

Takes     837 files by SFTP; originals and forwarded claims of a generated world
Answers   TA1, 999, clearinghouse and payer 277CA by SFTP; later 835s in the remittance folder
Owns      a folder of journals: what arrived, what was answered, what was paid

It stands outside the system: it shares no X12 code, no arithmetic and no topic with the services,
so that an error of theirs cannot hide in it. Start at generating/stories.py (what happens to a
claim), payers/adjudicating.py (what a payer pays) and clearinghouse/receiving.py (what becomes of
an upload).
"""
