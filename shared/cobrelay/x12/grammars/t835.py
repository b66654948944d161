# ruff: noqa: E501 - a table, one segment a line
"""The 835, guide 005010X221A1: a payment and what it pays for.

Structure as the maps of pyx12 record it (NOTICE). A line is: segment and its qualifiers,
name, usage (R required, E expected, S situational), how often (0: any number), elements, codes.
"""

import re

from cobrelay.x12.grammars.dictionary import ELEMENTS
from cobrelay.x12.schema import Grammar, Loop, Table, Usage

use = Table(ELEMENTS).use

# fmt: off
GRAMMAR = Grammar(
    kind="835",
    functional_code="HP",
    version="005010X221A1",
    accepted_versions=re.compile(r"0050[0-9]{2}X221(A[0-9])?|004010X091(A1)?"),
    dictionary=ELEMENTS,
    root=Loop("", "transaction set", Usage.REQUIRED, 1, (
        use("ST", "set header", "R", 1, "RRN", {"1": "835"}),
        use("BPR", "payment", "R", 1, "RRRRSSSSSSSSSSSRNNNNN", {"1": "C D H I P U X", "3": "C D", "4": "ACH BOP CHK FWT NON", "5": "CCP CTX", "6": "01 04", "8": "DA", "12": "01 04", "14": "DA SG"}),
        use("TRN", "reassociation trace number", "R", 1, "RRRS", {"1": "1"}),
        use("CUR", "foreign currency", "S", 1, "RRNNNNNNNNNNNNNNNNNNN", {"1": "PR"}),
        use("REF:EV", "receiver id", "S", 1, "RRNN"),
        use("REF:F2", "version id", "S", 1, "RRNN"),
        use("DTM:405", "production date", "S", 1, "RRNNNN"),
        Loop("1000A", "payer", Usage.REQUIRED, 1, (
            use("N1:PR", "payer", "R", 1, "RRSSNN", {"3": "XV"}),
            use("N3", "address", "E", 1, "RS"),
            use("N4", "city, state, postal code", "E", 1, "RSSSNNS"),
            use("REF:2U EO HI NF", "additional payer id", "S", 4, "RRNN"),
            use("PER:CX", "payer business contact", "S", 1, "RSSSSSSSN", {"3": "EM FX TE", "5": "EM EX FX TE", "7": "EX"}),
            use("PER:BL", "payer technical contact", "E", 0, "RSSSSSSSN", {"3": "EM TE UR", "5": "EM EX FX TE UR", "7": "EM EX FX UR"}),
            use("PER:IC", "payer web site", "S", 1, "RNRRNNNNN", {"3": "UR"}),
        )),
        Loop("1000B", "payee", Usage.REQUIRED, 1, (
            use("N1:PE", "payee", "R", 1, "RRRRNN", {"3": "FI XV XX"}),
            use("N3", "address", "S", 1, "RS"),
            use("N4", "city, state, postal code", "S", 1, "RSSSNNS"),
            use("REF:0B D3 PQ TJ", "payee additional id", "S", 0, "RRNN"),
            use("RDM", "remittance delivery method", "S", 1, "RSSNN", {"1": "BM EM FT OL"}),
        )),
        Loop("2000", "group of claims", Usage.SITUATIONAL, 0, (
            use("LX", "number", "R", 1, "R"),
            use("TS3", "provider summary", "S", 1, "RRRRRNNNNNNNSNSNSSNSSSSS"),
            use("TS2", "provider supplemental summary", "S", 1, "SSSSSSSSSSSSSSSSSSS"),
            Loop("2100", "claim payment", Usage.REQUIRED, 0, (
                use("CLP", "claim payment", "R", 1, "RRRRSRRSSNSSSN", {"2": "1 19 2 20 21 22 23 25 3 4", "6": "12 13 14 15 16 17 AM CH DS HM LM MA MB MC OF TV VA WC ZZ"}),
                use("CAS", "adjustments", "S", 99, "RRRSSSSSSSSSSSSSSSS", {"1": "CO OA PI PR"}),
                use("NM1:QC", "patient", "E", 1, "RRSSSNSSSNNN", {"2": "1", "8": "34 HN II MI MR"}),
                use("NM1:IL", "insured", "S", 1, "RRSSSNSRRNNN", {"2": "1 2", "8": "FI II MI"}),
                use("NM1:74", "corrected patient/insured", "S", 1, "RRSSSNSSSNNN", {"2": "1 2", "8": "C"}),
                use("NM1:82", "service provider", "S", 1, "RRSSSNSRRNNN", {"2": "1 2", "8": "BD BS FI MC PC SL UP XX"}),
                use("NM1:TT", "crossover carrier", "S", 1, "RRRNNNNRRNNN", {"2": "2", "8": "AD FI NI PI PP XV"}),
                use("NM1:PR", "corrected priority payer", "S", 1, "RRRNNNNRRNNN", {"2": "2", "8": "AD FI NI PI PP XV"}),
                use("NM1:GB", "other subscriber", "S", 1, "RRSSSNSSSNNN", {"2": "1 2", "8": "FI II MI"}),
                use("MIA", "inpatient adjudication", "S", 1, "RSSSSSSSSSSSSSSSSSSSSSSS"),
                use("MOA", "outpatient adjudication", "S", 1, "SSSSSSSSS"),
                use("REF:1L 1W 28 6P 9A 9C BB CE EA F8 G1 G3 IG SY", "other claim related id", "S", 5, "RRNN"),
                use("REF:0B 1A 1B 1C 1D 1G 1H 1J D3 G2 LU", "rendering provider id", "S", 10, "RRNN"),
                use("DTM:232 233", "statement from or to date", "S", 2, "RRNNNN"),
                use("DTM:036", "coverage expiration date", "S", 1, "RRNNNN"),
                use("DTM:050", "claim received date", "S", 1, "RRNNNN"),
                use("PER:CX", "claim contact", "S", 2, "RSRRSSSSN", {"3": "EM FX TE", "5": "EM EX FX TE", "7": "EX"}),
                use("AMT:AU D8 DY F5 I NL T T2 ZK ZL ZM ZN ZO", "claim supplemental", "S", 13, "RRN"),
                use("QTY:CA CD LA LE NE NR OU PS VS ZK ZL ZM ZN ZO", "claim supplemental  quantity", "S", 14, "RRNN"),
                Loop("2110", "service payment", Usage.SITUATIONAL, 999, (
                    use("SVC", "service payment", "R", 1, "R(RRSSSSNN)RRSSS(RRSSSSSN)S", {"1-1": "AD ER HC HP IV N4 N6 NU UI WK", "6-1": "AD ER HC HP IV N4 NU WK"}),
                    use("DTM:150 151 472", "service date", "S", 2, "RRNNNN"),
                    use("CAS", "adjustments", "S", 99, "RRRSSSSSSSSSSSSSSSS", {"1": "CO OA PI PR"}),
                    use("REF:1S APC BB E9 G1 G3 LU RB", "service id", "S", 8, "RRNN"),
                    use("REF:6R", "line item control number", "S", 1, "RRNN"),
                    use("REF:0B 1A 1B 1C 1D 1G 1H 1J D3 G2 HPI SY TJ", "rendering provider", "S", 10, "RRNN"),
                    use("REF:0K", "healthcare policy id", "S", 5, "RRNN"),
                    use("AMT:B6 KH T T2 ZK ZL ZM ZN ZO", "service supplemental amount", "S", 9, "RRN"),
                    use("QTY:ZK ZL ZM ZN ZO", "service supplemental quantity", "S", 6, "RRNN"),
                    use("LQ:HE RX", "health care remark codes", "S", 99, "RR"),
                )),
            )),
        )),
        use("PLB", "provider adjustment", "S", 0, "RRR(RS)RS(RS)SS(RS)SS(RS)SS(RS)SS(RS)S", {"3-1": "50 51 72 90 AH AM AP B2 B3 BD BN C5 CR CS CT CV CW DM E3 FB FC GO HM IP IR IS J1 L3 L6 LE LS OA OB PI PL RA RE SL TL WO WU"}),
        use("SE", "set trailer", "R", 1, "RR"),
    )),
)
# fmt: on
