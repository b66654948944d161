"""The elements of a segment: which must, may and can't be there; compiled once per segment use."""

from collections.abc import Sequence
from dataclasses import dataclass

from cobrelay.x12.checking.rules import RULES, Problem
from cobrelay.x12.checking.wellformed import (
    is_money,
    not_used,
    separator_inside,
    too_many_components,
    value_problems,
)
from cobrelay.x12.findings import Verdict
from cobrelay.x12.schema import ElementUse, SegmentUse
from cobrelay.x12.values import cents

GOOD_VALUES_MAX = 4096
SEPARATORS_MAX = 4  # component separators under which it is remembered what is good
EXTRA_EMPTY_MAX = 40  # separators at the end that are forgiven

# What can't be missing or unreadable: without it no claim can be told, matched or balanced.
_ESSENTIAL: dict[str, frozenset[int]] = {
    "BPR": frozenset({2}),
    "TRN": frozenset({2}),
    "CLP": frozenset({1, 2, 3, 4}),
    "CAS": frozenset({1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18}),
    "SVC": frozenset({1, 2, 3}),
    "PLB": frozenset({3, 4}),
    "CLM": frozenset({1, 2, 5}),
    "SV1": frozenset({1, 2}),
    "SVD": frozenset({1, 2, 3}),
    "SBR": frozenset({1}),
    "HL": frozenset({1, 3}),
    "LX": frozenset({1}),
    "AK1": frozenset({1, 2}),
    "AK2": frozenset({1, 2}),
    "IK5": frozenset({1}),
    "AK9": frozenset({1, 2, 3, 4}),
    "STC": frozenset({1}),
}
# A remittance line without a code can still be told by its control number.
_LENIENT_COMPOSITES = frozenset({"SVC"})
# Codes that decide what happens to money; any other unknown code is a warning.
_DECISIVE: dict[str, frozenset[int]] = {
    "CLP": frozenset({2}),
    "CAS": frozenset({1}),
    "BPR": frozenset({3}),
    "IK5": frozenset({1}),
    "AK9": frozenset({1}),
    "SBR": frozenset({1}),
}


@dataclass(frozen=True, slots=True)
class ElementCheck:
    """How one element of a use is checked."""

    label: str
    use: ElementUse
    essential: bool
    decisive: bool
    mode: int  # TEXT, MONEY or OTHER
    longest: int


OTHER, TEXT, MONEY = range(3)  # what is checked in the loop itself: any text, any amount


def _compile(label: str, use: ElementUse, *, essential: bool, decisive: bool) -> ElementCheck:
    kind = use.type
    mode = OTHER
    if kind is not None and use.usage != "N" and not use.codes:
        if kind.kind == "AN" and kind.shortest <= 1:
            mode = TEXT
        elif is_money(kind):
            mode = MONEY
    return ElementCheck(label, use, essential, decisive, mode, kind.longest if kind else 0)


class Good:
    """What was found good in segments of one use, under one component separator."""

    __slots__ = ("_recurs", "checks", "hits", "texts", "values")

    def __init__(self, elements: Sequence[ElementCheck]) -> None:
        self.values = [set() if each.use.usage == "R" else {""} for each in elements]
        self.checks = [
            (good, each.mode, each.longest, each)
            for good, each in zip(self.values, elements, strict=True)
        ]
        self.texts: set[str] = set()  # whole segments
        self.hits = 0  # segments found among the texts
        self._recurs = True

    def remember(self, text: str) -> None:
        """Keep a whole segment that is good; stop where segments of this use hardly recur."""
        if not self._recurs:
            return
        if len(self.texts) >= GOOD_VALUES_MAX:
            self._recurs = self.hits > GOOD_VALUES_MAX
            self.hits = 0
            self.texts.clear()
        self.texts.add(text)


class SegmentCheck:
    """The checks of all elements of one segment use; shared by all files, whoever reads them."""

    __slots__ = ("_in_claim", "elements", "good", "required_until", "rule", "use")

    def __init__(self, use: SegmentUse, *, in_claim: bool) -> None:
        self.use = use
        self._in_claim = in_claim
        self.rule = RULES.get(use.id)
        # By component separator: what is good under one need not be so under another.
        self.good: dict[str, Good] = {}
        essential = _ESSENTIAL.get(use.id, frozenset())
        decisive = _DECISIVE.get(use.id, frozenset())
        self.elements = [
            _compile(f"{use.id}{n:02d}", element, essential=n in essential, decisive=n in decisive)
            for n, element in enumerate(use.elements, start=1)
        ]
        required = [n for n, element in enumerate(use.elements, start=1) if element.usage == "R"]
        self.required_until = max(required, default=0)

    def problems(  # noqa: C901, PLR0912 - the hot loop of checking is kept flat
        self, row: list[str], text: str, component: str
    ) -> Sequence[Problem]:
        """What is wrong with the elements of this segment; usually nothing."""
        known = self.good.get(component) or self._begin(component)
        if text in known.texts:
            known.hits += 1
            return ()
        found: list[Problem] = []
        checks = self.elements
        for value, (good, mode, longest, check) in zip(row[1:], known.checks, strict=False):
            if value in good:
                continue
            if mode == TEXT:
                if (
                    0 < len(value) <= longest
                    and value.isascii()
                    and value.isprintable()
                    and component not in value
                ):
                    continue
            elif mode == MONEY and cents(value) is not None and len(value) < longest:
                continue
            if value:
                if self._check(value, check, component, found):
                    _remember(value, good)
            elif check.use.usage == "R":
                found.append(self._missing(check))
        if len(row) <= self.required_until:
            tail = checks[len(row) - 1 :]
            found.extend(self._missing(check) for check in tail if check.use.usage == "R")
        if len(row) - 1 > len(checks):
            found.append(self._too_many(row))
        if self.rule is not None:
            found.extend(self.rule(row, component))
        if not found:
            known.remember(text)
        return found

    def _begin(self, component: str) -> Good:
        """Nothing is known to be good under this separator so far."""
        if len(self.good) >= SEPARATORS_MAX:
            self.good.clear()
        known = self.good[component] = Good(self.elements)
        return known

    def _held(self) -> Verdict:
        return Verdict.QUARANTINE_CLAIM if self._in_claim else Verdict.REJECT_SET

    def _missing(self, check: ElementCheck) -> Problem:
        verdict = self._held() if check.essential else Verdict.WARN
        return Problem(
            "IK4:1",
            verdict,
            check.label,
            f"The required element {check.label} is missing.",
            f"Give {check.label}.",
        )

    def _too_many(self, row: list[str]) -> Problem:
        extra = row[len(self.elements) + 1 :]
        harmless = not any(extra) and len(extra) <= EXTRA_EMPTY_MAX
        label = (
            f"{self.use.id}{len(self.elements) + 1:02d}" if len(extra) <= EXTRA_EMPTY_MAX else ""
        )
        return Problem(
            "IK4:3",
            Verdict.WARN if harmless else Verdict.REJECT_SET,
            label,
            f"{self.use.id} has more elements than the {len(self.elements)} it can have.",
            "Leave out what follows, or correct a separator inside a value.",
        )

    def _check(self, value: str, check: ElementCheck, component: str, found: list[Problem]) -> bool:
        """Say what is wrong with a value; whether it is good and may recur."""
        use = check.use
        if use.usage == "N":
            found.append(not_used(check.label))
        elif use.components:
            return self._check_composite(value, check, component, found)
        kind = use.type
        if kind is None:
            return False
        before = len(found)
        held = self._held()
        unknown_code = held if check.decisive else Verdict.WARN
        found.extend(value_problems(value, check.label, use, unknown_code, held))
        if component in value:
            found.append(separator_inside(check.label, in_claim=self._in_claim))
        may_recur = kind.kind != "AN" and use.usage != "N"
        return may_recur and len(found) == before

    def _check_composite(
        self, value: str, check: ElementCheck, component: str, found: list[Problem]
    ) -> bool:
        parts = value.split(component)
        uses = check.use.components
        before = len(found)
        for number, use in enumerate(uses, start=1):
            part = parts[number - 1] if number <= len(parts) else ""
            label = f"{check.label}-{number}"
            if part and use.type is not None:
                found.extend(value_problems(part, label, use, Verdict.WARN, self._held()))
            elif use.usage == "R" and not part:
                strict = check.essential and self.use.id not in _LENIENT_COMPOSITES
                verdict = self._held() if strict else Verdict.WARN
                found.append(
                    Problem(
                        "IK4:1",
                        verdict,
                        label,
                        f"The required component {label} is missing.",
                        f"Give {label}.",
                    )
                )
        if len(parts) > len(uses):
            found.append(too_many_components(check.label, len(uses), len(parts)))
        return len(found) == before


def is_sound(check: ElementCheck, value: str) -> bool:
    """Whether nothing is to be said of this value of a simple element."""
    held = Verdict.REJECT_SET
    return not any(value_problems(value, check.label, check.use, held, held))


def _remember(value: str, good: set[str]) -> None:
    if len(good) >= GOOD_VALUES_MAX:
        may_be_absent = "" in good
        good.clear()
        if may_be_absent:
            good.add("")
    good.add(value)
