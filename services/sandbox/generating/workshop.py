"""Makes the people, coverages and claims of a generated world, the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sandbox.claims import SELF, Answer, Claim, Coverage, Line, Person
from sandbox.payers.adjudicating import Terms
from sandbox.roster import PROVIDERS, Benefit, Payer

# Reserved names and numbers: wherever one of these turns up outside the records of a claim
# (a log, a metric, a public topic), something of a patient has leaked.
CANARY_SURNAME = "ZQXCANARY"
CANARY_MEMBER = "ZQM"
CANARY_CONTROL = "ZQ"

DAYS_BEFORE_REMITTANCE = (20, 45)  # of the service
FIRST_NAMES = ("ADA", "BRUNO", "CLARA", "DORIS", "EMIL", "FRIDA", "GRETA", "HUGO", "IDA", "JONAS")
STREETS = ("1 CANARY WAY", "22 SAMPLE ST", "333 SPECIMEN AVE", "4 EXAMPLE CT")
CITIES = (("SPRINGFIELD", "IL", "62701"), ("DECATUR", "IL", "62521"), ("PEORIA", "IL", "61602"))
DIAGNOSES = ("I10", "E119", "M545", "J069", "K219", "N390")
PROCEDURES = (  # code and usual charge in cents
    ("99213", 15000),
    ("99213:25", 15400),
    ("99214:25", 22500),
    ("99203", 18000),
    ("93000", 9500),
    ("71046:26", 7600),
    ("36415", 4200),
    ("80053", 11800),
    ("71046", 13600),
    ("20610", 24900),
    ("J3301", 4800),
    ("90471", 6100),
)
ZERO_FILLED = 17  # characters of a control number that every payer keeps
LINES_WEIGHTED = (1, 2, 2, 3, 3, 4, 5, 6)
BORN_BEFORE_MEDICARE = date(1950, 1, 1)
BORN_ADULT = date(1975, 1, 1)
BORN_CHILD = date(2012, 1, 1)
SPOUSE, CHILD = "01", "19"


def letters(number: int) -> str:
    """A number in letters, for names that must differ: 0 is AAAA, 27 is AABB; four at least."""
    text = ""
    while number or len(text) < 4:
        number, digit = divmod(number, 26)
        text = chr(ord("A") + digit) + text
    return text


@dataclass(slots=True)
class Workshop:
    """Draws what a story needs. `as_of` is the primary payers' payment date (BPR16)."""

    rng: random.Random
    as_of: date
    prefix: str
    made: int = 0

    def claim(self, payers: Sequence[Payer]) -> Claim:
        """A claim of a new patient who is covered by these payers, in this order."""
        self.made += 1
        on = self.as_of - timedelta(days=self.rng.randint(*DAYS_BEFORE_REMITTANCE))
        patient, relationships = self._patient(payers)
        coverages = tuple(
            self._coverage(payer, patient, relationship)
            for payer, relationship in zip(payers, relationships, strict=True)
        )
        return Claim(
            control_number=f"{CANARY_CONTROL}{self.prefix}{self.made:07d}",
            provider=PROVIDERS[self.rng.randrange(len(PROVIDERS))],
            patient=patient,
            lines=self._lines(on),
            diagnosis=self.rng.choice(DIAGNOSES),
            coverages=coverages,
            **self._evidence(),
        )

    def _evidence(self) -> dict[str, bool]:
        """Where the other coverages are known from: mostly the feed, sometimes the claim alone."""
        drawn = self.rng.random()
        return {"in_feed": drawn > 0.15, "states_others": drawn < 0.6}

    def habitual(self, claim: Claim, answer: Answer) -> Answer:
        """As payers write answers: some fill CLP01 up with zeros, some leave REF*6R out."""
        drawn = self.rng.random()
        if drawn < 0.1:
            return replace(answer, control_number=claim.control_number.rjust(ZERO_FILLED, "0"))
        return replace(answer, echoes_lines=drawn < 0.8)

    def payer_claim_number(self) -> str:
        """CLP07."""
        return f"ICN{self.prefix}{self.rng.randrange(10**9):09d}"

    def medicare_terms(self) -> Terms:
        return Terms(
            allowed_permille=self.rng.randint(380, 650),
            deductible_permille=self.rng.choice((0, 0, 0, 250)),
            coinsurance_permille=200,
            sequestered=True,
        )

    def commercial_terms(self) -> Terms:
        """Most of the allowed amount is the patient's: a deductible year that has just begun."""
        return Terms(
            allowed_permille=self.rng.randint(700, 850),
            deductible_permille=self.rng.randint(600, 750),
            coinsurance_permille=200,
            copay=2500,
        )

    def generous_terms(self) -> Terms:
        """Everything allowed is paid."""
        return Terms(allowed_permille=self.rng.choice((700, 850, 1000)))

    def _patient(self, payers: Sequence[Payer]) -> tuple[Person, list[str]]:
        """A patient and the relationship to each subscriber; public plans insure in person."""
        if any(payer.benefit is Benefit.MEDICARE for payer in payers):
            return self._person(BORN_BEFORE_MEDICARE), [SELF] * len(payers)
        family = self.rng.choice(
            ((SELF, SPOUSE, SPOUSE), (SELF, SELF, SELF), (CHILD, CHILD, CHILD))
        )
        relationships = [
            SELF if payer.benefit is Benefit.LESSER_OF else family[place]
            for place, payer in enumerate(payers)
        ]
        return self._person(BORN_CHILD if family[0] == CHILD else BORN_ADULT), relationships

    def _coverage(self, payer: Payer, patient: Person, relationship: str) -> Coverage:
        subscriber = patient if relationship == SELF else self._relative(patient)
        return Coverage(
            payer=payer,
            member_id=f"{CANARY_MEMBER}{self.rng.randrange(10**9):09d}",
            group_number=""
            if payer.benefit in _WITHOUT_GROUP
            else f"G{self.rng.randrange(9000):04d}",
            subscriber=subscriber,
            relationship=relationship,
            effective_on=date(self.as_of.year - 2, 1, 1),
        )

    def _person(self, born_after: date) -> Person:
        city, state, zip_code = self.rng.choice(CITIES)
        return Person(
            last=f"{CANARY_SURNAME}{letters(self.made)}",
            first=self.rng.choice(FIRST_NAMES),
            born=born_after + timedelta(days=self.rng.randrange(3000)),
            sex=self.rng.choice(("F", "M")),
            street=self.rng.choice(STREETS),
            city=city,
            state=state,
            zip=zip_code,
        )

    def _relative(self, patient: Person) -> Person:
        born = BORN_ADULT + timedelta(days=self.rng.randrange(3000))
        first = self.rng.choice([name for name in FIRST_NAMES if name != patient.first])
        return replace(patient, first=first, born=born, sex=self.rng.choice(("F", "M")))

    def _units(self, code: str) -> int:
        """Drugs come in several units."""
        return self.rng.randint(1, 6) if code.startswith("J") else 1

    def _lines(self, on: date) -> tuple[Line, ...]:
        drawn = self.rng.sample(PROCEDURES, self.rng.choice(LINES_WEIGHTED))
        return tuple(
            Line(str(number), code, charge + self.rng.randrange(-900, 900), self._units(code), on)
            for number, (code, charge) in enumerate(drawn, start=1)
        )


_WITHOUT_GROUP = frozenset({Benefit.MEDICARE, Benefit.LESSER_OF})
