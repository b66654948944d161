"""Units of a set become items: one assembler per kind of set, each with its checks of balance."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Protocol

from cobrelay.x12.assembly import claim as claims
from cobrelay.x12.assembly import payment, remittance
from cobrelay.x12.assembly.acknowledgment import read_999
from cobrelay.x12.assembly.around import Around, read_level, sound_level
from cobrelay.x12.assembly.batch import read_batch
from cobrelay.x12.assembly.kinds import kinds_of
from cobrelay.x12.assembly.parts import Row
from cobrelay.x12.assembly.quiet import facts_of, is_quiet
from cobrelay.x12.assembly.sketch import ClaimText, sketch, with_findings
from cobrelay.x12.assembly.status import read_277ca
from cobrelay.x12.checking import balances, coordination, identifiers, in_force
from cobrelay.x12.checking.rules import Told
from cobrelay.x12.checking.telling import Telling
from cobrelay.x12.checking.unread import NONE, PAYMENT, unread
from cobrelay.x12.findings import Finding, Level, Verdict, most_severe
from cobrelay.x12.guides import Guide
from cobrelay.x12.stretch import Start, Stretch
from cobrelay.x12.views.claim import Claim837
from cobrelay.x12.views.envelope import SetEnd, SetStart
from cobrelay.x12.views.items import Item
from cobrelay.x12.views.remittance import ClaimPayment, RemittanceHeader

PROBLEMS_PER_CLAIM_MAX = 500  # a claim with more sums that don't hold is bad enough


class Reporter(Protocol):
    """What an assembler reports to."""

    findings: list[Finding]
    telling: Telling
    resumed: bool

    def found(self, told: Told) -> Finding: ...

    def keep(self, findings: Iterable[Finding]) -> None: ...


class Assembler(Protocol):
    """Makes items of units."""

    def unit(
        self, stretch: Stretch, findings: list[Finding], reporter: Reporter
    ) -> Iterable[Item]: ...

    def end(self, reporter: Reporter, stretch: Stretch, *, complete: bool) -> SetEnd: ...

    def jump(self, claims: int) -> None: ...


def assembler_for(guide: Guide, start: SetStart, levels: frozenset[Level]) -> Assembler:
    """The assembler for the kind of set that the guide reads."""
    match guide.kind:
        case "835":
            return RemittanceAssembler(start, levels)
        case "837":
            return ClaimAssembler(guide, start, levels)
        case "999":
            return AcknowledgmentAssembler(start, levels)
        case _:
            return StatusAssembler(guide, start)


def _settle(
    problems: Iterable[Told], findings: list[Finding], reporter: Reporter
) -> tuple[Finding, ...]:
    """The findings of a unit with those about it as a whole; once enough is told the worse ones."""
    telling, before = reporter.telling, len(findings)
    worst = most_severe(findings)
    untold = unread(findings) if findings else NONE
    for told in islice(problems, PROBLEMS_PER_CLAIM_MAX):
        problem, where = told
        if telling.is_enough and problem.verdict <= worst:
            telling.stop(where.place)
            continue
        found = reporter.found(told)
        if untold is not NONE and untold.spoil(found.code, found.loop):
            continue
        findings.append(found)
        worst = max(worst, problem.verdict)
        if found.verdict >= Verdict.REJECT_SET:
            reporter.keep((found,))
    telling.told += len(findings) - before
    return tuple(findings)


class RemittanceAssembler:
    """The 835."""

    def __init__(self, start: SetStart, levels: frozenset[Level]) -> None:
        self._start = start
        self._balances = Level.BALANCES in levels
        self._identifiers = Level.IDENTIFIERS in levels
        self.decade = identifiers.safe_decade(start)
        self._header: RemittanceHeader | None = None
        self._usable = in_force.in_force(None) if self._identifiers else in_force.UNASKED
        self._group = ""
        self._context: tuple[Start, ...] = ()
        self._claims = 0
        self._charge = 0
        self._paid = 0
        self._adjustments = 0
        self._provider_adjusted = 0
        self._adds_up = True  # whether every amount of the payment's sum can be read

    def jump(self, claims: int) -> None:
        """Go on after this many claims."""
        self._claims = claims

    def unit(self, stretch: Stretch, findings: list[Finding], reporter: Reporter) -> Iterable[Item]:
        """A header, an LX, a claim or a PLB."""
        if findings and unread(findings).spoil(PAYMENT):
            self._adds_up = False
        match stretch.rows[0][0]:
            case "ST":
                return (self._read_header(stretch, findings, reporter),)
            case "CLP":
                claim = self._read_claim(stretch, stretch.rows)
                return (self.settle(claim, findings, reporter),)
            case "LX":
                self._group = (*stretch.rows[0], "", "")[1]
                self._context = (stretch.start,)
            case "PLB":
                found = tuple(
                    remittance.read_provider_adjustments(stretch, self._adjustments, self._start)
                )
                self._adjustments += len(found)
                self._provider_adjusted += sum(item.amount for item in found)
                reporter.keep(f for f in findings if f.verdict < Verdict.REJECT_SET)
                return found
        reporter.keep(f for f in findings if f.verdict < Verdict.REJECT_SET)
        return ()

    def _read_header(
        self, stretch: Stretch, findings: list[Finding], reporter: Reporter
    ) -> RemittanceHeader:
        header = remittance.read_header(stretch, self._start, ())
        problems = identifiers.header(header) if self._identifiers else ()
        if self._identifiers:
            self._usable = in_force.in_force(header)
        settled = _settle(problems, findings, reporter)
        if settled:
            header = replace(header, findings=settled)
        self._header = header
        return header

    def _read_claim(self, stretch: Stretch, rows: Iterable[Row]) -> ClaimPayment:
        """The next claim as it stands."""
        stretch.contexts = self._context
        return payment.read_claim(stretch, rows, self._claims + 1, self._start, self._group)

    def read_text(self, text: ClaimText) -> ClaimPayment:
        """The next claim as it stands, of a text that is known to be one."""
        text.contexts = self._context
        if text.is_sketch:
            return sketch(text, self._claims + 1, self._start, self._group)
        return self._read_claim(text, text.each_row())

    def settle(
        self, claim: ClaimPayment, findings: list[Finding], reporter: Reporter
    ) -> ClaimPayment:
        """Take the claim into the totals; the claim with what is found about it."""
        self._claims += 1
        self._charge += claim.charge
        self._paid += claim.paid
        if self._balances and not balances.holds(claim):
            _settle(balances.remittance_claim(claim), findings, reporter)
        if self._identifiers and not identifiers.is_quiet(claim, self._usable):
            _settle(identifiers.claim_payment(claim, self._usable), findings, reporter)
        if not findings:
            return claim
        is_sketch = isinstance(claim.source, ClaimText) and claim.source.is_sketch
        make = with_findings if is_sketch else payment.with_findings
        return make(claim, tuple(findings))

    def end(self, reporter: Reporter, stretch: Stretch, *, complete: bool) -> SetEnd:
        """The totals of the set, and whether they make the payment."""
        end = self._end(stretch, (), complete=complete)
        header = self._header
        can_tell = self._balances and self._adds_up and complete and not reporter.resumed
        if header is not None and can_tell:
            reporter.keep(map(reporter.found, balances.remittance_payment(header, end)))
        return self._end(stretch, tuple(dict.fromkeys(reporter.findings)), complete=complete)

    def _end(self, stretch: Stretch, findings: tuple[Finding, ...], *, complete: bool) -> SetEnd:
        return SetEnd(
            self._start,
            complete,
            self._claims,
            self._charge,
            self._paid,
            self._provider_adjusted,
            findings,
            source=stretch,
        )


class ClaimAssembler:
    """The 837P."""

    def __init__(self, guide: Guide, start: SetStart, levels: frozenset[Level]) -> None:
        self._start = start
        self._balances = Level.BALANCES in levels
        self._identifiers = Level.IDENTIFIERS in levels
        self._last_day = identifiers.last_day(start)
        self._around = Around(guide.machine, {})
        self._claims = 0
        self._charge = 0

    def jump(self, claims: int) -> None:
        """Go on after this many claims."""
        self._claims = claims

    def unit(self, stretch: Stretch, findings: list[Finding], reporter: Reporter) -> Iterable[Item]:
        """A header, one level of the hierarchy, or a claim."""
        match stretch.rows[0][0]:
            case "ST":
                return (read_batch(stretch, self._start, tuple(findings)),)
            case "CLM":
                stretch.contexts, stretch.nested = self._around.contexts, self._around.tree_of
                claim = claims.read_claim(stretch, self._around, self._claims + 1, self._start)
                return (self._settle(claim, findings, reporter),)
            case "HL":
                level = read_level(self._around.machine, stretch)
                self._around = self._around.within(level)
        reporter.keep(f for f in findings if f.verdict < Verdict.REJECT_SET)
        return ()

    def enter(self, stretch: Stretch, rows: list[Row]) -> None:
        """Take a level whose segments stand in the guide's order."""
        self._around = self._around.within(sound_level(self._around.machine, stretch, rows))

    def take(self, stretch: claims.ClaimStretch, rows: list[Row], reporter: Reporter) -> Claim837:
        """Take a claim whose segments stand in the guide's order; sketched if that is enough."""
        around = stretch.around = self._around
        stretch.contexts, stretch.nested = around.contexts, around.tree_of
        ordinal, start = self._claims + 1, self._start
        if not self._is_quiet(stretch, rows):
            claim = claims.read_sound_claim(stretch, rows, around, ordinal, start)
            return self._settle(claim, [], reporter)
        if stretch.asked.details:
            claim = claims.read_sound_claim(stretch, rows, around, ordinal, start)
        else:
            claim = claims.sketch(stretch, rows[0], ordinal, start)
        self._count(claim)
        return claim

    def _is_quiet(self, stretch: Stretch, rows: list[Row]) -> bool:
        """Whether there is surely nothing to say of the claim as a whole."""
        if not (self._balances or self._identifiers):
            return True
        found = kinds_of(self._around.machine, stretch.uses)
        facts = facts_of(rows, found, stretch.delimiters.component, self._last_day)
        return facts is not None and is_quiet(facts, self._around)

    def _count(self, claim: Claim837) -> None:
        self._claims += 1
        self._charge += claim.charge

    def _settle(self, claim: Claim837, findings: list[Finding], reporter: Reporter) -> Claim837:
        """Take the claim into the totals; the claim with what is found about it."""
        self._count(claim)
        if self._balances:
            _settle(_disagreements(claim), findings, reporter)
        if self._identifiers:
            _settle(identifiers.claim_837(claim), findings, reporter)
        return claims.with_findings(claim, tuple(findings)) if findings else claim

    def end(self, reporter: Reporter, stretch: Stretch, *, complete: bool) -> SetEnd:
        """The totals of the set."""
        findings = tuple(dict.fromkeys(reporter.findings))
        return SetEnd(
            self._start, complete, self._claims, self._charge, findings=findings, source=stretch
        )


def _disagreements(claim: Claim837) -> Iterator[Told]:
    """What does not add up or agree within an 837 claim."""
    yield from balances.claim_837(claim)
    yield from coordination.problems(claim)


class AcknowledgmentAssembler:
    """The 999: one item a set."""

    def __init__(self, start: SetStart, levels: frozenset[Level]) -> None:
        self._start = start
        self._structure = Level.STRUCTURE in levels

    def unit(self, stretch: Stretch, findings: list[Finding], reporter: Reporter) -> Iterable[Item]:
        """The whole set."""
        if stretch.rows[0][0] != "ST":
            reporter.keep(findings)
            return ()
        view = read_999(stretch, self._start)
        problems = coordination.contradictions(view) if self._structure else ()
        said = _settle(problems, findings, reporter)
        return (replace(view, findings=said),)

    def jump(self, claims: int) -> None:
        """There are no claims to skip."""

    def end(self, reporter: Reporter, stretch: Stretch, *, complete: bool) -> SetEnd:
        """Nothing to add up."""
        findings = tuple(reporter.findings)
        return SetEnd(self._start, complete, findings=findings, source=stretch)


class StatusAssembler:
    """The 277CA: one item a set."""

    def __init__(self, guide: Guide, start: SetStart) -> None:
        self._start = start
        self._machine = guide.machine

    def unit(self, stretch: Stretch, findings: list[Finding], reporter: Reporter) -> Iterable[Item]:
        """The whole set."""
        if stretch.rows[0][0] != "ST":
            reporter.keep(findings)
            return ()
        return (read_277ca(self._machine, stretch, self._start, tuple(findings)),)

    def jump(self, claims: int) -> None:
        """There are no claims to skip."""

    def end(self, reporter: Reporter, stretch: Stretch, *, complete: bool) -> SetEnd:
        """Nothing to add up."""
        findings = tuple(reporter.findings)
        return SetEnd(self._start, complete, findings=findings, source=stretch)
