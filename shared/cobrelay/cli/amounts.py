"""What each payer said of each line of a claim: charge, payment, and where the rest went."""

from collections.abc import Iterable, Iterator

from cobrelay.cli.printing import dollars
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.money import format_dollars

COLUMNS = ("payer", "line", "procedure", "$charge", "$paid", "adjustments")
Row = tuple[str, str, str, str, str, str]


def rows_of(answers: Iterable[era.ClaimPayment]) -> Iterator[Row]:
    """A row for every line of every answer, and one for what was said of the claim as a whole."""
    for answer in answers:
        payer = answer.payer.name or answer.payer.id
        if answer.adjustments or not answer.lines:
            said = _adjustments(answer.adjustments)
            yield _row(payer, "claim", "", answer.charge_cents, answer.paid_cents, said)
        for line in answer.lines:
            said = _adjustments(line.adjustments)
            number, procedure = str(line.ordinal), _procedure(line.adjudicated)
            yield _row(payer, number, procedure, line.charge_cents, line.paid_cents, said)


def _row(payer: str, line: str, procedure: str, charge: int, paid: int, said: str) -> Row:
    return payer, line, procedure, dollars(charge), format_dollars(paid), said


def _procedure(procedure: common.Procedure) -> str:
    return ":".join((procedure.code, *procedure.modifiers))


def _adjustments(adjustments: Iterable[common.Adjustment]) -> str:
    return ", ".join(
        f"{each.group_code}-{each.reason_code} {format_dollars(each.amount_cents)}"
        for each in adjustments
    )
