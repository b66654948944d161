"""Whose claim is this? By its number, verified by what was billed; by that alone if need be.

Payers upper-case the number, strip its zeros, cut it off, or lose it (domain 0). So the number
proposes and the facts dispose: provider, dates and charge of the original must not disagree with
the answer. A name alone never prevents a match: payers abbreviate, de-identify and correct names.
Where a fact is missing on one side it is silent, and neither helps nor hinders. Without a number
that anybody has, every fact must agree, and the payer must not have answered the claim under
another number: a patient may well have been seen twice on a day for the same charge.

What blocks, by code:
    ERA-311 provider    none of the identities that both sides state is the same
    ERA-312 dates       the days of service don't overlap
    ERA-313 charge      |CLP03| is the charge of no version of the claim
    ERA-314 name        differs, and provider, dates and charge don't all positively agree
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from cobrelay.ids import normalised_control_number
from era_intake.domain import reasons

FIRST_LETTERS = 3  # of a first name that payers keep when they cut it off


class Agreement(Enum):
    """What one fact says about an answer and a claim."""

    AGREES = "agrees"
    SILENT = "silent"
    DISAGREES = "disagrees"


class Facts(NamedTuple):
    """Under what an answer without a usable number, and a claim, find each other."""

    service_from: date | None
    charge: int  # cents
    last_name: str  # letters

    @property
    def digest(self) -> str:
        """The same in a few characters, without anybody's name; empty where the day is missing."""
        if self.service_from is None:
            return ""
        said = f"{self.service_from}/{self.charge}/{self.last_name}"
        return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as far as it is compared."""

    last: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """One version of an original claim, as the index knows it. Charge in cents."""

    claim_id: str
    version: int
    key: str  # claim key of the original
    control_number: str  # CLM01
    npi: str
    tax_id: str
    charge: int
    service_from: date | None
    service_to: date | None
    patient: Name
    is_void: bool = False

    @property
    def number(self) -> str:
        """CLM01 as both sides can agree on it."""
        return normalised_control_number(self.control_number)

    @property
    def facts(self) -> Facts:
        return Facts(self.service_from, self.charge, _letters(self.patient.last))


@dataclass(frozen=True, slots=True)
class SentClaim:
    """A claim that we built: the payer echoes its number. It is the claim of `claim_id`."""

    submission_id: str
    claim_id: str
    control_number: str  # CLM01 as sent

    @property
    def number(self) -> str:
        return normalised_control_number(self.control_number)


@dataclass(frozen=True, slots=True)
class Answer:
    """A claim payment, as far as it says whose claim it is. Amounts in cents."""

    control_number: str  # CLP01
    status: str  # CLP02
    charge: int  # CLP03, negative in a reversal
    paid: int  # CLP04
    payer_control_number: str = ""  # CLP07
    payer_identifier: str = ""  # TRN03
    npis: frozenset[str] = frozenset()  # payee's, rendering provider's
    tax_ids: frozenset[str] = frozenset()
    service_from: date | None = None
    service_to: date | None = None
    patient: Name = Name()

    @property
    def number(self) -> str:
        """CLP01 as both sides can agree on it; empty where the payer has none (`0`)."""
        return normalised_control_number(self.control_number)

    @property
    def facts(self) -> Facts:
        return Facts(self.service_from, abs(self.charge), _letters(self.patient.last))


class Answered(NamedTuple):
    """A payer has answered a claim under this number."""

    claim_id: str
    payer_identifier: str
    number: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the index holds for one answer: claims with its number, and claims with its facts."""

    of_number: tuple[KnownClaim, ...] = ()
    of_facts: tuple[KnownClaim, ...] = ()
    sent: tuple[SentClaim, ...] = ()  # built claims with its number


class ClaimIndex:
    """The claims that a batch of answers may belong to, found by number or by facts."""

    def __init__(
        self,
        claims: Iterable[KnownClaim] = (),
        sent: Iterable[SentClaim] = (),
        answered: Iterable[Answered] = (),
    ) -> None:
        self._answered: dict[tuple[str, str], set[str]] = defaultdict(set)
        for each in answered:
            self._answered[each.claim_id, each.payer_identifier].add(each.number)
        self._versions: dict[str, list[KnownClaim]] = defaultdict(list)
        self._numbered: dict[str, list[str]] = defaultdict(list)
        self._dated: dict[Facts, list[KnownClaim]] = defaultdict(list)
        self._sent: dict[str, list[SentClaim]] = defaultdict(list)
        for claim in dict.fromkeys(claims):
            self._versions[claim.claim_id].append(claim)
            self._numbered[claim.number].append(claim.claim_id)
            self._dated[claim.facts].append(claim)
        for built in dict.fromkeys(sent):
            self._numbered[built.number].append(built.claim_id)
            self._sent[built.number].append(built)

    def candidates(self, answer: Answer) -> Candidates:
        """What could be meant, by number and by facts."""
        claim_ids = dict.fromkeys(self._numbered.get(answer.number, ()))
        return Candidates(
            of_number=tuple(v for each in claim_ids for v in self._versions.get(each, ())),
            of_facts=tuple(
                claim
                for claim in self._dated.get(answer.facts, ())
                if not self._is_answered(claim, answer)
            ),
            sent=tuple(self._sent.get(answer.number, ())),
        )

    def _is_answered(self, claim: KnownClaim, answer: Answer) -> bool:
        """The payer knows this claim by another number: what has lost its number is not this."""
        numbers = self._answered.get((claim.claim_id, answer.payer_identifier), set())
        return bool(numbers - {answer.number})


@dataclass(frozen=True, slots=True)
class Matched:
    """Whose claim it is, which version, and how that is known: number, facts or person."""

    claim: KnownClaim
    matched_by: str
    submission_id: str = ""


@dataclass(frozen=True, slots=True)
class NotMatched:
    """Nobody's yet; `disagreements` are the codes that blocked the claims of that number."""

    reason: str
    disagreements: tuple[str, ...] = ()


def provider(answer: Answer, claim: KnownClaim) -> Agreement:
    """ERA-311. NPI with NPI, tax id with tax id; one that is the same is enough."""
    pairs = ((answer.npis, claim.npi), (answer.tax_ids, claim.tax_id))
    comparable = [(ids, own) for ids, own in pairs if ids and own]
    if not comparable:
        return Agreement.SILENT
    return _agreement(same=any(own in ids for ids, own in comparable))


def dates(answer: Answer, claim: KnownClaim) -> Agreement:
    """ERA-312. An answer may cover some of the days only: lines are finalised one by one."""
    if answer.service_from is None or claim.service_from is None:
        return Agreement.SILENT
    answer_to = answer.service_to or answer.service_from
    claim_to = claim.service_to or claim.service_from
    return _agreement(same=answer.service_from <= claim_to and claim.service_from <= answer_to)


def charge(answer: Answer, claim: KnownClaim) -> Agreement:
    """ERA-313. A payer answers for the whole charge of the version that it adjudicated."""
    return _agreement(same=abs(answer.charge) == claim.charge)


def name(answer: Answer, claim: KnownClaim) -> Agreement:
    """ERA-314. Letters only; a first name may be cut off or an initial."""
    ours, theirs = claim.patient, answer.patient
    if not _letters(ours.last) or not _letters(theirs.last):
        return Agreement.SILENT
    if _letters(ours.last) != _letters(theirs.last):
        return Agreement.DISAGREES
    return _agreement(same=_same_first(_letters(ours.first), _letters(theirs.first)))


Fact = Callable[[Answer, KnownClaim], Agreement]
_HARD_FACTS: tuple[tuple[str, Fact], ...] = (
    (reasons.PROVIDER, provider),
    (reasons.DATES, dates),
    (reasons.CHARGE, charge),
)


def disagreements(answer: Answer, claim: KnownClaim) -> tuple[str, ...]:
    """The codes of what keeps this answer from being this claim's; none: nothing does."""
    found = {code: fact(answer, claim) for code, fact in _HARD_FACTS}
    blocking = [code for code, said in found.items() if said is Agreement.DISAGREES]
    certain = all(said is Agreement.AGREES for said in found.values())
    if not certain and name(answer, claim) is Agreement.DISAGREES:
        blocking.append(reasons.NAME)
    return tuple(blocking)


def agrees_in_all(answer: Answer, claim: KnownClaim) -> bool:
    """Every fact is stated on both sides and the same."""
    facts = (*(fact for _, fact in _HARD_FACTS), name)
    return all(fact(answer, claim) is Agreement.AGREES for fact in facts)


def match(answer: Answer, candidates: Candidates) -> Matched | NotMatched:
    """By number if anybody has it, else by facts. `0` is a number that nobody has."""
    if not answer.number:
        return NotMatched(reasons.NO_CONTROL_NUMBER)
    if candidates.of_number:
        return _by_number(answer, candidates)
    fitting = [claim for claim in candidates.of_facts if agrees_in_all(answer, claim)]
    chosen = _versions(fitting)
    if len(chosen) == 1:
        return Matched(chosen[0], "facts")
    return NotMatched(reasons.AMBIGUOUS if chosen else reasons.NO_CLAIM)


def _by_number(answer: Answer, candidates: Candidates) -> Matched | NotMatched:
    named = candidates.of_number
    blocked = {code for claim in named for code in disagreements(answer, claim)}
    fitting = _versions([claim for claim in named if not disagreements(answer, claim)])
    if len(fitting) > 1:
        fitting = [c for c in fitting if agrees_in_all(answer, c)] or fitting
    match fitting:
        case [claim]:
            return Matched(claim, "number", _submission(answer, claim, candidates.sent))
        case []:
            return NotMatched(reasons.FACTS_DISAGREE, tuple(sorted(blocked)))
        case _:
            return NotMatched(reasons.AMBIGUOUS)


def _versions(fitting: Sequence[KnownClaim]) -> list[KnownClaim]:
    """One version of each claim: the latest of those that fit, a void only if no other does."""
    best: dict[str, KnownClaim] = {}
    for claim in sorted(fitting, key=lambda each: (not each.is_void, each.version)):
        best[claim.claim_id] = claim
    return list(best.values())


def _submission(answer: Answer, claim: KnownClaim, sent: Sequence[SentClaim]) -> str:
    """The built claim with a number of its own that CLP01 echoes, the last one of several."""
    if answer.number == claim.number:
        return ""
    echoed = [each.submission_id for each in sent if each.claim_id == claim.claim_id]
    return echoed[-1] if echoed else ""


@lru_cache(maxsize=1024)  # the same answer is asked again and again while a batch is settled
def _letters(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalpha())


def _same_first(ours: str, theirs: str) -> bool:
    shorter, longer = sorted((ours, theirs), key=len)
    if len(shorter) in (0, 1) or len(shorter) >= FIRST_LETTERS:
        return longer.startswith(shorter)
    return shorter == longer


def _agreement(*, same: bool) -> Agreement:
    return Agreement.AGREES if same else Agreement.DISAGREES
