# ruff: noqa: E501 - a table, one segment a line
"""The 277CA, guide 005010X214: which claims were accepted for adjudication.

Structure as the maps of pyx12 record it (NOTICE). A line is: segment and its qualifiers,
name, usage (R required, E expected, S situational), how often (0: any number), elements, codes.
"""

import re

from cobrelay.x12.grammars.dictionary import ELEMENTS
from cobrelay.x12.schema import Grammar, Loop, Table, Usage

use = Table(ELEMENTS).use

# fmt: off
GRAMMAR = Grammar(
    kind="277",
    functional_code="HN",
    version="005010X214",
    accepted_versions=re.compile(r"0050[0-9]{2}X214(A[0-9])?"),
    dictionary=ELEMENTS,
    root=Loop("", "transaction set", Usage.REQUIRED, 1, (
        use("ST", "set header", "R", 1, "RRR", {"1": "277", "3": "005010X214"}),
        use("BHT", "hierarchical transaction", "R", 1, "RRRRRR", {"1": "0085", "2": "08", "6": "TH"}),
        Loop("2000A", "source", Usage.REQUIRED, 0, (
            use("HL:20", "hierarchical level", "R", 1, "RNRR", {"4": "1"}),
            Loop("2100A", "source", Usage.REQUIRED, 1, (
                use("NM1:AY PR", "source", "R", 1, "RRRNNNNRRNNN", {"2": "2", "8": "46 FI PI XV"}),
            )),
            Loop("2200A", "receipt", Usage.REQUIRED, 0, (
                use("TRN", "receipt", "R", 1, "RRNN", {"1": "1"}),
                use("DTP:050", "source receipt date", "R", 1, "RRR", {"2": "D8"}),
                use("DTP:009", "source process date", "R", 1, "RRR", {"2": "D8"}),
            )),
            Loop("2000B", "receiver", Usage.REQUIRED, 1, (
                use("HL:21", "hierarchical level", "R", 1, "RRRR", {"4": "0 1"}),
                Loop("2100B", "receiver", Usage.REQUIRED, 1, (
                    use("NM1:41", "receiver", "R", 1, "RRRSSNNRRNNN", {"2": "1 2", "8": "46"}),
                )),
                Loop("2200B", "receiver trace", Usage.REQUIRED, 1, (
                    use("TRN", "receiver trace", "R", 1, "RRNN", {"1": "2"}),
                    use("STC", "status", "E", 0, "R(RRSN)RRRNNNNNS(RRSN)S(RRSN)N", {"1-3": "36 40 41 AY PR", "3": "U WQ"}),
                    use("QTY:90", "total accepted quantity", "S", 1, "RRNN"),
                    use("QTY:AA", "total rejected quantity", "S", 1, "RRNN"),
                    use("AMT:YU", "total accepted amount", "S", 1, "RRN"),
                    use("AMT:YY", "total rejected amount", "S", 1, "RRN"),
                )),
                Loop("2000C", "billing provider", Usage.REQUIRED, 0, (
                    use("HL:19", "hierarchical level", "R", 1, "RRRR", {"4": "1"}),
                    Loop("2100C", "billing provider", Usage.REQUIRED, 0, (
                        use("NM1:85", "billing provider", "R", 1, "RRRSSSSRRNN", {"2": "1 2", "8": "FI SV XX"}),
                    )),
                    Loop("2200C", "provider trace", Usage.REQUIRED, 1, (
                        use("TRN", "provider trace", "R", 1, "RRNN", {"1": "1"}),
                        use("STC", "status", "S", 0, "R(RRSN)NRRNNNNNS(RRSN)S(RRSN)N", {"1-3": "36 40 41 77 82 85 87 AY PR", "3": "U WQ"}),
                        use("REF:0B 1G G2 LU SY TJ", "provider secondary id", "S", 1, "RRNN"),
                        use("QTY:QA", "total accepted quantity", "S", 1, "RRNN"),
                        use("QTY:QC", "total rejected quantity", "S", 1, "RRNN"),
                        use("AMT:YU", "total accepted amount", "S", 1, "RRN"),
                        use("AMT:YY", "total rejected amount", "S", 1, "RRN"),
                    )),
                    Loop("2000D", "patient", Usage.REQUIRED, 0, (
                        use("HL:PT", "hierarchical level", "R", 1, "RRRN"),
                        Loop("2100D", "patient", Usage.REQUIRED, 1, (
                            use("NM1:QC", "patient", "E", 1, "RRRSSSSRRNN", {"2": "1", "8": "II MI"}),
                        )),
                        Loop("2200D", "claim status tracking number", Usage.SITUATIONAL, 0, (
                            use("TRN", "claim status tracking number", "R", 1, "RRNN", {"1": "2"}),
                            use("STC", "status", "R", 0, "R(RRSN)RRRNNNNNS(RRS)S(RRS)S", {"1-3": "03 1P 1Z 40 41 71 72 73 77 82 85 87 DK DN DQ FA GB HK IL LI MSC PR PRP QB QC QD SEP TL TTP TU", "3": "U WQ"}),
                            use("REF:1K", "payer claim control number", "S", 1, "RRNN"),
                            use("REF:D9", "clearinghouse claim number", "S", 1, "RRNN"),
                            use("REF:BLT", "institutional bill type id", "S", 1, "RRNN"),
                            use("DTP:472", "claim level service date", "R", 1, "RRR", {"2": "D8 RD8"}),
                            Loop("2220D", "service line", Usage.SITUATIONAL, 0, (
                                use("SVC", "service payment", "R", 1, "R(RRSSSSN)RNSNNS", {"1-1": "AD ER HC HP IV NU NU WK"}),
                                use("STC", "status", "R", 1, "R(RRS)RRNNNNNNS(RRS)S(RRS)N", {"1-3": "03 1P 1Z 40 41 71 72 73 77 82 85 87 DK DN DQ FA GB HK IL LI MSC PR PRP QB QC QD SEP TL TTP TU", "3": "U"}),
                                use("REF:FJ", "service line item id", "S", 1, "RRNN"),
                                use("REF:XZ", "pharmacy prescription number", "S", 1, "RRNN"),
                                use("DTP:472", "service line date", "S", 1, "RRR", {"2": "D8 RD8"}),
                            )),
                        )),
                    )),
                )),
            )),
        )),
        use("SE", "set trailer", "R", 1, "RR"),
    )),
)
# fmt: on
