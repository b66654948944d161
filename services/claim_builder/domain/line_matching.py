"""Which answered line is which line of our claim (domain 3.3): unique at each step, or none."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from claim_builder.domain.answer import Answer, AnsweredLine, separated
from claim_builder.domain.reasons import Hold
from cobrelay.money import Cents
from cobrelay.x12.views.facts import Procedure


@dataclass(frozen=True, slots=True)
class BilledLine:
    """A line of our claim, as far as matching looks at it; `number` is its LX (from 1)."""

    number: int
    procedure: Procedure
    charge: Cents
    control_number: str = ""
    service_from: date | None = None


Matches = Mapping[int, tuple[AnsweredLine, ...]]
"""LX → the answered lines that belong to it; a line without an answer is not in it."""

T = TypeVar("T")
Key = Callable[[Procedure, date | None, Cents], Hashable | None]


def match_lines(lines: Sequence[BilledLine], answer: Answer) -> Matches | Hold:
    """Every answered line's own line; a Hold where money or a line would be left over."""
    table = _Table(lines, answer.lines)
    table.match_control_numbers()
    for key in (_whole, _without_modifiers, _code_and_charge):
        table.match_alike(key)
    for key in (_whole, _without_modifiers, _code_and_charge):
        table.match_splits(key)
    table.attach_free_lines()
    table.match_sole_remaining()
    return table.left_over(answer.charge) or table.matches()


def normalised(control_number: str) -> str:
    """REF*6R as payers may change it: trimmed, upper case, without leading zeros."""
    return control_number.strip().upper().lstrip("0")


def _whole(procedure: Procedure, day: date | None, charge: Cents) -> Hashable | None:
    known = separated(procedure)
    return (known.code, frozenset(known.modifiers), day, charge) if day else None


def _without_modifiers(procedure: Procedure, day: date | None, charge: Cents) -> Hashable | None:
    return (separated(procedure).code, day, charge) if day else None


def _code_and_charge(procedure: Procedure, _day: date | None, charge: Cents) -> Hashable | None:
    return (separated(procedure).code, charge)


class _Table:
    """The lines of both sides that are not matched yet, and those that are."""

    def __init__(self, lines: Sequence[BilledLine], answers: Sequence[AnsweredLine]) -> None:
        self._lines = {line.number: line for line in lines}
        self._answers = {line.ordinal: line for line in answers}
        self._matched: dict[int, list[AnsweredLine]] = {}

    def match_control_numbers(self) -> None:
        """Step 1: REF*6R, where it names one line and the charges agree."""
        ours = _grouped(self._lines.values(), lambda line: normalised(line.control_number))
        theirs = _grouped(self._answers.values(), lambda line: normalised(line.control_number))
        for number, answers in theirs.items():
            lines = ours.get(number, [])
            if number and len(lines) == 1 and _charged(answers) == lines[0].charge:
                self._match(lines[0], answers)

    def match_alike(self, key: Key) -> None:
        """Steps 2 to 4: one answer to one line of a key; true duplicates in the answer's order."""
        ours, theirs = self._by_key(key)
        for shared in ours.keys() & theirs.keys():
            lines, answers = ours[shared], theirs[shared]
            if len(lines) == len(answers) and (_alike(lines) or _answered_alike(answers)):
                for line, answer in zip(lines, answers, strict=True):
                    self._match(line, [answer])

    def match_splits(self, key: Key) -> None:
        """A line answered in parts: one line of a key, and parts whose charges add up to it."""
        ours = _grouped(self._open_lines(), lambda line: _key_apart_from_charge(key, line))
        theirs = _grouped(
            self._open_answers(),
            lambda line: key(line.as_submitted, line.service_from, Cents(0)),
        )
        for shared in ours.keys() & theirs.keys():
            [line, *others] = ours[shared]
            if shared and not others and _charged(theirs[shared]) == line.charge:
                self._match(line, theirs[shared])

    def attach_free_lines(self) -> None:
        """Parts of an unbundled line that carry no charge belong to the line of their code."""
        for answer in [a for a in self._open_answers() if not a.charge]:
            code = separated(answer.as_submitted).code
            lines = [
                line
                for line in self._lines.values()
                if line.number in self._matched
                and separated(line.procedure).code == code
                and answer.service_from in (None, line.service_from)
            ]
            if len(lines) == 1:
                self._match(lines[0], [answer])

    def match_sole_remaining(self) -> None:
        """Step 5: one line is left on each side, with the same charge."""
        lines = [line for line in self._open_lines() if line.charge]
        answers = [answer for answer in self._open_answers() if answer.has_money]
        if len(lines) == len(answers) == 1 and lines[0].charge == answers[0].charge:
            self._match(lines[0], answers)

    def left_over(self, answered_charge: Cents) -> Hold | None:
        """What has no partner; a line of ours may, when it costs nothing or was not answered."""
        for answer in self._open_answers():
            if answer.has_money:
                return Hold("CLB-121", f"answered line {answer.ordinal}")
        matched = sum(_charged(answers) for answers in self._matched.values())
        for line in self._open_lines():
            if line.charge and matched != answered_charge:
                return Hold("CLB-122", f"line {line.number}", line.charge)
        return None

    def matches(self) -> Matches:
        ordered = {
            number: tuple(sorted(answers, key=lambda answer: answer.ordinal))
            for number, answers in sorted(self._matched.items())
        }
        return MappingProxyType(ordered)

    def _match(self, line: BilledLine, answers: Iterable[AnsweredLine]) -> None:
        for answer in list(answers):
            self._matched.setdefault(line.number, []).append(answer)
            del self._answers[answer.ordinal]

    def _open_lines(self) -> list[BilledLine]:
        return [line for line in self._lines.values() if line.number not in self._matched]

    def _open_answers(self) -> list[AnsweredLine]:
        return list(self._answers.values())

    def _by_key(
        self, key: Key
    ) -> tuple[dict[Hashable, list[BilledLine]], dict[Hashable, list[AnsweredLine]]]:
        ours = _grouped(
            self._open_lines(),
            lambda line: key(line.procedure, line.service_from, line.charge),
        )
        theirs = _grouped(
            self._open_answers(),
            lambda line: key(line.as_submitted, line.service_from, line.charge),
        )
        return ours, theirs


def _key_apart_from_charge(key: Key, line: BilledLine) -> Hashable | None:
    return key(line.procedure, line.service_from, Cents(0))


def _alike(lines: Sequence[BilledLine]) -> bool:
    """Nothing tells these lines apart: whichever answer is whose, the claim is the same."""
    return len({_whole(line.procedure, line.service_from, line.charge) for line in lines}) == 1


def _answered_alike(answers: Sequence[AnsweredLine]) -> bool:
    first = answers[0]
    return all(
        (answer.procedure, answer.paid, answer.adjustments)
        == (first.procedure, first.paid, first.adjustments)
        for answer in answers
    )


def _charged(answers: Iterable[AnsweredLine]) -> Cents:
    return Cents(sum(answer.charge for answer in answers))


def _grouped(items: Iterable[T], key: Callable[[T], Hashable | None]) -> dict[Hashable, list[T]]:
    """Items by key in their order; those without a key are left out."""
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        if (found := key(item)) is not None:
            groups[found].append(item)
    return dict(groups)
