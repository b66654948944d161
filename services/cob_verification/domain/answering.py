"""Which of the patient's coverages gave an answer: four kinds of evidence, the strongest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cob_verification.domain.answers import Answer
from cob_verification.domain.coverage import Coverage, member
from cob_verification.domain.payers import PayerDirectory, aliases
from cob_verification.domain.primacy import names_of
from cob_verification.domain.reasons import Rule, rule


@dataclass(frozen=True, slots=True)
class Known:
    """What the evidence is compared with."""

    coverages: Sequence[Coverage]
    payers: PayerDirectory
    submissions: Mapping[str, str]
    """Claims of ours that were built: submission id to coverage id."""


@dataclass(frozen=True, slots=True)
class Answered:
    """This coverage answered."""

    coverage: Coverage
    trace: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """No coverage, or more than one: a person or a later coverage decides."""

    reason: Rule


Found = tuple[Coverage, ...]


def who_answered(answer: Answer, known: Known) -> Answered | Unclear:
    """Each kind of evidence narrows what the stronger ones left; CLP02 speaks only at last."""
    if not known.coverages:
        return Unclear(rule("COB-107"))
    candidates: Found = tuple(known.coverages)
    trace: tuple[Rule, ...] = ()
    for code, look in _EVIDENCE:
        found = look(answer, known)
        if not found:
            continue
        candidates = tuple(each for each in candidates if each in found)
        trace = (*trace, rule(code))
        if not candidates:
            return Unclear(rule("COB-106"))
    if len(candidates) == 1 and trace:
        return Answered(candidates[0], trace)
    return _by_status(answer, candidates, known, trace)


def _by_payer(answer: Answer, known: Known) -> Found:
    said = aliases((*answer.payer.texts, answer.payer_identifier))
    return tuple(each for each in known.coverages if said & names_of(each, known.payers))


def _by_member(answer: Answer, known: Known) -> Found:
    said = {member(text) for text in answer.member_ids} - {""}
    return tuple(each for each in known.coverages if member(each.member_id) in said)


def _by_our_number(answer: Answer, known: Known) -> Found:
    ours = known.submissions.get(answer.submission_id)
    return tuple(each for each in known.coverages if each.coverage_id == ours)


_EVIDENCE: tuple[tuple[str, Callable[[Answer, Known], Found]], ...] = (
    ("COB-101", _by_payer),
    ("COB-102", _by_member),
    ("COB-103", _by_our_number),
)

_PLACE_BY_STATUS = {"1": 1, "19": 1, "2": 2, "20": 2, "3": 3, "21": 3}


def _by_status(
    answer: Answer, candidates: Found, known: Known, trace: tuple[Rule, ...]
) -> Answered | Unclear:
    """CLP02 says at which place the payer stood; a payer known to be another one stays another."""
    if not trace and known.payers.known((*answer.payer.texts, answer.payer_identifier)):
        return Unclear(rule("COB-105"))
    place = _PLACE_BY_STATUS.get(answer.status)
    at_place = [each for each in candidates if each.rank == place]
    if at_place:
        return Answered(at_place[0], (*trace, rule("COB-104")))
    return Unclear(rule("COB-106" if trace else "COB-105"))
