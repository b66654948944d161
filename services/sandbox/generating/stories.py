"""The stories of a generated world: what happens to a claim, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from sandbox import roster
from sandbox.claims import Answer, Claim, Forwarding, LineAnswer
from sandbox.generating import expectations as expect
from sandbox.generating.expectations import Expected, settled, unanswered
from sandbox.generating.scripts import Lot, Scripted, Step, Treatment
from sandbox.generating.workshop import Workshop
from sandbox.payers.adjudicating import Terms, answer_next, as_first, denied, opened_by
from sandbox.payers.remittances import ProviderAdjustment
from sandbox.roster import Payer

PROCESSED, DENIED, FORWARDED = "1", "4", "19"
FORWARDED_REMARKS = ("MA01", "MA18")


@dataclass(frozen=True, slots=True)
class Story:
    """A kind of thing that happens. `weight` is its share of the claims, in parts of all weights;
    `tell` makes `size` claims that belong together."""

    name: str
    title: str
    weight: int
    tell: Callable[[Workshop], list[Scripted]]
    size: int = 1


def _answer(shop: Workshop, claim: Claim, terms: Terms) -> Answer:
    lines = as_first(claim.lines, terms)
    answer = Answer(claim.coverages[0].payer, PROCESSED, shop.payer_claim_number(), lines)
    return shop.habitual(claim, answer)


def _answers_after(shop: Workshop, claim: Claim, first: Answer) -> list[Answer]:
    """The answers of all payers of the claim, each resting on those before it."""
    answers = [first]
    for sequence, coverage in enumerate(claim.coverages[1:], start=2):
        number = shop.payer_claim_number()
        answers.append(answer_next(coverage.payer, number, sequence, opened_by(answers)))
    return answers


def _medicare(shop: Workshop, supplement: Payer) -> Scripted:
    claim = shop.claim([roster.MEDICARE, supplement])
    first = replace(_answer(shop, claim, shop.medicare_terms()), remarks=("MA01",))
    answers = _answers_after(shop, claim, first)
    return Scripted(claim, first, settled(claim, answers, expect.NEXT_PAYER, expect.NOTHING_LEFT))


def supplement(shop: Workshop) -> list[Scripted]:
    """Medicare does not forward; we bill the supplement, which pays all that is left."""
    return [_medicare(shop, roster.SUPPLEMENT)]


def sequestration(shop: Workshop) -> list[Scripted]:
    """CO45 and CO253 are written off once; the supplement repeats them as OA23, without lines."""
    return [_medicare(shop, roster.SECOND_SUPPLEMENT)]


def crossover(shop: Workshop) -> list[Scripted]:
    """Medicare forwards; the supplement's answer comes without a claim of ours."""
    to = shop.rng.choice((roster.SUPPLEMENT, roster.SECOND_SUPPLEMENT))
    claim, first, answers = _forwarded(shop, to)
    expected = settled(claim, answers, expect.CROSSOVER, expect.NOTHING_LEFT)
    return [Scripted(claim, first, replace(expected, submissions=()), forwarded=tuple(answers[1:]))]


def crossover_lapses(shop: Workshop) -> list[Scripted]:
    """Medicare says that it forwarded, but nothing arrives: after the wait we bill ourselves."""
    claim, first, answers = _forwarded(shop, roster.SUPPLEMENT)
    determinations = (
        expect.CROSSOVER,
        expect.CROSSOVER_FAILED,
        expect.NEXT_PAYER,
        expect.NOTHING_LEFT,
    )
    return [Scripted(claim, first, settled(claim, answers, *determinations))]


def _forwarded(shop: Workshop, to: Payer) -> tuple[Claim, Answer, list[Answer]]:
    claim = shop.claim([roster.MEDICARE, to])
    first = replace(
        _answer(shop, claim, shop.medicare_terms()),
        status=FORWARDED,
        remarks=FORWARDED_REMARKS,
        forwarded=Forwarding(to.name, to.coba_id),
    )
    return claim, first, _answers_after(shop, claim, first)


def commercial(shop: Workshop) -> list[Scripted]:
    """Two commercial plans; the patient owes the rest less the copay that he paid already."""
    claim = shop.claim([roster.FIRST_COMMERCIAL, roster.SECOND_COMMERCIAL])
    first = _answer(shop, claim, shop.commercial_terms())
    answers = _answers_after(shop, claim, first)
    if shop.rng.random() < 0.5 and answers[-1].patient_share > 2 * first.total("PR", "3"):
        claim = replace(claim, patient_paid=first.total("PR", "3"))
    return [Scripted(claim, first, settled(claim, answers, expect.NEXT_PAYER, expect.PATIENT))]


def medicaid(shop: Workshop) -> list[Scripted]:
    """Medicaid pays up to its own fee; what it leaves is written off, never the patient's."""
    claim = shop.claim([roster.FIRST_COMMERCIAL, roster.MEDICAID])
    first = _answer(shop, claim, shop.commercial_terms())
    answers = _answers_after(shop, claim, first)
    return [Scripted(claim, first, settled(claim, answers, expect.NEXT_PAYER, expect.NOTHING_LEFT))]


def three_payers(shop: Workshop) -> list[Scripted]:
    """Two claims of ours, one after the other; the third payer pays what two left."""
    third = shop.rng.choice((roster.THIRD_COMMERCIAL, roster.MEDICAID))
    claim = shop.claim([roster.FIRST_COMMERCIAL, roster.SECOND_COMMERCIAL, third])
    first = _answer(shop, claim, shop.commercial_terms())
    answers = _answers_after(shop, claim, first)
    determinations = (expect.NEXT_PAYER, expect.NEXT_PAYER, expect.NOTHING_LEFT)
    return [Scripted(claim, first, settled(claim, answers, *determinations))]


def paid_in_full(shop: Workshop) -> list[Scripted]:
    """The first payer pays all that it allows: the second is never asked."""
    claim = shop.claim([roster.FIRST_COMMERCIAL, roster.SECOND_COMMERCIAL])
    first = _answer(shop, claim, shop.generous_terms())
    return [Scripted(claim, first, settled(claim, [first], expect.NOTHING_LEFT))]


def no_further_coverage(shop: Workshop) -> list[Scripted]:
    claim = shop.claim([roster.FIRST_COMMERCIAL])
    first = _answer(shop, claim, shop.commercial_terms())
    return [Scripted(claim, first, settled(claim, [first], expect.PATIENT))]


def coverage_ended(shop: Workshop) -> list[Scripted]:
    """The second plan ended before the service; only the feed knows, the claim still names it."""
    claim = shop.claim([roster.FIRST_COMMERCIAL, roster.SECOND_COMMERCIAL])
    ended = replace(claim.coverages[1], terminated_on=claim.lines[0].on - timedelta(days=1))
    claim = replace(claim, coverages=(claim.coverages[0], ended), in_feed=True)
    first = _answer(shop, claim, shop.commercial_terms())
    return [Scripted(claim, first, settled(claim, [first], expect.PATIENT))]


def fixable_denial(shop: Workshop) -> list[Scripted]:
    """CARC 16: something is missing that we can supply; nobody else is billed before."""
    claim = shop.claim([roster.FIRST_COMMERCIAL, roster.SECOND_COMMERCIAL])
    lines = denied(claim.lines, "CO", "16", "M51")
    first = Answer(claim.coverages[0].payer, DENIED, shop.payer_claim_number(), lines)
    expected = Expected(
        charge=claim.charge,
        determinations=(expect.DENIAL,),
        paid={first.payer.key: 0},
        denied=claim.charge,
        work=(expect.WORK_DENIAL,),
    )
    return [Scripted(claim, first, expected)]


def noncovered_denial(shop: Workshop) -> list[Scripted]:
    """Not covered by the first plan (PR 204): the second one pays as if it were alone."""
    claim = shop.claim([roster.FIRST_COMMERCIAL, roster.THIRD_COMMERCIAL])
    lines = denied(claim.lines, "PR", "204", "N130")
    first = Answer(claim.coverages[0].payer, PROCESSED, shop.payer_claim_number(), lines)
    answers = _answers_after(shop, claim, first)
    return [Scripted(claim, first, settled(claim, answers, expect.NEXT_PAYER, expect.NOTHING_LEFT))]


def paper_payer(shop: Workshop) -> list[Scripted]:
    """The next payer takes paper only: the claim is held with that reason."""
    claim = shop.claim([roster.FIRST_COMMERCIAL, roster.BENEFIT_TRUST])
    first = _answer(shop, claim, shop.commercial_terms())
    left = first.patient_share
    expected = settled(claim, [first], expect.NEXT_PAYER, payer=left)
    return [Scripted(claim, first, replace(expected, work=(expect.WORK_PAPER,)))]


def duplicate_bytes(shop: Workshop) -> list[Scripted]:
    return _in_a_lot(shop, "bytes", Lot(treatment=Treatment.AGAIN_SAME_BYTES))


def duplicate_content(shop: Workshop) -> list[Scripted]:
    return _in_a_lot(shop, "content", Lot(treatment=Treatment.AGAIN_SAME_CONTENT))


def remittance_first(shop: Workshop) -> list[Scripted]:
    """The answer comes before the claim is known; then all goes on as if it had come after."""
    told = _in_a_lot(shop, "early", Lot(step=Step.FIRST))
    return [replace(scripted, original=Step.LAST) for scripted in told]


def malformed(shop: Workshop) -> list[Scripted]:
    """Nothing of the file is used: the claims wait for their first answer."""
    told = _in_a_lot(shop, "malformed", Lot(treatment=Treatment.MALFORMED))
    return [replace(one, expected=unanswered(one.claim)) for one in told]


def _in_a_lot(shop: Workshop, name: str, lot: Lot) -> list[Scripted]:
    """Two ordinary claims that share a payment of their own."""
    told = [*commercial(shop), *commercial(shop)]
    named = replace(lot, name=f"{name}-{told[0].claim.control_number}")
    provider = told[0].claim.provider
    return [replace(one, claim=replace(one.claim, provider=provider), lot=named) for one in told]


def unseen(shop: Workshop) -> list[Scripted]:
    """A payer pays for a claim that we have never heard of."""
    claim = shop.claim([roster.FIRST_COMMERCIAL, roster.SECOND_COMMERCIAL])
    first = _answer(shop, claim, shop.commercial_terms())
    expected = Expected(charge=0, unapplied=first.paid, work=(expect.WORK_UNMATCHED,))
    return [Scripted(claim, first, expected, original=Step.NEVER)]


def line_out_of_balance(shop: Workshop) -> list[Scripted]:
    """One claim's line lacks a dollar of explanation; the two beside it are sound."""
    sound = _in_a_lot(shop, "neighbours", Lot())
    (bad,) = commercial(shop)
    claim = replace(bad.claim, provider=sound[0].claim.provider)
    expected = replace(
        unanswered(claim), unapplied=bad.answer.paid, work=(expect.WORK_QUARANTINED,)
    )
    short = _a_dollar_short(bad.answer.lines[0])
    answer = replace(bad.answer, lines=(short, *bad.answer.lines[1:]))
    return [Scripted(claim, answer, expected, lot=sound[0].lot), *sound]


def _a_dollar_short(line: LineAnswer) -> LineAnswer:
    first, *others = line.adjustments
    return replace(line, adjustments=(replace(first, amount=first.amount - 100), *others))


def recoupment(shop: Workshop) -> list[Scripted]:
    """WO: money taken back, once for good, once against a refund that we had sent (72)."""
    alone, paired = _medicare(shop, roster.SUPPLEMENT), _medicare(shop, roster.SUPPLEMENT)
    taken, refunded = alone.answer.paid // 3, paired.answer.paid // 2
    return [
        _with_payment(alone, "recoupment", ("WO", alone.answer.number, taken)),
        _with_payment(
            paired,
            "refund",
            ("WO", paired.answer.number, refunded),
            ("72", paired.answer.number, -refunded),
        ),
    ]


def forwarding_balance(shop: Workshop) -> list[Scripted]:
    """A payer takes back more than it pays: the rest is carried to its next remittance (FB)."""
    first, second = _medicare(shop, roster.SUPPLEMENT), _medicare(shop, roster.SUPPLEMENT)
    second = replace(second, claim=replace(second.claim, provider=first.claim.provider))
    carried = second.answer.paid // 2
    taken, reference = first.answer.paid + carried, first.answer.number
    later = _with_payment(second, "forwarding-second", ("FB", reference, carried))
    return [
        _with_payment(
            first, "forwarding-first", ("WO", reference, taken), ("FB", reference, -carried)
        ),
        replace(later, lot=replace(later.lot, step=Step.LAST)),
    ]


def interest(shop: Workshop) -> list[Scripted]:
    """L6: the payer was late and pays interest, which belongs to no claim."""
    told = _medicare(shop, roster.SUPPLEMENT)
    owed = shop.rng.randint(25, 900)
    told = replace(told, answer=replace(told.answer, interest=owed))
    return [_with_payment(told, "interest", ("L6", told.answer.number, -owed))]


def _with_payment(told: Scripted, lot: str, *adjustments: tuple[str, str, int]) -> Scripted:
    return replace(
        told,
        lot=Lot(f"{lot}-{told.claim.control_number}"),
        adjustments=tuple(ProviderAdjustment(*adjustment) for adjustment in adjustments),
    )


STORIES = (
    Story("supplement", "Medicare, supplement not crossed over", 12, supplement),
    Story("crossover", "crossed over, the supplement's 835 comes", 10, crossover),
    Story(
        "crossover-lapses",
        "crossed over, but nothing comes: billed after the wait",
        2,
        crossover_lapses,
    ),
    Story("commercial", "commercial then commercial, the patient owes the rest", 12, commercial),
    Story("medicaid", "commercial then Medicaid (lesser-of)", 8, medicaid),
    Story("three-payers", "three payers", 8, three_payers),
    Story("sequestration", "CO45 and CO253 once, OA23 posts nothing", 6, sequestration),
    Story("paid-in-full", "paid in full", 6, paid_in_full),
    Story("no-further-coverage", "no further coverage", 3, no_further_coverage),
    Story("coverage-ended", "coverage ended before the date of service", 3, coverage_ended),
    Story("fixable-denial", "fixable denial (CARC 16)", 4, fixable_denial),
    Story("noncovered-denial", "denial that the next payer should see", 4, noncovered_denial),
    Story("duplicate-bytes", "duplicate remittance, by bytes", 2, duplicate_bytes, 2),
    Story("duplicate-content", "duplicate remittance, by content", 2, duplicate_content, 2),
    Story("remittance-first", "remittance before its original claim", 2, remittance_first, 2),
    Story("unseen", "remittance of a claim never seen", 2, unseen),
    Story("recoupment", "PLB: recoupment WO, with and without its refund", 2, recoupment, 2),
    Story(
        "forwarding-balance",
        "PLB: forwarding balance FB over two remittances",
        2,
        forwarding_balance,
        2,
    ),
    Story("interest", "PLB: interest L6", 2, interest),
    Story(
        "line-out-of-balance",
        "a line out of balance, its neighbours go on",
        3,
        line_out_of_balance,
        3,
    ),
    Story("malformed", "malformed file", 2, malformed, 2),
    Story("paper-payer", "the next payer takes paper only", 2, paper_payer),
)
STORIES_BY_NAME = {story.name: story for story in STORIES}
