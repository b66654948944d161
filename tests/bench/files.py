"""The files that all readers of the comparison read: synthetic, balanced, the same for each seed.

A claim of an 835 has 26 segments and 570 bytes on average: one to six lines, several adjustments
a line. What is charged and allowed follows a schedule of 400 procedures, days are those of five
months, and a quarter of the lines has a deductible like no other, so that amounts recur about as in
a real remittance; names, control numbers and line ids do not. One claim in three of an 837P has
one to three other payers.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

CLAIMS_PER_SET = 10_000
LINE_WEIGHTS = (22, 26, 22, 14, 9, 7)  # one to six lines, 2.9 on average
STATUSES = ("1", "2", "4", "19", "22")
STATUS_WEIGHTS = (70, 10, 8, 6, 6)
PROCEDURES = ("99213", "99214", "93000", "36415", "80053", "71046", "97110:GP", "J1885", "87086")
REMARKS = ("N130", "M15", "N702", "MA01", "N19")
CHARGES_CENTS = (4_500, 7_904, 12_000, 15_050, 18_275, 22_000, 31_725)
NPI = "1234567893"
SCHEDULE = tuple(  # a procedure, what is charged for one unit of it (cents), how much is allowed
    (f"{10_000 + 211 * n}{'' if n % 9 else ':25'}", 1_500 + n * n * 37 % 47_000, n % 60 + 35)
    for n in range(400)
)
MONTHS = tuple(f"{day:%Y%m%d}" for day in map(date.fromordinal, range(739_500, 739_650)))
DAYS = tuple(f"202601{day:02d}" for day in range(2, 30))
ISA = "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PROVIDER       *260302*0900*^*00501*"


def write_remittances(path: Path, claims: int, *, seed: int = 7, sizes: int = 0) -> None:
    """One interchange of 835s with this many claims, or of at least `sizes` bytes."""
    random = Random(seed)
    with path.open("w", encoding="ascii", newline="") as file:
        file.write(f"{ISA}000000001*0*T*:~GS*HP*PAYER*PROVIDER*20260302*0900*1*X*005010X221A1~")
        done, sets = 0, 0
        while done < claims or file.tell() < sizes:
            sets += 1
            wanted = CLAIMS_PER_SET if sizes else min(CLAIMS_PER_SET, claims - done)
            file.writelines(_remittance(random, sets, done, wanted))
            done += wanted
        file.write(f"GE*{sets}*1~IEA*1*000000001~")


def _remittance(random: Random, number: int, before: int, wanted: int) -> Iterator[str]:
    made = [_claim_payment(random, before + n) for n in range(wanted)]
    paid = sum(cents for _, cents in made) - 500 + 125
    body = [
        f"ST*835*{number:04d}",
        f"BPR*I*{dollars(paid)}*C*ACH*CCP*01*021000021*DA*123456*1512345678**01*021000089"
        "*DA*987654*20260302",
        f"TRN*1*EFT{number:06d}*1512345678",
        "DTM*405*20260301",
        "N1*PR*EXAMPLE HEALTH PLAN",
        "N3*100 MAIN STREET",
        "N4*ALBANY*NY*12207",
        "PER*BL*SUPPORT*TE*8005550100",
        f"N1*PE*EXAMPLE CLINIC*XX*{NPI}",
        "REF*TJ*123456789",
        "LX*1",
    ]
    yield "~".join(body) + "~"
    count = len(body)
    for segments, _ in made:
        count += len(segments)
        yield "~".join(segments) + "~"
    yield f"PLB*{NPI}*20261231*WO:EFT{number:06d}A*5*L6:EFT{number:06d}B*-1.25~"
    yield f"SE*{count + 2}*{number:04d}~"


def _claim_payment(random: Random, number: int) -> tuple[list[str], int]:
    """The segments of a claim payment that balances, and CLP04 (cents)."""
    status = random.choices(STATUSES, STATUS_WEIGHTS)[0]
    sign = -1 if status == "22" else 1
    lines = [
        _service_line(random, number, line, sign)
        for line in range(1, random.choices((1, 2, 3, 4, 5, 6), LINE_WEIGHTS)[0] + 1)
    ]
    charge = sum(line[1] for line in lines)
    own = sign * random.choice((0, 0, 0, 0, 500))
    paid = sum(line[2] for line in lines) - own
    owed = sum(line[3] for line in lines)
    owes = "" if status == "22" or not owed else dollars(owed)
    segments = [
        f"CLP*PCN{number:09d}*{status}*{dollars(charge)}*{dollars(paid)}*{owes}*12"
        f"*ICN{number * 7919 % 10**11:011d}*11*1"
    ]
    if own:
        segments.append(f"CAS*CO*131*{dollars(own)}")
    segments.append(f"NM1*QC*1*{_name(random)}*{_name(random)}****MI*W{number * 31 % 10**9:09d}")
    if random.random() < 0.3:
        segments.append(f"NM1*IL*1*{_name(random)}*{_name(random)}****MI*W{number:09d}")
    segments.append(f"NM1*82*1*{_name(random)}*{_name(random)}****XX*{NPI}")
    if status == "19":
        segments.append("NM1*TT*2*SUPPLEMENT PLAN*****PI*SUPP1")
    day = random.choice(MONTHS)
    segments.append(f"MOA***{'MA18' if status == '19' else random.choice(REMARKS)}")
    segments.append(f"REF*EA*MRN{number * 17 % 10**8:08d}")
    segments += [f"DTM*232*{day}", f"DTM*233*{day}", "DTM*050*20260205"]
    segments.append(f"AMT*AU*{dollars(abs(charge))}")
    for line in lines:
        segments += line[0]
    return segments, paid


def _service_line(
    random: Random, number: int, line: int, sign: int
) -> tuple[list[str], int, int, int]:
    """Segments, charge, payment and PR of a service line (cents)."""
    procedure, price, percent = random.choice(SCHEDULE)
    units = random.choice((1, 1, 1, 2))
    charge = sign * price * units
    allowed = charge * percent // 100
    contractual = charge - allowed
    rest = random.choice((0, 0, 0, random.randrange(500, 12_000)))
    deductible = sign * min(rest, abs(allowed))
    coinsurance = (allowed - deductible) * random.choice((0, 10, 20)) // 100
    copay = sign * random.choice((0, 0, 0, 1_500))
    sequestration = random.choice((0, 0, allowed * 2 // 100))
    paid = allowed - deductible - coinsurance - copay - sequestration
    triplets = [
        f"*{reason}*{dollars(amount)}"
        for reason, amount in (("1", deductible), ("2", coinsurance), ("3", copay))
        if amount
    ]
    # A second and a third triplet stand behind an empty quantity.
    owed = "*".join(triplets)
    more = f"**253*{dollars(sequestration)}" if sequestration else ""
    segments = [
        f"SVC*HC:{procedure}*{dollars(charge)}*{dollars(paid)}**{units}",
        f"DTM*472*{random.choice(MONTHS)}",
        f"CAS*CO*45*{dollars(contractual)}{more}",
    ]
    if owed:
        segments.append(f"CAS*PR{owed}")
    segments.append(f"REF*6R*{number:09d}L{line}")
    segments.append(f"AMT*B6*{dollars(abs(allowed))}")
    if random.random() < 0.2:
        segments.append(f"LQ*HE*{random.choice(REMARKS)}")
    return segments, charge, paid, deductible + coinsurance + copay


def write_claims(path: Path, claims: int, *, seed: int = 7) -> None:
    """One interchange of one 837P with this many claims, a third of them with other payers."""
    random = Random(seed)
    head = (
        f"{ISA}000000002*0*T*:~GS*HC*PROVIDER*PAYER*20260302*0900*2*X*005010X222A1~"
        "ST*837*0001*005010X222A1~BHT*0019*00*BATCH1*20260302*0900*CH~"
        "NM1*41*2*EXAMPLE CLINIC*****46*PROVIDER~PER*IC*BILLING*TE*8005550101~"
        "NM1*40*2*EXAMPLE HEALTH PLAN*****46*PAYER~"
        f"HL*1**20*1~NM1*85*2*EXAMPLE CLINIC*****XX*{NPI}~N3*200 MAIN STREET~"
        "N4*ALBANY*NY*122070001~REF*EI*123456789~"
    )
    made = [_claim(random, number) for number in range(claims)]
    count = head.count("~") - 2 + sum(len(segments) for segments in made) + 1
    with path.open("w", encoding="ascii", newline="") as file:
        file.write(head)
        file.writelines("~".join(segments) + "~" for segments in made)
        file.write(f"SE*{count}*0001~GE*1*2~IEA*1*000000002~")


def _claim(random: Random, number: int) -> list[str]:
    charges = [
        random.choice(CHARGES_CENTS) for _ in range(random.choices(range(1, 7), LINE_WEIGHTS)[0])
    ]
    others = random.choice((1, 1, 2, 3)) if random.random() < 0.35 else 0
    answers = [_answers(random, charges, other) for other in range(others)]
    day = random.choice(DAYS)
    segments = [
        f"HL*{number + 2}*1*22*0",
        f"SBR*{'PSTA'[others]}*18*******{'CI' if others else 'MB'}",
        f"NM1*IL*1*{_name(random)}*{_name(random)}****MI*W{number:09d}",
        f"N3*{random.randrange(1, 999)} ELM STREET",
        "N4*ALBANY*NY*12207",
        f"DMG*D8*19{random.randrange(30, 99)}0612*{random.choice('FM')}",
        "NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*PAYER",
        f"CLM*PCN{number:09d}*{dollars(sum(charges))}***11:B:1*Y*A*Y*Y",
        "HI*ABK:E119*ABF:I10",
        f"NM1*82*1*{_name(random)}*{_name(random)}****XX*{NPI}",
        "PRV*PE*PXC*207Q00000X",
    ]
    for other, lines in enumerate(answers):
        paid = sum(line[0] for line in lines)
        segments += [
            f"SBR*{'PST'[other]}*18*******{'MB' if other == 0 else 'CI'}",
            f"AMT*D*{dollars(paid)}",
            "OI***Y***Y",
            f"NM1*IL*1*{_name(random)}*{_name(random)}****MI*X{number:09d}",
            f"NM1*PR*2*OTHER PLAN {other}*****PI*OTHER{other}",
        ]
    for at, charge in enumerate(charges):
        segments += [
            f"LX*{at + 1}",
            f"SV1*HC:{random.choice(PROCEDURES)}*{dollars(charge)}*UN*1***1",
            f"DTP*472*D8*{day}",
            f"REF*6R*{number:09d}L{at + 1}",
        ]
        for other, lines in enumerate(answers):
            paid, adjustments = lines[at]
            segments.append(f"SVD*OTHER{other}*{dollars(paid)}*HC:99213**1")
            segments += [
                f"CAS*{group}*{code}*{dollars(cents)}" for group, code, cents in adjustments
            ]
            segments.append("DTP*573*D8*20260205")
    return segments


def _answers(
    random: Random, charges: list[int], other: int
) -> list[tuple[int, list[tuple[str, str, int]]]]:
    """What one other payer paid and adjusted on each line (cents): payment and CAS."""
    found = []
    for charge in charges:
        contractual = charge * random.choice((20, 25, 35)) // 100
        paid = (charge - contractual) * random.choice((50, 80)) // 100 // (other + 1)
        rest = charge - contractual - paid
        found.append((paid, [("CO", "45", contractual), ("PR", "2", rest)]))
    return found


def _name(random: Random) -> str:
    return "".join(random.choices("ABCDEFGHIKLMNORSTUV", k=random.randrange(4, 10)))


def dollars(cents: int) -> str:
    """Cents as X12 writes them: no trailing zeros, a sign only when negative."""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole}" if not rest else f"{sign}{whole}.{rest:02d}".rstrip("0")
