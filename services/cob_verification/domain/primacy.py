"""The payer order: which coverages pay for this claim, in which order, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cob_verification.domain.claim import Claim
from cob_verification.domain.coverage import Coverage, Evidence, member
from cob_verification.domain.payers import PayerDirectory, aliases
from cob_verification.domain.reasons import Rule, rule


@dataclass(frozen=True, slots=True)
class PayerOrder:
    """The coverages in force on every date of service; `rank` is the place, 1 pays first."""

    coverages: tuple[Coverage, ...]
    trace: tuple[Rule, ...]
    left_out: bool = False
    """A coverage was left out because it was not in force."""
    is_ambiguous: bool = False

    def after(self, place: int) -> tuple[Coverage, ...]:
        return self.coverages[place:]


def payer_order(claim: Claim, known: Sequence[Coverage], payers: PayerDirectory) -> PayerOrder:
    """Stated ranks decide; a feed's set replaces the claim's own, a person's word mends either."""
    stated, source = _best_statement(claim, known, payers)
    mended, corrections = _mended(stated, _in_force(claim, known, Evidence.API), payers)
    left_out = _ended(claim, known, mended, payers)
    trace = (source, *corrections, *((rule("COB-304"),) if left_out else ()))
    ordered = sorted(mended, key=lambda coverage: coverage.rank)
    ranks = [coverage.rank for coverage in ordered]
    return PayerOrder(
        coverages=tuple(_placed(ordered, payers)),
        trace=trace,
        left_out=left_out,
        is_ambiguous=len(set(ranks)) < len(ranks),
    )


def names_of(coverage: Coverage, payers: PayerDirectory) -> frozenset[str]:
    """Every alias of the coverage's payer: its own, the claim's, and those of payers.toml."""
    texts = (*coverage.payer.texts, *coverage.also_known_as)
    profile = payers.known(texts)
    return aliases(texts) | (profile.aliases if profile else frozenset())


def _best_statement(
    claim: Claim, known: Sequence[Coverage], payers: PayerDirectory
) -> tuple[list[Coverage], Rule]:
    """A feed that has any row in force is better evidence than the claim's own loops."""
    feed = _in_force(claim, known, Evidence.FEED)
    if feed:
        return [_joined(coverage, claim, payers) for coverage in feed], rule("COB-301")
    return [own for own in claim.coverages if not _contradicted(own, known, claim, payers)], rule(
        "COB-302"
    )


def _in_force(claim: Claim, known: Sequence[Coverage], evidence: Evidence) -> list[Coverage]:
    return [
        coverage
        for coverage in known
        if coverage.evidence is evidence
        and coverage.in_force_throughout(claim.service_from, claim.service_to)
    ]


def _joined(coverage: Coverage, claim: Claim, payers: PayerDirectory) -> Coverage:
    """What 2010BB or 2330B calls the same payer is a name of it, too, and its id where the feed
    has none."""
    names = names_of(coverage, payers)
    same = [own for own in claim.coverages if names & names_of(own, payers)]
    texts = (text for own in same for text in own.payer.texts if text.strip())
    payer = coverage.payer
    for own in same:
        payer = payer if payer.id else replace(payer, id=own.payer.id)
    return replace(coverage, payer=payer, also_known_as=tuple(dict.fromkeys(texts)))


def _contradicted(
    own: Coverage, known: Iterable[Coverage], claim: Claim, payers: PayerDirectory
) -> bool:
    """Better evidence knows this very coverage, and knows it was not in force."""
    same = [coverage for coverage in known if _is_same(own, coverage, payers)]
    throughout = (claim.service_from, claim.service_to)
    return bool(same) and not any(each.in_force_throughout(*throughout) for each in same)


def _is_same(one: Coverage, other: Coverage, payers: PayerDirectory) -> bool:
    """One payer; and one member, where both are stated."""
    members = {member(one.member_id), member(other.member_id)} - {""}
    return len(members) < 2 and bool(names_of(one, payers) & names_of(other, payers))


def _mended(
    stated: Sequence[Coverage], corrections: Sequence[Coverage], payers: PayerDirectory
) -> tuple[list[Coverage], tuple[Rule, ...]]:
    """A person's statement takes the place of the same payer's or of the same rank's."""
    kept = list(stated)
    for correction in corrections:
        names = names_of(correction, payers)
        kept = [
            coverage
            for coverage in kept
            if coverage.rank != correction.rank and not names & names_of(coverage, payers)
        ]
        kept.append(correction)
    return kept, (rule("COB-303"),) if corrections else ()


def _ended(
    claim: Claim, known: Sequence[Coverage], order: Sequence[Coverage], payers: PayerDirectory
) -> bool:
    """Something is known of the patient that did not make it into the order for its dates."""
    candidates = (*known, *claim.coverages) if known else ()
    throughout = (claim.service_from, claim.service_to)
    return any(
        not coverage.in_force_throughout(*throughout)
        and not any(_is_same(coverage, chosen, payers) for chosen in order)
        for coverage in candidates
    )


def _placed(ordered: Sequence[Coverage], payers: PayerDirectory) -> Iterable[Coverage]:
    for place, coverage in enumerate(ordered, start=1):
        profile = payers.known((*coverage.payer.texts, *coverage.also_known_as))
        yield replace(coverage, rank=place, payer_profile=profile.key if profile else "")
