"""The header of an 837P assembled: batch, submitter and receiver."""

from cobrelay.x12.assembly.parts import NOBODY, describe_party, read_name
from cobrelay.x12.findings import Finding
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import at, day
from cobrelay.x12.views.claim import ClaimBatch
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import Party


def read_batch(stretch: Stretch, start: SetStart, findings: tuple[Finding, ...]) -> ClaimBatch:
    """BHT, submitter and receiver."""
    bht, bht_at = ["BHT"], 0
    parties: dict[str, Party] = {}
    around: list[tuple[int, list[str]]] = []
    for index, row in enumerate(stretch.rows):
        match row[0]:
            case "BHT":
                bht, bht_at = row, index
            case "NM1":
                around = []
                parties[at(row, 1)] = read_name(row, stretch, index)
            case "PER" if parties:
                around.append((index, row))
                last = next(reversed(parties))
                parties[last] = describe_party(parties[last], around, stretch)
    return ClaimBatch(
        start,
        at(bht, 2),
        at(bht, 3),
        day(at(bht, 4)),
        at(bht, 6),
        parties.get("41", NOBODY),
        parties.get("40", NOBODY),
        findings,
        source=stretch,
        at=bht_at,
    )
