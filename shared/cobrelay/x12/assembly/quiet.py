"""Whether there is surely nothing to say of an 837P claim as a whole, told from its rows alone.

Of the sums, the facts that must agree, identifiers and dates, `checking` says in words what is
wrong, and needs the views of a claim for it. This only accepts, in one flat pass over a claim whose
segments stand in the guide's order; at any doubt the words are asked for.
"""

from collections.abc import Iterable

from cobrelay.x12.assembly.around import Around
from cobrelay.x12.assembly.kinds import (
    ADJUSTMENTS,
    AMOUNT,
    ANSWER,
    CLAIM,
    DATE,
    DIAGNOSES,
    LINE,
    OTHER,
    OTHER_PAYER,
    PROVIDER,
    SERVICE,
)
from cobrelay.x12.assembly.loops import diagnoses_in, pointers_in
from cobrelay.x12.assembly.parts import Row
from cobrelay.x12.checking.chronology import STAY
from cobrelay.x12.checking.claim_codes import is_place, is_plain
from cobrelay.x12.checking.identifiers import has_good_npi
from cobrelay.x12.values import KNOWN_CENTS, cents

_DISCHARGE = STAY[1]  # is compared with an admission
_POINTERS = tuple(frozenset(map(str, range(1, count + 1))) for count in range(13))


class _Payer:
    """What another payer said, of the claim or of one line (cents)."""

    __slots__ = ("adjusted", "id", "is_stated", "paid")

    def __init__(self, payer_id: str, paid: int, *, is_stated: bool = True) -> None:
        self.id = payer_id
        self.paid = paid
        self.is_stated = is_stated  # whether it says what it paid
        self.adjusted = 0


class _Line:
    """The charge of a line (cents), and what other payers said of it."""

    __slots__ = ("answers", "charge", "pointers")

    def __init__(self) -> None:
        self.charge = 0
        self.pointers: tuple[str, ...] = ()
        self.answers: list[_Payer] = []


class Facts:
    """What of a claim has to add up or agree."""

    __slots__ = ("charge", "diagnoses", "is_fit", "lines", "orders", "payers")

    def __init__(self) -> None:
        self.charge = 0
        self.diagnoses = 0  # how many
        self.orders: list[str] = []  # SBR01 of other payers
        self.payers: list[_Payer] = []
        self.lines: list[_Line] = []
        self.is_fit = True  # no date or identifier that something is to be said of


def facts_of(rows: list[Row], kinds: Iterable[int], component: str, last_day: str) -> Facts | None:
    """The facts of a claim whose segments are of these kinds; None if one can't be read.

    A service after `last_day` (CCYYMMDD) is a mistake of a year.
    """
    try:
        return _gathered(rows, kinds, component, last_day)
    except (IndexError, ValueError):  # an element is not there, or is no amount
        return None


def _gathered(  # noqa: C901, PLR0912 - the hot loop is kept flat
    rows: list[Row], kinds: Iterable[int], component: str, last_day: str
) -> Facts:
    found, known = Facts(), KNOWN_CENTS
    said, line = _Payer("", 0), _Line()
    for row, kind in zip(rows, kinds, strict=True):
        if kind == ADJUSTMENTS:
            if len(row) == 4 and row[2] and (amount := known.get(row[3])) is not None:
                said.adjusted += amount
            else:
                said.adjusted += _adjusted(row)
        elif kind == DATE:
            text = row[3]
            if (
                text[:8] > last_day
                or row[1] == _DISCHARGE
                or (len(text) > 8 and text[9:] < text[:8])
            ):
                found.is_fit = False
        elif kind == LINE:
            line = _Line()
            found.lines.append(line)
        elif kind == SERVICE:
            line.charge = known.get(row[2]) or _amount(row[2])
            line.pointers = pointers_in(row[7], component)
            if row[5] and not is_place(row[5]):
                found.is_fit = False
        elif kind == ANSWER:
            said = _Payer(row[1], known.get(row[2]) or _amount(row[2]))
            line.answers.append(said)
        elif kind == CLAIM:
            found.charge = known.get(row[2]) or _amount(row[2])
            if not is_plain(row[5], component):
                found.is_fit = False
        elif kind == DIAGNOSES:
            found.diagnoses += len(diagnoses_in(tuple(row), component))
        elif kind == PROVIDER:
            if not has_good_npi(row):
                found.is_fit = False
        elif kind == OTHER:
            said = _Payer("", 0, is_stated=False)
            found.payers.append(said)
            found.orders.append(row[1])
        elif kind == AMOUNT:
            if row[1] == "D":
                said.paid, said.is_stated = _amount(row[2]), True
        elif kind == OTHER_PAYER:
            said.id = row[9]
    return found


def _adjusted(row: Row) -> int:
    """The amounts of a CAS (cents)."""
    return sum(_amount(row[at + 1]) for at in range(2, min(len(row), 20), 3) if row[at])


def _amount(text: str) -> int:
    amount = cents(text)
    if amount is None:
        raise ValueError
    return amount


def is_quiet(facts: Facts, around: Around) -> bool:
    """Whether nothing would be said of a claim with these facts."""
    if not facts.is_fit or not around.is_identified:
        return False
    if facts.orders and len({around.responsibility, *facts.orders}) <= len(facts.orders):
        return False  # two payers have the same place in the order
    return _lines_agree(facts) and (not facts.payers or _payers_agree(facts))


def _lines_agree(facts: Facts) -> bool:
    """Whether lines make the charge, point at diagnoses, and are explained by those who paid."""
    pointers = _POINTERS[min(facts.diagnoses, len(_POINTERS) - 1)]
    payers = {payer.id for payer in facts.payers}
    charged = 0
    for line in facts.lines:
        charged += line.charge
        if not pointers.issuperset(line.pointers):
            return False
        answers = line.answers
        if len(answers) > 1 and len({answer.id for answer in answers}) < len(answers):
            return False  # perhaps: a payer's answers to a line are summed
        for answer in answers:
            if answer.id not in payers or line.charge - answer.paid != answer.adjusted:
                return False
    return charged == facts.charge


def _payers_agree(facts: Facts) -> bool:
    """Whether what payers said of the claim is what they said by line."""
    by_line: dict[str, tuple[int, int]] = {}  # paid and adjusted
    for line in facts.lines:
        for answer in line.answers:
            paid, adjusted = by_line.get(answer.id, (0, 0))
            by_line[answer.id] = (paid + answer.paid, adjusted + answer.adjusted)
    for payer in facts.payers:
        if payer.is_stated:
            own = payer.adjusted
            paid, adjusted = by_line.get(payer.id, (payer.paid + own, 0))
            if payer.paid != paid - own or facts.charge != paid + adjusted:
                return False
    return True
