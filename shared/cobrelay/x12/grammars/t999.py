# ruff: noqa: E501 - a table, one segment a line
"""The 999, guide 005010X231A1: what is wrong with the syntax of a group.

Structure as the maps of pyx12 record it (NOTICE). A line is: segment and its qualifiers,
name, usage (R required, E expected, S situational), how often (0: any number), elements, codes.
"""

import re

from cobrelay.x12.grammars.dictionary import ELEMENTS
from cobrelay.x12.schema import Grammar, Loop, Table, Usage

use = Table(ELEMENTS).use

# fmt: off
GRAMMAR = Grammar(
    kind="999",
    functional_code="FA",
    version="005010X231A1",
    accepted_versions=re.compile(r"0050[0-9]{2}X231(A[0-9])?"),
    dictionary=ELEMENTS,
    root=Loop("", "transaction set", Usage.REQUIRED, 1, (
        use("ST", "set header", "R", 1, "RRR", {"1": "999", "3": "005010X231A1"}),
        use("AK1", "group", "R", 1, "RRR", {"1": "BE HB HC HI HN HP HR HS RA"}),
        Loop("2000", "set response", Usage.SITUATIONAL, 0, (
            use("AK2", "set", "R", 1, "RRS", {"1": "270 271 276 277 278 820 834 835 837"}),
            Loop("2100", "segment in error", Usage.SITUATIONAL, 0, (
                use("IK3", "segment in error", "R", 1, "RRSS", {"4": "1 2 3 4 5 6 7 8 I4 I6 I7 I8 I9"}),
                use("CTX", "context", "S", 10, "R(RS)SSSS(RSS)S(RS)"),
                Loop("2110", "element in error", Usage.SITUATIONAL, 0, (
                    use("IK4", "element in error", "S", 1, "R(RSS)SRS", {"3": "1 10 11 12 13 2 3 4 5 6 7 8 9 I10 I11 I12 I13 I6 I9"}),
                    use("CTX", "context", "S", 10, "R(RS)SSSS(RSS)S(RS)"),
                )),
            )),
            use("IK5", "set response", "R", 1, "RSSSSS", {"1": "A E M R W X", "2": "1 10 11 12 13 15 16 17 18 19 2 23 24 25 26 27 3 4 5 6 7 8 9 I5 I6", "3": "1 10 11 12 13 15 16 17 18 19 2 23 24 25 26 27 3 4 5 6 7 8 9 I5 I6", "4": "1 10 11 12 13 15 16 17 18 19 2 23 24 25 26 27 3 4 5 6 7 8 9 I5 I6", "5": "1 10 11 12 13 15 16 17 18 19 2 23 24 25 26 27 3 4 5 6 7 8 9 I5 I6", "6": "1 10 11 12 13 15 16 17 18 19 2 23 24 25 26 27 3 4 5 6 7 8 9 I5 I6"}),
        )),
        use("AK9", "group response", "R", 1, "RRRRSSSSS", {"1": "A E M P R W X", "5": "1 10 11 12 13 14 15 16 17 18 19 2 23 24 25 26 3 4 5 6", "6": "1 10 11 12 13 14 15 16 17 18 19 2 23 24 25 26 3 4 5 6", "7": "1 10 11 12 13 14 15 16 17 18 19 2 23 24 25 26 3 4 5 6", "8": "1 10 11 12 13 14 15 16 17 18 19 2 23 24 25 26 3 4 5 6", "9": "1 10 11 12 13 14 15 16 17 18 19 2 23 24 25 26 3 4 5 6"}),
        use("SE", "set trailer", "R", 1, "RR"),
    )),
)
# fmt: on
