"""The 835 assembled: the header of a payment and its provider adjustments."""

from collections.abc import Iterator

from cobrelay.x12.assembly.parts import NOBODY, Row, describe_party, read_organisation
from cobrelay.x12.findings import Finding
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import at, cents_or_zero, day
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import Party
from cobrelay.x12.views.remittance import ProviderAdjustment, RemittanceHeader


def read_header(
    stretch: Stretch, start: SetStart, findings: tuple[Finding, ...]
) -> RemittanceHeader:
    """BPR, TRN, 1000A and 1000B."""
    bpr: Row = ["BPR"]
    trn: Row = ["TRN"]
    bpr_at, trn_at, receiver, produced, currency = 0, 0, "", None, ""
    parties: dict[str, tuple[Party, list[tuple[int, Row]]]] = {}
    around: list[tuple[int, Row]] = []
    for index, row in enumerate(stretch.rows):
        match row[0]:
            case "BPR":
                bpr, bpr_at = row, index
            case "TRN":
                trn, trn_at = row, index
            case "CUR":
                currency = at(row, 2)
            case "DTM":
                produced = day(at(row, 2))
            case "REF" if not parties and at(row, 1) == "EV":
                receiver = at(row, 2)
            case "N1":
                around = []
                parties.setdefault(at(row, 1), (read_organisation(row, stretch, index), around))
            case _:
                around.append((index, row))
    people = {who: describe_party(p, rows, stretch) for who, (p, rows) in parties.items()}
    return RemittanceHeader(
        start,
        at(bpr, 1),
        cents_or_zero(at(bpr, 2)),
        at(bpr, 3),
        at(bpr, 4),
        day(at(bpr, 16)),
        at(trn, 2),
        at(trn, 3),
        at(trn, 4),
        people.get("PR", NOBODY),
        people.get("PE", NOBODY),
        receiver,
        produced,
        currency,
        findings,
        trace_at=trn_at,
        source=stretch,
        at=bpr_at,
    )


def read_provider_adjustments(
    stretch: Stretch, before: int, start: SetStart
) -> Iterator[ProviderAdjustment]:
    """PLB: one view per pair, counted on from `before`."""
    component = stretch.delimiters.component
    ordinal = before
    for index, row in enumerate(stretch.rows):
        if row[0] != "PLB":
            continue
        for first in range(3, min(len(row), 15), 2):
            if not row[first] and not at(row, first + 1):
                continue
            ordinal += 1
            code, _, reference = row[first].partition(component)
            yield ProviderAdjustment(
                ordinal,
                start,
                at(row, 1),
                day(at(row, 2)),
                code,
                reference,
                cents_or_zero(at(row, first + 1)),
                source=stretch,
                at=index,
            )
